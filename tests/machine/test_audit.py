"""`make audit` against lists of holes in the formats of OSV and npm: what a real list would say is nobody's
to test, but that it is asked about each locked version, heard, and missed when it is silent."""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.machine import audit
from tests.machine.lock import GROUPS, RUNTIME
from tests.machine.needs import ROOT

OSV = "/v1/query"
NPM = "/-/npm/v1/security/advisories/bulk"
HOLES: dict[str, dict[str, Any]] = {
    OSV: {"flask": {"id": "GHSA-test-test-test", "affected": []}},
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
            name = asked["package"]["name"]
            self.server.asked.add(f"{name} {asked['version']}")
            self.tell({"vulns": [known[name]]} if name in known else {})
        else:
            self.server.asked |= {
                f"{name} {each}" for name, those in asked.items() for each in those
            }
            self.tell({name: [known[name]] for name in asked if name in known})

    def do_GET(self) -> None:
        """npm asks for other versions of what has a hole, to say which one to take."""
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
        monkeypatch.setenv("PIP_AUDIT_OSV_URL", address + OSV)
        monkeypatch.setenv("npm_config_registry", address)
        yield server
        server.shutdown()
        thread.join()


def test_each_locked_version_is_asked_about_and_no_hole_is_no_fault(
    lists: Lists, capfd: pytest.CaptureFixture[str]
) -> None:
    assert audit.run()
    # What other systems need has a marker.
    locked = {
        f"{name} {version}"
        for file in (RUNTIME, *GROUPS.values())
        for name, version in re.findall(
            r"^([a-z0-9-]+)==(\S+) \\$", (ROOT / file).read_text(), re.M
        )
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
    assert not all(audit.shown([*audit.NPM, "--prefix", lock.parent]) for lock in audit.npm_locks())


def test_who_does_not_answer_fails(lists: Lists) -> None:
    lists.holes.clear()
    assert not audit.run()
