"""Help sessions as lists for the desk."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from server.auth.tables import Enrolment
from server.database.connections import AnySession
from server.database.engine import read_moment
from server.database.sql import fetch_all, json_array
from server.organisation.team_periods import Span, is_within
from server.records.rows import StoredRow
from server.records.store.records import COLUMNS, rows_by_id, stored
from server.records.tables import Record
from sync.channel import device as device_channel
from sync.channel import team as team_channel

SESSION = "help_session"
# A statement can be put together of so many teams' days; SQLite takes 500.
MERGED = 100
CHUNK = 500

Key = tuple[str, str]
"""Day and id of a session, by which lists are ordered."""
Keys = Select[str | None, str]

OF_SESSIONS = Record.kind == SESSION
NEWEST_FIRST = (Record.day.desc(), Record.id.desc())


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
    member: str | None = None
    state: str | None = None
    """`counted`: those that count and no others; `any`: also those that wait on phones."""
    q: str | None = None
    """Words that a session must show: `searching.matching`, for they stand in other tables too."""
    sort: str | None = None
    """By which column of a list, `-` before it for the largest first: `sorting.SORTS`. Without it the
    newest day comes first."""

    @property
    def asks_for_services(self) -> bool:
        """Whether it matters what people were helped with."""
        return any((self.service, self.group, self.outcome, self.reason))

    @property
    def is_narrow(self) -> bool:
        """Whether some sessions of these days are left out."""
        told = {each.name: getattr(self, each.name) for each in fields(self)[2:]}
        return any(value for name, value in told.items() if (name, value) != ("state", "any"))


def sessions_found(
    session: AnySession,
    days: Mapping[str, Sequence[Span]],
    wanted: Filter,
    services: Collection[str],
    after: Key | None = None,
    most: int | None = None,
) -> Iterator[tuple[list[Key], list[StoredRow]]]:
    """Looks through the sessions of these teams on their days (spans from day to day, both
    included), newest day first, from after a key on, at most so many of them. For each chunk: the
    keys that were looked at, and the sessions among them that are wanted. `services` are the codes
    under which the wanted service stands. Only within one snapshot is every session there once."""
    keys = _keys(days, wanted, after, most)
    if keys is None:
        return
    # What has no end is not fetched at once, neither by the driver nor by the session.
    options = {"yield_per": CHUNK} if most is None else {}
    with session.execute(keys, execution_options=options) as found:
        for part in found.partitions(CHUNK):
            looked: list[Key] = [(day or "", record) for day, record in part]
            rows = _rows(session, looked, wanted)
            yield looked, [row for row in rows if is_wanted(row, wanted, services)]


def sessions_waiting(
    session: AnySession,
    days: Mapping[str, Sequence[Span]],
    wanted: Filter,
    services: Collection[str],
) -> list[StoredRow]:
    """The sessions of these teams on their days that stand in a phone's own channel, because the
    phone or the session waits for somebody: they count nowhere yet. Newest day first; there are few.
    Only within one snapshot is none of them among `sessions_found` too."""
    if not days:
        return []
    own = select(literal(device_channel("")) + Enrolment.device_id).where(
        Enrolment.team_id.in_(sorted(days))
    )
    chosen = select(*COLUMNS).where(
        OF_SESSIONS, Record.channel.in_(own), Record.day.between(wanted.first, wanted.last)
    )
    rows = [stored(row) for row in session.execute(chosen)]
    found = [
        row
        for row in rows
        if not row.erased
        and is_within(str(row.f.get("day")), days.get(str(row.f.get("team")), ()))
        and is_wanted(row, wanted, services)
    ]
    return sorted(found, key=lambda row: (str(row.f["day"]), row.id), reverse=True)


def is_wanted(row: StoredRow, wanted: Filter, services: Collection[str]) -> bool:
    """Whether a session meets the filter, days aside: outcome and reason must be those of one and the
    same service."""
    f = row.f
    if wanted.state == "counted" and row.state != "counted":
        return False
    for name in ("place_kind", "age_band"):
        if getattr(wanted, name) not in (None, f.get(name)):
            return False
    if wanted.member not in (None, f.get("author"), *(f.get("companions") or ())):
        return False
    if not wanted.asks_for_services:
        return True
    found = [f[name] for name in (f"services.{code}" for code in services) if f.get(name)]
    return any(
        wanted.outcome in (None, done["outcome"])
        and (wanted.reason is None or wanted.reason in done["reasons"])
        for done in found
    )


def _keys(
    days: Mapping[str, Sequence[Span]], wanted: Filter, after: Key | None, most: int | None
) -> Keys | None:
    """(day, id) of the sessions in their order, None where no day is wanted. Each team's stand in
    that order in the index, so for few teams they are merged and nothing more is read than is
    taken. For many the days are followed, and what belongs to others is left out."""
    spans = _spans(days, wanted, after)
    if not spans:
        return None
    if len(spans) > MERGED:
        return _in_order(or_(*_together(spans)), after).limit(most)
    leaves = [_in_order(_of(*each), after) for each in spans]
    merged = union_all(*(select(leaf.subquery()) for leaf in leaves)).subquery()
    day, record = merged.c.day, merged.c.id
    return select(day, record).order_by(day.desc(), record.desc()).limit(most)


def _in_order(condition: ColumnElement[bool], after: Key | None) -> Keys:
    chosen = select(Record.day, Record.id).where(OF_SESSIONS, condition)
    if after is not None:
        here = tuple_(literal(after[0]), literal(after[1]))
        chosen = chosen.where(tuple_(Record.day, Record.id) < here)
    return chosen.order_by(*NEWEST_FIRST)


def _spans(
    days: Mapping[str, Sequence[Span]], wanted: Filter, after: Key | None
) -> list[tuple[str, Span]]:
    """The wanted days of each team, by channel."""
    end = min(wanted.last, after[0]) if after else wanted.last
    found = []
    for team in sorted(days):
        for first, last in days[team]:
            span = (max(first, wanted.first), min(last, end))
            if span[0] <= span[1]:
                found.append((team_channel(team), span))
    return found


def _of(channel: str, span: Span) -> ColumnElement[bool]:
    return and_(Record.channel == channel, Record.day.between(*span))


def _together(spans: Sequence[tuple[str, Span]]) -> list[ColumnElement[bool]]:
    """Teams that share a span share a condition: nearly all do."""
    channels: dict[Span, list[str]] = {}
    for channel, span in spans:
        channels.setdefault(span, []).append(channel)
    return [
        and_(Record.channel.in_(those), Record.day.between(*span))
        for span, those in sorted(channels.items())
    ]


def _rows(session: AnySession, keys: Sequence[Key], wanted: Filter) -> list[StoredRow]:
    """The records of these keys that may be wanted, in the order of the keys. A look at the text of
    their fields costs little and spares most of those that are not."""
    codes = (wanted.outcome, wanted.reason, wanted.place_kind, wanted.age_band, wanted.member)
    named = [f"services.{wanted.service}"] if wanted.service else []
    texts = [f'"{each}"' for each in (*named, *codes) if each is not None]
    ids = [record for _, record in keys]
    rows = _rows_that_say(session, ids, texts) if texts else rows_by_id(session, ids)
    place = {record: number for number, record in enumerate(ids)}
    return sorted((row for row in rows if not row.erased), key=lambda row: place[row.id])


def _rows_that_say(
    session: AnySession, ids: Collection[str], texts: Collection[str]
) -> list[StoredRow]:
    """The records with these ids whose fields, as they are kept, hold all of these texts."""
    text = cast(Record.fields, Text)
    chosen = select(*COLUMNS).where(
        Record.id.in_(ids), *(text.contains(each, autoescape=True) for each in texts)
    )
    return [stored(row) for row in session.execute(chosen)]


def first_received(session: AnySession, records: Collection[str]) -> Mapping[str, datetime]:
    """When the server first took something about these records."""
    rows = fetch_all(session, _FIRST_RECEIVED, records=json_array(records))
    return {record: read_moment(at) for record, at in rows}


_FIRST_RECEIVED = """
SELECT record_id, CAST(min(received_at) AS TEXT) FROM change
WHERE record_id IN_JSON(:records) GROUP BY record_id
"""
