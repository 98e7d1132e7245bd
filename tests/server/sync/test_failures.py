"""What nobody foresaw: one change goes to review, its neighbours go through."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from server.database.engine import db
from server.database.sql import execute, fetch_all
from server.records.rows import NewChange
from server.records.writer import Writer
from server.statistics.use_cases import totalling
from server.sync import apply, context
from server.sync.use_cases import push
from sync.verdict import decide
from tests.connections import end_connection, end_connections_in_the_pool
from tests.phones import new_id
from tests.server.isolated_changes import only_isolated
from tests.town import Town


def test_an_unforeseen_failure_is_kept_with_a_trace(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    first, bad, last = lan.session(), lan.session(), lan.session()

    def stumbles(received: Any, situation: Any) -> Any:
        if received.id == bad["id"]:
            raise ZeroDivisionError
        return decide(received, situation)

    monkeypatch.setattr(apply, "decide", stumbles)
    results = lan.sync(first, bad, last)
    assert [each["verdict"] for each in results] == ["applied", "review", "applied"]
    assert results[1]["code"] == "internal_failure"
    assert len(results[1]["trace"]) == 16
    (item,) = town.desk().get("/api/review").json["rows"]
    assert item["body"]["id"] == bad["id"]
    assert lan.digests() == lan.last["digest"]


def test_what_failed_half_way_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = town.lan()
    good, bad = lan.session(), lan.session()
    put = Writer.put_change

    def fails(writer: Writer, change: NewChange) -> None:
        if change.id == bad["id"] and change.verdict == "applied":
            raise ZeroDivisionError
        put(writer, change)

    monkeypatch.setattr(Writer, "put_change", fails)
    results = lan.sync(good, bad)
    assert [each["verdict"] for each in results] == ["applied", "review"]
    assert good["record"] in lan.rows
    assert bad["record"] not in lan.rows
    assert lan.digests() == lan.last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json
    assert told["total"]["sessions"] == 1


def test_what_went_back_was_not_learned(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit waits for its create; that one fails behind it, so the edit still waits."""
    lan = town.lan()
    create = lan.session()
    edit = lan.edit(create["record"], {"people": 5}, {"people": 1})
    result = apply.result

    def fails(received: Any, *decided: Any) -> Any:
        if received.id == create["id"]:
            raise ZeroDivisionError
        return result(received, *decided)

    with monkeypatch.context() as patched:
        patched.setattr(apply, "result", fails)
        results = lan.sync(edit, create, edit)
    assert [each["verdict"] for each in results] == ["held", "review", "held"]
    assert [each["verdict"] for each in lan.sync(edit)] == ["held"]


def test_what_was_not_kept_is_no_repeat(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends a change twice in one batch hears of the second what is true of the first."""
    lan = town.lan()
    session = lan.session()

    def fails(*said: Any) -> Any:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(push, "apply_batch", only_isolated)
        for name in ("_take_plain", "enqueue"):
            patched.setattr(apply, name, fails)
        results = lan.sync(session, session)
    assert [each["verdict"] for each in results] == ["retry", "retry"]
    assert [each["verdict"] for each in lan.sync(session)] == ["applied"]


def test_a_batch_that_the_database_refuses_is_taken_apart(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    there = lan.session()
    lan.sync(there)
    # As if nobody had seen that this change is here already: its id cannot stand twice.
    monkeypatch.setattr(context.changes, "known_changes", lambda session, ids: {})
    first, last = lan.session(), lan.session()
    results = lan.sync(first, {**there, "record": new_id()}, last)
    assert [each["verdict"] for each in results] == ["applied", "retry", "applied"]
    assert lan.digests() == lan.last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json
    assert told["total"]["sessions"] == 3


GOODBYE = "SELECT pg_terminate_backend(pg_backend_pid())"


@pytest.mark.parametrize("word", [execute, fetch_all], ids=["told", "asked"])
def test_a_database_that_says_goodbye_inside_a_push_makes_the_phone_come_again(
    town: Town, monkeypatch: pytest.MonkeyPatch, word: Callable[..., Any]
) -> None:
    """As when it is shut down: its last answer comes in the middle of the others."""
    lan = town.lan()
    change = lan.session()
    with town.app.app_context():
        if db.engine.dialect.name == "sqlite":
            return  # there is nobody who could go
    record_audit = push.record_audit

    def dies(session: Session, *said: Any) -> None:
        record_audit(session, *said)
        word(session, GOODBYE)

    with monkeypatch.context() as patched:
        patched.setattr(push, "record_audit", dies)
        answer = lan.ask([change])
        assert (answer.status, answer.code) == (503, "server_busy")
    assert lan.ask([]).status == 200  # nobody gets the dead connection
    (result,) = lan.sync(change)
    assert result["verdict"] == "applied"
    assert lan.digests() == lan.last["digest"]


def test_an_answer_that_is_made_is_not_lost_with_its_connection(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()
    with town.app.app_context():
        if db.engine.dialect.name == "sqlite":
            return  # there is no connection that could die
    completeness = totalling._completeness

    def dies(*said: Any) -> Any:
        end_connection(db.session)
        return completeness(*said)

    week = "/api/tallies?from=2026-11-24&to=2026-11-24"
    with monkeypatch.context() as patched:
        patched.setattr(totalling, "_completeness", dies)
        assert desk.get(week).status == 200
    assert desk.get(week).status == 200


def test_a_connection_that_died_in_the_pool_is_given_to_nobody(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    with town.app.app_context():
        if db.engine.dialect.name == "sqlite":
            return  # there is no connection that could die
        assert end_connections_in_the_pool() > 0
    assert lan.ask([lan.session()]).status == 200
    with town.app.app_context():
        assert end_connections_in_the_pool() > 0
    assert desk.get("/api/tallies?from=2026-11-24&to=2026-11-24").status == 200


def test_a_connection_that_dies_inside_a_push_makes_the_phone_come_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    change = lan.session()
    with town.app.app_context():
        if db.engine.dialect.name == "sqlite":
            return  # there is no connection that could die
    record_audit = push.record_audit

    def dies(session: Session, *said: Any) -> None:
        end_connection(session)
        record_audit(session, *said)

    with monkeypatch.context() as patched:
        patched.setattr(push, "record_audit", dies)
        assert lan.ask([change]).status == 503
    (result,) = lan.sync(change)
    assert result["verdict"] == "applied"
    assert lan.digests() == lan.last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json
    assert told["total"]["sessions"] == 1
