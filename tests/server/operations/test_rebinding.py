"""DNS rebinding against a real gunicorn: a page of another site lets its own name point to the server,
and its requests carry that name as Host. Nothing is told to it, no file of the app either."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask_migrate import upgrade

from tests.keys import SECRET_KEY
from tests.server.gunicorn import gunicorn
from tests.server.operations.conftest import making

NAME = "tungngo.example.vn"
APP = "tests.server.operations.serving_files:app"
FILES = ("/", "/index.html", "/sw.js", "/assets/index-abc123.js", "/desk/teams", "/nowhere")
PATHS = (*FILES, "/api/probe", "/api/session", "/api/openapi.json", "/healthz", "/readyz")
SECRET = "what only the app's own pages may read"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "assets").mkdir()
    for name in ("index.html", "sw.js", "assets/index-abc123.js"):
        (folder / name).write_text(SECRET)
    return folder


@pytest.fixture(params=["loopback", "public"], scope="module")
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, files: Path
) -> Iterator[tuple[str, str]]:
    """The address of a server and the Host by which it is meant to be asked."""
    folder = tmp_path_factory.mktemp(request.param)
    with making(folder) as make:
        database = make()
        with database.app_context():
            upgrade()
        url = str(database.config["SETTINGS"].database_url)
    settings = {"APP_FILES": str(files)}
    if request.param == "public":
        settings |= {
            "PUBLIC_URL": f"https://{NAME}",
            "LASTING_DISK": str(folder),
            "SECRET_KEY": SECRET_KEY,
        }
    with gunicorn(APP, url, folder, **settings) as address:
        yield address, NAME if request.param == "public" else urlsplit(address).netloc


def ask(address: str, head: str) -> tuple[int, bytes]:
    """Status and body of the answer to a request with exactly this head."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        line.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        told = b""
        while piece := line.recv(65536):
            told += piece
    first, _, rest = told.partition(b"\r\n")
    return int(first.split()[1]), rest.partition(b"\r\n\r\n")[2]


def get(address: str, path: str, *lines: str) -> tuple[int, bytes]:
    return ask(address, "\n".join([f"GET {path} HTTP/1.1", *lines, "Connection: close"]))


def test_a_name_of_another_site_is_told_nothing(served: tuple[str, str]) -> None:
    address, host = served
    for path in FILES:
        assert get(address, path, f"Host: {host}")[0] in (200, 404), path
    assert SECRET.encode() in get(address, "/assets/index-abc123.js", f"Host: {host}")[1]
    for path in PATHS:
        for lost in ((), ("Sec-Fetch-Mode: navigate",)):
            status, body = get(address, path, "Host: rebound.evil.example", *lost)
            assert (status, json.loads(body)["code"]) == (404, "not_found"), path
            assert json.loads(body)["details"].keys() == {"host"}, path


def test_a_round_of_syncing_is_not_taken_either(served: tuple[str, str]) -> None:
    address, _ = served
    body = json.dumps({"changes": []})
    status, told = ask(
        address,
        "POST /api/sync/v1 HTTP/1.1\nHost: rebound.evil.example\nContent-Type: application/json\n"
        f"Sec-Fetch-Site: same-origin\nContent-Length: {len(body)}\nConnection: close\n\n{body}",
    )
    assert (status, json.loads(told)["code"]) == (404, "not_found")


def test_no_spelling_of_a_request_gets_around_it(served: tuple[str, str]) -> None:
    address, host = served
    evil, script = "Host: rebound.evil.example", "/assets/index-abc123.js"
    for head in (
        (f"GET {script} HTTP/1.1", f"Host: {host}", evil),
        (f"GET {script} HTTP/1.1", evil, f"Host: {host}"),
        (f"GET http://{host}{script} HTTP/1.1", evil),
        (f"GET {script} HTTP/1.1", evil, f"X-Forwarded-Host: {host}"),
        (f"GET {script} HTTP/1.1", f"Host: {host}@rebound.evil.example"),
        (f"GET {script} HTTP/1.1", f"Host: {host} rebound.evil.example"),
        (f"GET /healthz/..{script} HTTP/1.1", evil),
    ):
        status, body = ask(address, "\n".join([*head, "Connection: close"]))
        assert 400 <= status < 500, head
        assert SECRET.encode() not in body, head


def test_a_load_balancer_asks_by_an_address(served: tuple[str, str]) -> None:
    address, _ = served
    for path in ("/healthz", "/readyz"):
        assert get(address, path, "Host: 10.0.3.17:8000")[0] == 200
        assert ask(address, f"GET {path} HTTP/1.0")[0] == 200
    assert get(address, "/sw.js", "Host: 10.0.3.17:8000")[0] == 404
