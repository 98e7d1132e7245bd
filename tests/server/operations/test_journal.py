"""The journal outside the database: what is told, when it is on the medium, and what is passed over."""

import json
import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server.audit import journal_file
from server.audit.journal import parse_lines, read_journal, spoilt_lines
from server.audit.journal_file import FileJournal
from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from tests.restoring import joins
from tests.town import TEAM, Town

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)


def line(number: int, **parts: Any) -> dict[str, Any]:
    told = {"id": str(number), "at": AT.isoformat(), "action": "device_revoked", "subject": "x"}
    return {**told, **parts}


def told_in(path: Path) -> list[dict[str, Any]]:
    """Its lines but the first one, which tells its id."""
    first, *lines = map(json.loads, path.read_text().splitlines())
    assert first.keys() == {"journal"}
    return lines


def stop(town: Town, device: str) -> None:
    assert town.desk().delete(f"/api/devices/{device}").status == 204


def test_what_takes_away_is_told_with_ids_and_nothing_else(town: Town, journal: Path) -> None:
    lan = joins(town, "Nguyễn Thị Lan")
    stop(town, lan.device)
    told = read_journal(journal)
    assert [each.action for each in told] == ["joined", "device_revoked"]
    assert (told[1].subject, told[1].at) == (lan.device, AT)
    assert told[1].parts["key"]["kty"] == "EC"
    written = journal.read_text()
    assert "Lan" not in json.dumps([json.loads(each) for each in written.splitlines()])
    assert journal.stat().st_mode & 0o077 == 0


def test_what_was_corrected_of_an_account_or_a_membership_is_not_told(
    town: Town, journal: Path
) -> None:
    lan = joins(town)
    member = f"/api/teams/{TEAM}/members/{lan.member}"
    assert town.desk().patch(member, {"affiliation": "CONGAN"}).status == 200
    assert [each.action for each in read_journal(journal)] == ["joined"]
    assert town.desk().patch(member, {"to": "2026-11-24"}).status == 200
    assert read_journal(journal)[-1].parts == {"team": TEAM, "to": "2026-11-24"}


def test_a_line_is_there_before_its_act_is_committed(app: Flask, journal: Path) -> None:
    with app.app_context():
        record_audit(db.session, SYSTEM, "device_revoked", ("device", "x"))
        assert read_journal(journal) == []
        db.session.commit()
        assert len(read_journal(journal)) == 1


def test_an_act_that_is_given_up_is_not_told(app: Flask, journal: Path) -> None:
    with app.app_context():
        record_audit(db.session, SYSTEM, "device_revoked", ("device", "x"))
        db.session.rollback()
        db.session.execute(text("SELECT 1"))
        db.session.commit()
    assert not journal.exists()


def test_a_savepoint_is_no_commit(app: Flask, journal: Path) -> None:
    with app.app_context():
        record_audit(db.session, SYSTEM, "device_revoked", ("device", "x"))
        with db.session.begin_nested():
            db.session.execute(text("SELECT 1"))
        assert not journal.exists()
        db.session.rollback()
    assert not journal.exists()


def test_an_act_that_fails_at_the_commit_is_taken_back(app: Flask, journal: Path) -> None:
    with app.app_context():
        record_audit(db.session, SYSTEM, "device_revoked", ("device", "x"))
        db.session.add(AuditEntry(action="a"))
        with pytest.raises(SQLAlchemyError):
            db.session.commit()
        db.session.rollback()
    assert len(told_in(journal)) == 2
    assert read_journal(journal) == []


def test_without_the_journal_the_act_does_not_happen(
    town: Town, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = joins(town)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_file.os, "write", full)
    answer = town.desk().delete(f"/api/devices/{lan.device}")
    assert (answer.status, answer.code) == (507, "server_full")
    monkeypatch.undo()
    lan.sync()


def test_where_none_is_kept_acts_happen_all_the_same(
    town: Town, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = joins(town)
    settings = replace(town.app.config["SETTINGS"], journal=None)
    monkeypatch.setitem(town.app.config, "SETTINGS", settings)
    stop(town, lan.device)
    assert [each.action for each in read_journal(journal)] == ["joined"]
    assert town.desk().get("/healthz").json["journal"] is False


def test_the_server_says_that_it_keeps_one(town: Town, journal: Path) -> None:
    assert town.desk().get("/healthz").json["journal"] is True


def test_half_a_line_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    FileJournal(path).append([line(1)])
    with path.open("ab") as file:
        file.write(b'{"id": "2", "at": "2026-11-24T0')
    FileJournal(path).append([line(3)])
    with path.open("ab") as file:
        file.write('"một dòng khác"\n{"id": "\x854"}\n\0\0'.encode())
    FileJournal(path).append([line(7)])
    assert [each.id for each in read_journal(path)] == ["1", "3", "7"]
    assert spoilt_lines(FileJournal(path).read()) == [5, 6]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"at": "hôm qua"},
        {"at": "2026-11-24T02:00:00"},
        {"id": ["1"]},
        {"subject": "\0"},
        {"by": {}},
        {"parts": ["key"]},
        {"action": "joined"},
        {"action": "joined", "parts": {"state": "approved", "invitation": []}},
        {"action": "member_merged"},
        {"undone": []},
    ],
)
def test_a_line_that_tells_no_whole_act_is_named(spoilt: dict[str, Any]) -> None:
    lines = [json.dumps(each) for each in ({"journal": "1"}, line(1), line(2, **spoilt), line(3))]
    assert [each.id for each in parse_lines(lines)] == ["1", "3"]
    assert spoilt_lines(lines) == [3]


def test_what_was_taken_back_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    FileJournal(path).append([line(1), line(2)])
    FileJournal(path).append([{"undone": "1"}, {"undone": "9"}])
    assert [each.id for each in read_journal(path)] == ["2"]
    assert read_journal(tmp_path / "none") == []


def _write_many(path: Path, first: int) -> None:
    for number in range(first, first + 50):
        FileJournal(path).append([line(number, subject="y" * 300), line(-number)])


def test_workers_never_mix_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_write_many, args=(path, n * 1000)) for n in range(1, 5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    lines = [each["id"] for each in told_in(path)]
    assert len(set(lines)) == len(lines) == 400
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert all(second == f"-{first}" for first, second in pairs)
