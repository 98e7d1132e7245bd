"""What the tests of joining say and count."""

from typing import Any

from sqlalchemy import func, select

from server.extensions import db
from tests.phones import KEY, Phone, new_id
from tests.town import Town


def count(town: Town, table: type) -> int:
    with town.app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def new_phone(town: Town) -> Phone:
    return Phone(town.connect(), town.clock)


def body(invited: str, **parts: Any) -> dict[str, Any]:
    usual = {"code": invited, "name": "Lan", "device": new_id(), "key": KEY, "consent": True}
    return {**usual, **parts}
