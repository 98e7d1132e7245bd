"""Who reads a file slowly keeps neither other files nor the database waiting."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPResponse
from pathlib import Path
from socket import socket
from sqlite3 import connect
from typing import cast

import pytest
from sqlalchemy import text

from server.database.engine import db
from tests.phones import Phone
from tests.server.gunicorn import gunicorn
from tests.server.http.test_buffering_worker import SHORT, Line
from tests.town import Town

FILE = "/api/exports/help-sessions.csv?from=2026-11-01&to=2026-11-30"
TIMES = 60_000
"""As in `large.py`."""
MORE_THAN_THREADS = 5


@pytest.fixture
def address(town: Town, database_url: str, tmp_path: Path) -> Iterator[str]:
    key = town.app.config["SETTINGS"].secret_key
    app = "tests.server.reports.large:app"
    with gunicorn(app, database_url, tmp_path, SECRET_KEY=key) as found:
        yield found


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as found:
        yield found


def asked(address: str, phone: Phone, stack: ExitStack, room: int = 0) -> HTTPResponse:
    """The head of the file that a phone asked for; its body is read when it is."""
    cookies = "; ".join(f"{name}={value}" for name, value in phone.web.remembered().items())
    head = f"GET {FILE} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n\r\n"
    line = Line(address, room).say(head.encode())
    stack.callback(line.shut)
    answer = HTTPResponse(cast(socket, line))
    answer.begin()
    return answer


def test_slow_readers_hold_no_slot_no_thread_and_no_snapshot(
    town: Town, database_url: str, address: str, stack: ExitStack
) -> None:
    lan = town.lan()
    lan.sync(lan.session(day="2026-11-20"))
    phones = [lan, *(town.phone(f"Người {number}") for number in range(MORE_THAN_THREADS))]
    slow = [asked(address, phone, stack, room=4096) for phone in phones]
    assert [answer.status for answer in slow] == [200] * len(phones)
    lan.sync(lan.session(day="2026-11-20"))
    assert snapshots(town, database_url) == 0
    other = Line(address)
    stack.callback(other.shut)
    assert other.say(SHORT).status() == 200
    # Each has one file at a time, until the last byte of it is taken.
    assert asked(address, lan, stack).status == 429
    head, _, line = slow[0].read().partition(b"\r\n")
    assert head.decode("utf-8-sig").startswith("Ngày,")
    assert line == line[: len(line) // TIMES] * TIMES
    assert asked(address, lan, stack).status == 200


def snapshots(town: Town, database_url: str) -> int:
    """How many views of the database as it was are still held, or whether there is one."""
    if database_url.startswith("sqlite"):
        # The log can be emptied unless somebody reads of it.
        with closing(connect(database_url.removeprefix("sqlite:///"), timeout=0)) as alone:
            return int(alone.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    with town.app.app_context(), db.engine.connect() as connection:
        held = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        held += " AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()"
        return int(connection.execute(text(held)).scalar_one())
