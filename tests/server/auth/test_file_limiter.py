"""Files for download never keep a phone waiting that brings nothing: one is made at a time for each asker,
and one in each worker."""

import fcntl
import http.client
import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.phones import Phone
from tests.server.gunicorn import gunicorn
from tests.town import Town

FILE = "/api/exports/help-sessions.csv?from=2026-11-01&to=2026-11-30"
AT_ONCE = 16


class Server:
    """One worker with four threads; `hold` lets it begin with a file and make it later."""

    def __init__(self, folder: Path) -> None:
        self.held, self.pipe = folder / "held", folder / "begun"
        self.held.touch()
        os.mkfifo(self.pipe)
        self.told = os.open(self.pipe, os.O_RDWR)
        self.address = ""

    @contextmanager
    def hold(self) -> Iterator[None]:
        with self.held.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def wait_until_begun(self) -> None:
        """Until a file more has begun."""
        assert os.read(self.told, 1) == b"."

    def line(self, phone: Phone) -> "Line":
        return Line(self.address, phone)


@pytest.fixture
def server(database_url: str, tmp_path: Path, town: Town) -> Iterator[Server]:
    found = Server(tmp_path)
    settings = {"HELD": str(found.held), "BEGUN": str(found.pipe)}
    settings["SECRET_KEY"] = town.app.config["SETTINGS"].secret_key
    with gunicorn("tests.server.held_files:app", database_url, tmp_path, **settings) as address:
        found.address = address.removeprefix("http://")
        yield found
    os.close(found.told)


class Line:
    """One connection of a phone to the server."""

    def __init__(self, address: str, phone: Phone) -> None:
        self._wire = http.client.HTTPConnection(address, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in phone.web.remembered().items())
        self._headers = {"Cookie": cookies, "Sec-Fetch-Site": "same-origin"}
        self._body = json.dumps(phone.envelope([]))

    def ask(self, path: str = FILE) -> "Line":
        self._wire.request("GET", path, headers=self._headers)
        return self

    def told(self) -> tuple[int, str | None, str | None]:
        """The status, the problem's code and for how long to wait."""
        with closing(self._wire), self._wire.getresponse() as answer:
            body: Any = answer.read()
        code = json.loads(body)["code"] if answer.status >= 400 else None
        return answer.status, code, answer.headers["Retry-After"]

    def idle_round(self) -> int:
        headers = {**self._headers, "Content-Type": "application/json"}
        self._wire.request("POST", "/api/sync/v1", self._body, headers)
        return self.told()[0]


def test_one_asker_gets_one_file_at_a_time(town: Town, server: Server) -> None:
    lan, ha = town.lan(), town.ha()
    with server.hold():
        first = server.line(lan).ask()
        server.wait_until_begun()
        others = [server.line(lan).ask() for _ in range(AT_ONCE - 1)]
        assert [line.told() for line in others] == [(429, "file_in_work", "5")] * len(others)
        assert server.line(ha).idle_round() == 200
    assert first.told()[0] == 200


def test_files_for_many_askers_leave_threads_for_all_others(town: Town, server: Server) -> None:
    ha, first = town.ha(), town.lan()
    phones = [town.phone(f"Người {number}") for number in range(AT_ONCE)]
    with server.hold():
        making = server.line(first).ask()
        server.wait_until_begun()
        lines = [server.line(phone).ask() for phone in phones]
        for _ in range(20):
            assert server.line(ha).idle_round() == 200
        # Who waits for a slot has a file in work too.
        assert server.line(phones[0]).ask().told()[1] == "file_in_work"
    assert [line.told()[0] for line in [making, *lines]] == [200] * (1 + AT_ONCE)
    assert server.line(phones[0]).ask().told()[0] == 200
