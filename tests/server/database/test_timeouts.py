"""How long a request may keep the database busy: what takes longer is ended, and whoever asked is told to
come again."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from server.database import timeouts
from server.database.engine import autocommit_connection, db
from server.database.errors import is_busy
from server.database.sql import execute
from server.database.timeouts import COMMAND, DESK, ROUND, WHOLE, Timeouts
from tests.faults.holding import held_clock
from tests.town import Town
from tests.wires import Answer

ENDLESS = """
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 100000000)
SELECT COUNT(*) FROM counted
"""
SHORT = 0.3


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Timeouts:
    """Rounds wait hardly at all."""
    short = Timeouts(lock=SHORT, statement=2 * SHORT, idle=SHORT, whole=SHORT, is_served=True)
    monkeypatch.setattr(timeouts, "ROUND", short)
    return short


def is_told_to_come_again(answer: Answer) -> bool:
    return answer.status == 503 and (answer.code, answer.headers["Retry-After"]) == (
        "server_busy",
        "5",
    )


def test_a_push_waits_for_the_clock_for_so_long(
    town: Town, hurried: Timeouts, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    lan.sync()
    change = lan.session()
    with held_clock(database_url):
        began = time.monotonic()
        assert is_told_to_come_again(lan.ask([change]))
        assert time.monotonic() - began < ROUND.lock
    monkeypatch.setattr(timeouts, "ROUND", ROUND)
    assert lan.sync(change)[0]["verdict"] == "applied"


def test_a_round_that_brings_nothing_waits_for_nobody(town: Town, database_url: str) -> None:
    """Though it says something of itself that would be kept; that is said again."""
    lan = town.lan()
    lan.sync()
    with held_clock(database_url):
        began = time.monotonic()
        assert lan.ask([], pending=7).status == 200
        assert time.monotonic() - began < ROUND.lock


def test_a_statement_without_an_end_is_ended(app: Flask, hurried: Timeouts) -> None:
    with (
        app.app_context(),
        timeouts.serving(),
        pytest.raises(OperationalError) as failed,
        db.engine.connect() as connection,
    ):
        connection.execute(text(ENDLESS))
    assert is_busy(failed.value)
    with app.app_context(), timeouts.serving(), autocommit_connection() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


@pytest.mark.postgresql
def test_a_transaction_that_asks_nothing_is_ended(
    build: Callable[[str], Any], hurried: Timeouts
) -> None:
    app = build("postgresql").app
    with app.app_context(), timeouts.serving():
        execute(db.session, "UPDATE sync_clock SET hi = hi WHERE id = 1")
        with held_clock(str(app.config["SETTINGS"].database_url)):  # once ours has ended
            pass
        with pytest.raises(OperationalError) as failed:
            execute(db.session, "UPDATE sync_clock SET hi = hi WHERE id = 1")
        db.session.rollback()
        assert is_busy(failed.value)
        execute(db.session, "UPDATE sync_clock SET hi = hi WHERE id = 1")
        db.session.rollback()


def bounds(app: Flask) -> tuple[float, ...]:
    """Of a connection that is taken now, as its session has them; on SQLite only for a lock."""
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            return (connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() / 1000,)
        names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
        asked = "SELECT EXTRACT(epoch FROM CAST(current_setting(:name) AS interval))"
        return tuple(float(connection.scalar(text(asked), {"name": each})) for each in names)


def those_of(app: Flask, wanted: Timeouts) -> tuple[float, ...]:
    found = (wanted.lock, wanted.statement, wanted.idle)
    with app.app_context():
        return found[:1] if db.engine.dialect.name == "sqlite" else found


def test_each_has_its_own(app: Flask) -> None:
    """The same connection of the pool, one after the other."""
    with timeouts.serving():
        assert bounds(app) == those_of(app, ROUND)
    with app.test_request_context("/api/tallies"):
        assert bounds(app) == those_of(app, DESK)
    with app.test_request_context("/api/sync/v1", method="POST"), timeouts.serving():
        timeouts.shorten_lock_wait(2.5)  # what a wait for a permit took
        assert bounds(app) == those_of(app, replace(ROUND, lock=1.5, statement=2.5))
    assert bounds(app) == those_of(app, COMMAND)


def test_commands_that_go_through_everything_have_longest(app: Flask) -> None:
    seen = []
    apart = AppGroup("apart")  # the application's own commands stay as they are for other tests

    @apart.command("recount")
    def look() -> None:
        seen.append(timeouts.current())

    @apart.command("other")
    def look_too() -> None:
        seen.append(timeouts.current())

    runner = app.test_cli_runner()
    assert runner.invoke(look).exit_code == 0
    assert runner.invoke(look_too).exit_code == 0
    assert seen == [WHOLE, COMMAND]
