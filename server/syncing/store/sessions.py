"""Help sessions as lists for the desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select

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
    group: str | None = None
    outcome: str | None = None
    reason: str | None = None
    place_kind: str | None = None
    age_band: str | None = None


def sessions_page(
    session: AnySession,
    days: Mapping[str, Sequence[tuple[str, str]]],
    wanted: Filter,
    services: Collection[str],
    after: tuple[str, str] | None,
    limit: int,
) -> list[StoredRow]:
    """Sessions of these teams on their days (spans from day to day, both included), newest day
    first, from after (day, id). `services` are the codes under which the wanted service stands."""
    chosen = select(*COLUMNS).where(
        Record.kind == SESSION,
        _on_days(days, wanted),
        Record.erased.is_(False),
        *_conditions(wanted, services),
    )
    if after is not None:
        day, record = after
        chosen = chosen.where(or_(Record.day < day, and_(Record.day == day, Record.id > record)))
    chosen = chosen.order_by(Record.day.desc(), Record.id).limit(limit)
    return [stored(row) for row in session.execute(chosen)]


def _on_days(days: Mapping[str, Sequence[tuple[str, str]]], wanted: Filter) -> ColumnElement[bool]:
    """The wanted days of each team. Teams that share a span share a condition: nearly all do."""
    channels: dict[tuple[str, str], list[str]] = {}
    for team in sorted(days):
        for first, last in days[team]:
            span = (max(first, wanted.first), min(last, wanted.last))
            if span[0] <= span[1]:
                channels.setdefault(span, []).append(team_channel(team))
    parts = [
        and_(Record.channel.in_(those), Record.day.between(*span))
        for span, those in sorted(channels.items())
    ]
    return or_(false(), *parts)


def _conditions(wanted: Filter, services: Collection[str]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in ("place_kind", "age_band"):
        value = getattr(wanted, name)
        if value is not None:
            found.append(Record.fields[name].as_string() == value)
    if any((wanted.service, wanted.group, wanted.outcome, wanted.reason)):
        found.append(or_(false(), *(_has_service(code, wanted) for code in sorted(services))))
    return found


def _has_service(code: str, wanted: Filter) -> ColumnElement[bool]:
    """Whether one service of a session is what is wanted. A list of reasons is looked through as
    the text that both databases give for it."""
    outcome = Record.fields[(f"services.{code}", "outcome")].as_string()
    reasons = Record.fields[(f"services.{code}", "reasons")].as_string()
    parts = [outcome == wanted.outcome if wanted.outcome is not None else outcome.is_not(None)]
    if wanted.reason is not None:
        parts.append(reasons.contains(f'"{wanted.reason}"', autoescape=True))
    return and_(*parts)


def first_received(session: AnySession, records: Collection[str]) -> Mapping[str, datetime]:
    """When the server first took something about these records."""
    rows = session.execute(
        select(Change.record_id, func.min(Change.received_at))
        .where(Change.record_id.in_(list(records)))
        .group_by(Change.record_id)
    )
    return {record: at for record, at in rows if record}
