"""What gunicorn refuses by itself: a request whose length two programs could understand differently."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo.loading import command
from tests.server.gunicorn import gunicorn

SHORT = b"GET /api/probe HTTP/1.1\r\nHost: localhost\r\n\r\n"
REFUSED = (
    b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\n\n",
    b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("framing")
    assert command(folder, "db", "upgrade").returncode == 0
    database = f"sqlite:///{folder}/tungngo.sqlite"
    with gunicorn("server:create_app()", database, folder) as address:
        yield int(address.rpartition(":")[2])


def status(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(text)
        return line.recv(100).partition(b" ")[2][:3]


def test_a_body_has_one_length(port: int) -> None:
    assert {status(port, text) for text in REFUSED} == {b"400"}
    assert status(port, SHORT) == b"200"
