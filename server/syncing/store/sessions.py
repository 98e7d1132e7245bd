"""Help sessions as lists for the desk."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from server.syncing.rows import StoredRow
from server.syncing.store.records import COLUMNS, stored
from server.syncing.tables import Change, Record
from server.upserts import AnySession
from sync.channel import team as team_channel

SESSION = "help_session"


@dataclass(frozen=True)
class Filter:
    """Which sessions: days are YYYY-MM-DD, both included; None leaves a column open."""

    first: str
    last: str
    service: str | None = None
    outcome: str | None = None
    place_kind: str | None = None
    age_band: str | None = None


def sessions_page(
    session: AnySession,
    teams: Collection[str],
    wanted: Filter,
    services: Collection[str],
    after: tuple[str, str] | None,
    limit: int,
) -> list[StoredRow]:
    """Sessions of these teams, newest day first, from after (day, id). `services` are all codes
    that an outcome may stand under."""
    chosen = select(*COLUMNS).where(
        Record.kind == SESSION,
        Record.channel.in_([team_channel(team) for team in sorted(teams)]),
        Record.day.between(wanted.first, wanted.last),
        Record.erased.is_(False),
        *_conditions(wanted, services),
    )
    if after is not None:
        day, record = after
        chosen = chosen.where(or_(Record.day < day, and_(Record.day == day, Record.id > record)))
    chosen = chosen.order_by(Record.day.desc(), Record.id).limit(limit)
    return [stored(row) for row in session.execute(chosen)]


def _conditions(wanted: Filter, services: Collection[str]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in ("place_kind", "age_band"):
        value = getattr(wanted, name)
        if value is not None:
            found.append(Record.fields[name].as_string() == value)
    codes = [wanted.service] if wanted.service else sorted(services)
    outcomes = [Record.fields[(f"services.{code}", "outcome")].as_string() for code in codes]
    if wanted.outcome is not None:
        found.append(or_(*(outcome == wanted.outcome for outcome in outcomes)))
    elif wanted.service is not None:
        found.append(outcomes[0].is_not(None))
    return found


def first_received(session: AnySession, records: Collection[str]) -> Mapping[str, datetime]:
    """When the server first took something about these records."""
    rows = session.execute(
        select(Change.record_id, func.min(Change.received_at))
        .where(Change.record_id.in_(list(records)))
        .group_by(Change.record_id)
    )
    return {record: at for record, at in rows if record}
