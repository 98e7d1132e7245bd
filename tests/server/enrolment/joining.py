"""What the tests of joining say and count."""

from typing import Any

from sqlalchemy import func, select

from server.database.engine import db
from server.records.tables import SyncCommit
from tests.phones import KEY, Phone, new_id
from tests.town import Town


def count(town: Town, table: type) -> int:
    with town.app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def commits(town: Town) -> list[Any]:
    """The numbers and tags of all that was written for phones."""
    with town.app.app_context():
        return list(db.session.execute(select(SyncCommit.seq, SyncCommit.tag)))


def new_phone(town: Town) -> Phone:
    return Phone(town.connect(), town.clock)


def body(invited: str, **parts: Any) -> dict[str, Any]:
    usual = {"code": invited, "name": "Lan", "device": new_id(), "key": KEY, "consent": True}
    return {**usual, **parts}
