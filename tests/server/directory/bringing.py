"""What the tests of imports share."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from server.audit.tables import AuditEntry
from server.database.engine import db
from server.organisation.tables import Member, Membership, Unit
from server.records.tables import Record, SyncClock, SyncCommit
from tests.wires import Answer, Browser
from tests.workbooks import sent, workbook

MEMBERS, UNITS = "/api/members/import", "/api/units/import"
COUNTS = ("added", "changed", "unchanged", "left", "refused")


def bring(
    desk: Browser, path: str, head: Sequence[str], *rows: Sequence[Any], **more: Any
) -> Answer:
    """Sends a file with these rows."""
    return desk.post(path, sent(workbook(head, *rows), **more))


def counts(answer: Answer) -> dict[str, int]:
    """How many rows became what, of an answer that is a report; only what is not 0."""
    assert answer.status == 200, answer.body
    return {name: answer.json[name] for name in COUNTS if answer.json[name]}


def said(answer: Answer, what: str = "errors") -> list[tuple[int, str, str, str]]:
    """(row, column, value, code) of each fault, of a report or of a refusal with one."""
    report = answer.json if answer.status == 200 else answer.json["details"]
    assert report[f"{what}_in_all"] == len(report[what])
    return [(each["row"], each["column"], each["value"], each["code"]) for each in report[what]]


def stock(app: Flask) -> dict[str, int]:
    """How many rows there are of everything that an import could write, and how far the clock is."""
    tables = (Member, Membership, Unit, Record, SyncCommit, AuditEntry)
    with app.app_context():
        found = {
            table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }
        found["hi"] = db.session.scalar(select(SyncClock.hi)) or 0
    return found
