"""Several questions in one go, and statements that nobody waits for (server/database/sql.py)."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from server.database.bulk import insert_rows, table_of
from server.database.engine import autocommit_connection, db
from server.database.pipeline import pipeline, sync_point
from server.database.sql import Query, execute, fetch_all, fetch_pipelined, fetch_snapshot
from server.records.tables import ChannelDigest, ExitRow, Record
from server.sync.store.pages import rows_query
from tests.connections import end_connection
from tests.town import Town

CHANNEL = "team:00000000-0000-4000-8000-000000000007"
COUNT = "SELECT COUNT(*) FROM channel_digest WHERE SUBSTR(channel, 1, 6) = 'asked:'"


@pytest.fixture(autouse=True)
def inside(town: Town) -> Iterator[None]:
    with town.app.app_context():
        yield


def put(name: str) -> None:
    said = "INSERT INTO channel_digest (channel, n, sum) VALUES (:name, 1, :sum)"
    execute(db.session, said, name=f"asked:{name}", sum="0" * 16)


def count() -> int:
    (row,) = fetch_all(db.session, COUNT)
    return int(row[0])


def number(said: str, **values: Any) -> Query[int]:
    return Query(said, values, lambda rows: int(rows[0][0]))


def test_answers_come_in_the_order_of_the_questions() -> None:
    put("first")
    asked = [number("SELECT :n + 1 - 1", n=each) for each in range(5)]
    assert fetch_pipelined(db.session, *asked, number(COUNT)) == [0, 1, 2, 3, 4, 1]
    assert fetch_pipelined(db.session) == []
    db.session.rollback()


def test_questions_of_one_moment_leave_no_transaction_behind() -> None:
    with autocommit_connection() as connection:
        assert fetch_snapshot(connection, number("SELECT 1"), number(COUNT)) == [1, 0]
        put("meanwhile")
        db.session.commit()
        assert fetch_snapshot(connection, number(COUNT)) == [1]


def test_a_question_that_fails_among_others_fails_alone() -> None:
    wrong = number("SELECT n FROM channel_digest WHERE channel = 'asked:' GROUP BY nowhere")
    with autocommit_connection() as connection, pytest.raises(Exception, match="nowhere"):
        fetch_snapshot(connection, number("SELECT 1"), wrong, number("SELECT 2"))
    with autocommit_connection() as connection:
        assert fetch_snapshot(connection, number("SELECT 3")) == [3]


@pytest.mark.parametrize("counted", ["never", "when small", "now"])
def test_a_page_of_a_big_channel_is_read_in_order_and_never_sorted(counted: str) -> None:
    """Sorted, each page would cost as much as the whole channel: of a table that it has not counted
    yet, or counted when it held a row, PostgreSQL sorts if it may. Exit rows, which are few, it may
    sort until it counts them again."""
    big = [*range(2, 20_002)]
    fill([1])
    if counted == "when small":
        count_tables()
    fill(big)
    if counted == "now":
        count_tables()
    db.session.commit()
    asked = rows_query({CHANNEL: 100}, 500, ())
    explain = "EXPLAIN" if db.engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    plan = Query(f"{explain} {asked.sql}", asked.params, str)
    with autocommit_connection() as connection:
        told, page = fetch_snapshot(connection, plan, asked)
    assert "ix_record_channel" in told, told
    assert ("Sort" if counted == "now" else "Sort Key: record") not in told, told
    assert "FOR ORDER BY" not in told, told
    assert sorted({row.ver for row in page}) == [*range(101, 601)]
    assert len(page) == 1_000


def fill(vers: Iterable[int]) -> None:
    """Puts a row and an exit row of the channel for each version."""
    names = ("id", "kind", "channel", "ver", "h", "state", "fields", "erased")
    rest = ("0" * 16, "counted", "{}", False)
    rows = [(f"{ver:036}", "place", CHANNEL, ver, *rest) for ver in vers]
    insert_rows(db.session, table_of(Record), names, rows)
    left = [(CHANNEL, ver, f"{ver:036}") for ver in vers]
    insert_rows(db.session, table_of(ExitRow), ("channel", "ver", "record_id"), left)


def count_tables() -> None:
    for table in ("record", "exit_row"):
        execute(db.session, f"ANALYZE {table}")


def test_what_nobody_waits_for_is_there_after_the_commit() -> None:
    many = [(f"asked:{n}", n, "0" * 16) for n in range(50)]
    with pipeline(db.session):
        put("told")
        insert_rows(db.session, table_of(ChannelDigest), ("channel", "n", "sum"), many)
        assert count() == 51
        put("told last")
        db.session.commit()
    assert count() == 52


def test_what_is_waited_for_in_between_is_there_at_once() -> None:
    with pipeline(db.session):
        put("one")
        with sync_point(db.session):
            # SQLAlchemy's own statements need their answers at once.
            found = db.session.scalars(select(ChannelDigest.channel)).all()
            assert "asked:one" in found
        put("two")
        db.session.commit()
    assert count() == 2


def test_what_failed_before_is_told_where_it_is_waited_for() -> None:
    def write() -> None:
        with pipeline(db.session):
            put("one")
            put("one")
            with sync_point(db.session):
                reached.append(1)

    reached: list[int] = []
    with pytest.raises(IntegrityError):
        write()
    assert reached == []
    db.session.rollback()
    assert count() == 0
    put("one")
    db.session.commit()
    assert count() == 1


@pytest.mark.parametrize("notices", ["commit", "question"])
def test_when_the_third_of_five_fails_all_goes_back(notices: str) -> None:
    def write() -> None:
        with pipeline(db.session):
            for name in ("one", "two", "one", "three", "four"):
                put(name)
            if notices == "question":
                count()
            db.session.commit()

    with pytest.raises(IntegrityError):
        write()
    db.session.rollback()
    assert count() == 0
    put("one")
    db.session.commit()
    assert count() == 1


def test_what_the_program_stumbles_over_keeps_its_own_error() -> None:
    def stumble() -> None:
        with pipeline(db.session):
            put("one")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    db.session.rollback()
    assert count() == 0


def test_a_connection_that_dies_meanwhile_keeps_nothing() -> None:
    if db.engine.dialect.name == "sqlite":
        return  # there is no connection that could die

    def write() -> None:
        with pipeline(db.session):
            put("one")
            end_connection(db.session)
            put("two")
            db.session.commit()

    with pytest.raises(OperationalError):
        write()
    db.session.rollback()
    assert count() == 0
