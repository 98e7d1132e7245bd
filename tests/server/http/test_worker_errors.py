"""What a real worker answers by itself has the headers and the line in the log of all other answers."""

import socket
import time
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from server.config import Settings, read_settings
from server.http.headers import json_headers, security_headers
from tests.demo.loading import command
from tests.server.gunicorn import gunicorn
from tests.server.http.test_buffering_worker import CHUNKED, LONG, SHORT
from tests.server.request_lines import Line, parsed

PATIENCE = 60
"""Seconds: a busy machine takes its time over a hundred lines."""
NAME = b"Nguyen-Thi-Bi-Mat-0912345678"
UNPARSED: dict[bytes, tuple[int, str]] = {
    b"\x16\x03\x01" + NAME: (400, "bad_request"),
    b"GET / HTTP/1.1\nX: " + NAME: (400, "bad_request"),
    b"GET /" + NAME + b" HTTP/9.9\r\nHost: a\r\n\r\n": (400, "bad_request"),
    b"GET / HTTP/1.1\r\n" + NAME + b"\r\n\r\n": (400, "bad_request"),
    b"GET / HTTP/1.1\r\nA: b\r\n " + NAME + b"\r\n\r\n": (400, "bad_request"),
    b"GET /" + 5000 * b"a" + NAME + b" HTTP/1.1\r\n\r\n": (414, "request_uri_too_long"),
    b"GET / HTTP/1.1\r\nA: " + 9000 * b"a" + b"\r\n\r\n": (431, "request_header_fields_too_large"),
    b"GET / HTTP/1.1\r\nA: " + 70_000 * b"a": (431, "request_header_fields_too_large"),
    CHUNKED.replace(b"localhost", NAME): (411, "length_required"),
    b"GET / HTTP/1.1\r\nHost: a\r\nExpect: " + NAME + b"\r\n\r\n": (417, "expectation_failed"),
}
CUT_SHORT = LONG.replace(b"Length: ", b"Length: 8")
"""What is refused by its head alone: nobody reads its body."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def address(log: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    assert command(folder, "db", "upgrade").returncode == 0
    database = f"sqlite:///{folder}/tungngo.sqlite"
    app, hurried = "server:create_app()", "tests.server.hurried"
    with gunicorn(app, database, folder, hurried, log) as found:
        yield found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"INSTANCE_DIR": str(tmp_path)})


def opened(address: str) -> socket.socket:
    host, _, port = address.removeprefix("http://").partition(":")
    line = socket.create_connection((host, int(port)), timeout=PATIENCE)
    line.settimeout(PATIENCE)
    return line


def said(address: str, text: bytes) -> HTTPResponse:
    """The answer to these bytes."""
    with opened(address) as line:
        line.sendall(text)
        answer = HTTPResponse(line)
        answer.begin()
        answer.read()
    return answer


def line_where(log: Path, fits: Callable[[Line], bool]) -> Line:
    """The line that a request has, once it is written."""
    until = time.monotonic() + PATIENCE
    while True:
        found = [each for each in parsed(log.read_text(encoding="utf-8")) if fits(each)]
        if found:
            return found[-1]
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.02)


@pytest.mark.parametrize("text", UNPARSED, ids=lambda text: text[:24].decode("latin-1"))
def test_what_no_application_sees(address: str, log: Path, settings: Settings, text: bytes) -> None:
    answer = said(address, text)
    status, code = UNPARSED[text]
    assert answer.status == status
    for name, value in security_headers(settings).items():
        assert answer.headers.get_all(name) == [value]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Server"] is None
    line = line_where(log, lambda each: each["request_id"] == answer.headers["Request-Id"])
    assert (line["status"], line["code"], line["route"]) == (status, code, None)
    assert line["from"] == "127.0.0.0/24"


def test_what_flask_refuses_by_the_head(address: str, log: Path, settings: Settings) -> None:
    head = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += b"Sec-Fetch-Site: same-origin\r\nContent-Length: 88000000\r\n\r\n"
    answer = said(address, head)
    assert answer.status == 413
    assert json_headers(settings).items() <= dict(answer.headers).items()
    line = line_where(log, lambda each: each["request_id"] == answer.headers["Request-Id"])
    assert (line["code"], line["in"]) == ("body_too_large", 88_000_000)


def test_who_falls_silent_has_a_line(address: str, log: Path) -> None:
    with opened(address) as line:
        line.sendall(LONG[:100])
        assert line.recv(1) == b""  # and no answer: old phones take any for a refusal
    found = line_where(log, lambda each: each["status"] == 408)
    assert (found["code"], found["in"], found["out"]) == ("request_timeout", 100, 0)
    assert found["ms"] > 100


def test_who_goes_away_in_the_middle_has_a_line(address: str, log: Path) -> None:
    with opened(address) as line:
        line.sendall(LONG[:101])
    found = line_where(log, lambda each: each["status"] == 499)
    assert (found["code"], found["in"]) == ("client_closed_request", 101)


def test_who_makes_room_for_others_has_a_line(address: str, log: Path) -> None:
    lines = [opened(address) for _ in range(120)]
    for line in lines:
        line.sendall(b"PO")
    found = line_where(log, lambda each: each["status"] == 503)
    assert (found["code"], found["in"]) == ("service_unavailable", 2)
    for line in lines:
        line.close()


def test_lines_that_nobody_uses_have_none(address: str, log: Path) -> None:
    before = len(parsed(log.read_text()))
    opened(address).close()
    answer = said(address, SHORT)
    line_where(log, lambda each: each["request_id"] == answer.headers["Request-Id"])
    later = parsed(log.read_text())[before:]
    assert [each["status"] for each in later if each["status"] not in (499, 503)] == [200]


def test_the_log_tells_of_nobody(log: Path, address: str) -> None:
    for text in UNPARSED:
        said(address, text)
    written = log.read_text(encoding="utf-8")
    assert NAME.decode() not in written
    assert "127.0.0.1" not in written.replace(address, "")
