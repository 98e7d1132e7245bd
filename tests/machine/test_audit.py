"""`make audit` against lists of holes in the formats of OSV and npm: each locked version is looked up, a hole is
reported, and a list that does not answer is a failure."""

import gzip
import json
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.machine import audit, needs
from tests.machine.lock import SERVER

OSV = "/v1/querybatch"
NPM = "/-/npm/v1/security/advisories/bulk"
HOLES: dict[str, dict[str, Any]] = {
    OSV: {"flask": {"id": "GHSA-test-test-test", "modified": "2026-01-01T00:00:00Z"}},
    NPM: {
        "preact": {
            "id": 1,
            "url": "https://github.com/advisories/GHSA-test-test-test",
            "title": "A hole",
            "severity": "low",
            "vulnerable_versions": "*",
        }
    },
}


class Lists(ThreadingHTTPServer):
    """Who knows of holes: by address, and there by the package's name. An address that is not there is
    refused."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.holes: dict[str, dict[str, Any]] = {OSV: {}, NPM: {}}
        self.asked: set[str] = set()


class Answer(BaseHTTPRequestHandler):
    server: Lists

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        packed = self.headers.get("Content-Encoding") == "gzip"
        asked = json.loads(gzip.decompress(body) if packed else body)
        if self.path not in self.server.holes:
            self.send_error(405)
            return
        known = self.server.holes[self.path]
        if self.path == OSV:
            names = [each["package"]["name"] for each in asked["queries"]]
            self.server.asked |= {
                f"{each['package']['name']} {each['version']}" for each in asked["queries"]
            }
            found = [{"vulns": [known[name]]} if name in known else {} for name in names]
            self.tell({"results": found})
        else:
            self.server.asked |= {
                f"{name} {each}" for name, those in asked.items() for each in those
            }
            self.tell({name: [known[name]] for name in asked if name in known})

    def do_GET(self) -> None:
        """OSV's details of a hole. npm looks for other versions of what has one."""
        holes = {
            f"/v1/vulns/{each['id']}": each for each in self.server.holes.get(OSV, {}).values()
        }
        if self.path in holes:
            self.tell(holes[self.path])
        else:
            self.send_error(404)

    def tell(self, content: dict[str, Any]) -> None:
        answer = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Nothing: the test looks at what was asked."""


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    with Lists() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(audit, "UV", [*audit.UV, "--service-url", address])
        monkeypatch.setenv("npm_config_registry", address)
        yield server
        server.shutdown()
        thread.join()


def test_each_locked_version_is_asked_about_and_no_hole_is_no_fault(
    lists: Lists, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit.run()
    lock = tomllib.loads((SERVER / "uv.lock").read_text())
    locked = {
        f"{each['name']} {each['version']}"
        for each in lock["package"]
        if "registry" in each["source"]
    }
    assert len(locked) > 100
    of_npm = {
        f"{each.get('name') or place.rpartition('node_modules/')[2]} {each['version']}"
        for lock in audit.npm_locks()
        for place, each in json.loads(lock.read_text())["packages"].items()
        if place
    }
    assert len(of_npm) > 500
    assert (locked | of_npm) - lists.asked == set()
    assert "No hole is known" in capfd.readouterr().out


@pytest.mark.parametrize("list_", [OSV, NPM])
def test_a_hole_is_named_and_fails(
    lists: Lists, list_: str, capfd: pytest.CaptureFixture[str]
) -> None:
    lists.holes[list_] = HOLES[list_]
    assert not audit.run()
    assert "GHSA-test-test-test" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("npm_config_offline", "true"),
        ("NODE_ENV", "production"),
        ("npm_config_audit_level", "none"),
    ],
)
def test_no_setting_of_the_machine_hides_a_hole(
    lists: Lists, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    lists.holes[NPM] = {"vite": HOLES[NPM]["preact"]}
    assert not all(
        needs.run_visibly([*audit.NPM, "--prefix", lock.parent]) for lock in audit.npm_locks()
    )


def test_who_does_not_answer_fails(lists: Lists) -> None:
    lists.holes.clear()
    assert not audit.run()
