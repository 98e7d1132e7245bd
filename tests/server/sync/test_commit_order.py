"""Numbers become visible in the order of commits (PROTOCOL 5.1): eight writers at once, and a
reader that never goes back. With numbers given out before the lock this fails within seconds."""

import sqlite3
import threading
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from server.database.engine import autocommit_connection, db
from server.database.sql import fetch_snapshot
from server.records.store.records import channel_state_query
from server.records.tables import SyncClock, SyncCommit
from server.records.writer import writing
from server.sync.use_cases.pull import page_query, pull
from tests.phones import Phone, new_id
from tests.town import TEAM, Town

WRITERS = 8
ROUNDS = 12
CHANNEL = f"team:{TEAM}"


def put_places(town: Town, ids: list[str]) -> bool:
    """Writes places in one transaction. False where SQLite made it wait longer than the server
    lets anybody wait: that is an answer (503 server_busy), and nothing was written."""
    with town.app.app_context():
        try:
            with writing(db.session, len(ids)) as writer:
                for record in ids:
                    fields = {"name": "Chợ", "place_kind": "CHO", "status": "live"}
                    writer.put("place", record, CHANNEL, fields)
            db.session.commit()
        except OperationalError as error:
            if "locked" not in str(error.orig):
                raise
            return False
    return True


def test_a_reader_misses_nothing_while_eight_write(town: Town) -> None:
    written: set[str] = set()
    errors: list[BaseException] = []
    done = threading.Event()

    def write(number: int) -> None:
        try:
            for turn in range(ROUNDS):
                ids = [new_id() for _ in range(1 + (number + turn) % 3)]
                while not put_places(town, ids):
                    pass  # as a phone does that was told server_busy
                written.update(ids)
        except BaseException as error:
            errors.append(error)

    read: set[str] = set()
    cursor: dict[str, int] = {}
    seen: list[int] = []

    def look() -> dict[str, Any]:
        (page,) = page_query([CHANNEL], cursor, 500)
        with town.app.app_context(), autocommit_connection() as database:
            stand, rows = fetch_snapshot(database, channel_state_query([CHANNEL]), page)
        answer = pull(stand, cursor, 500, rows)
        read.update(row.id for row in answer["rows"])
        cursor.update(answer["cursor"])
        seen.append(answer["seen"][0])
        return answer

    def follow() -> None:
        try:
            while not done.is_set():
                look()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    reader = threading.Thread(target=follow)
    reader.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    reader.join()
    last = look()
    assert errors == []
    assert written <= read
    assert seen == sorted(seen)
    assert len(set(seen)) > 3, "the reader slept through it all"
    assert last["digest"][CHANNEL]["n"] == len(read)


def test_phones_that_push_at_once_lose_and_double_nothing(town: Town) -> None:
    phones = [town.phone(f"Người {number}") for number in range(WRITERS)]
    batches = [[phone.session() for _ in range(5)] for phone in phones]
    results: dict[int, list[str]] = {}

    def push(number: int, phone: Phone) -> None:
        told: list[str] = []
        for _ in range(3):
            answer = phone.ask(batches[number])
            told += [each["verdict"] for each in answer.json.get("results", ["none"])]
        results[number] = told

    threads = [threading.Thread(target=push, args=each) for each in enumerate(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set().union(*map(set, results.values())) == {"applied"}
    phones[0].sync()
    assert len(phones[0].of_kind("help_session")) == WRITERS * 5
    assert phones[0].digests() == phones[0].last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json["total"]
    assert (told["sessions"], told["turns"]) == (WRITERS * 5, WRITERS * 5)
    assert told["volunteer_turns"]["all"] == WRITERS


@pytest.mark.parametrize("sort", ["sqlite"], indirect=True)
def test_a_transaction_that_reads_first_has_the_lock_already(town: Town) -> None:
    """On PostgreSQL the row of the clock is the lock, whatever was read before it was taken."""
    with town.app.app_context():
        db.session.execute(select(SyncClock.hi)).all()
        file = db.engine.url.database
        assert file
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            db.session.rollback()
            other.execute("BEGIN IMMEDIATE")


def test_commits_of_nothing_have_numbers_of_their_own(town: Town) -> None:
    """A list that turned out empty is written too."""
    with town.app.app_context():
        for _ in range(2):
            with writing(db.session, 0):
                pass
            db.session.commit()
        first, second = db.session.scalars(select(SyncCommit.seq).order_by(SyncCommit.seq)).all()[
            -2:
        ]
    assert first < second
