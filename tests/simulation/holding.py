"""What phones and the server hold in a test of failures, and a session noted on a phone."""

from typing import Any

from sqlalchemy import select

from server.database.engine import db
from server.records.tables import Change, Record
from tests.simulation.handset import Handset
from tests.simulation.world import World
from tests.town import TEAM

TODAY = "2026-11-24"


def noted(world: World, handset: Handset, people: int = 1, service: str = "DD01") -> str:
    """A session that somebody records; its record."""
    before = {change["id"] for change in outbox(world, handset)}
    assert world.save(handset, "record", TODAY, people, service) == "ok"
    (made,) = [each for each in outbox(world, handset) if each["id"] not in before]
    record: str = made["record"]
    return record


def sessions(world: World) -> dict[str, dict[str, Any]]:
    """The sessions as the server has them, by record."""
    with world.town.app.app_context():
        asked = select(Record.id, Record.channel, Record.state, Record.fields, Record.ver).where(
            Record.kind == "help_session"
        )
        return {row.id: dict(row._mapping) for row in db.session.execute(asked)}


def verdicts(world: World, record: str) -> list[str]:
    with world.town.app.app_context():
        asked = select(Change.verdict).where(Change.record_id == record).order_by(Change.seq)
        return list(db.session.scalars(asked))


def counted(world: World, team: str = TEAM) -> int:
    """The sessions in a team's total of the day."""
    asked = f"/api/tallies?team={team}&from=2026-11-01&to=2026-12-31"
    found: int = world.desk().get(asked).json["total"]["sessions"]
    return found


def outbox(world: World, handset: Handset) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.held(handset)["outbox"]
    return found
