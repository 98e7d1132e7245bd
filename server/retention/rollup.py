"""Sessions become totals without names (PROTOCOL 5.19): the days of a team, a part at a time, each in a
transaction of its own, so that phones that push meanwhile wait no longer than for each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from server.audit.store import acts_about
from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.records.rows import StoredRow
from server.records.store import reviews
from server.records.store.rolled_up import SessionDay, empty_changes, sessions_of_days
from server.records.writer import Writer, writing
from server.totals.continuing import handed_on_by
from server.totals.past import keep_past
from sync.channel import team_of

MOST = 500
"""So many sessions at once, or those of one day."""
_COUNTS = ("counted", "void")


def parts(days: Iterable[SessionDay]) -> Iterator[list[SessionDay]]:
    """Days of one team at a time, of at most `MOST` sessions where one day has no more."""
    for _, of_team in groupby(days, key=attrgetter("channel")):
        part: list[SessionDay] = []
        for each in of_team:
            if part and sum(day.sessions for day in part) + each.sessions > MOST:
                yield part
                part = []
            part.append(each)
        yield part


def roll_up(part: Sequence[SessionDay], settled: int) -> int:
    """Rolls these days of one team up and commits; how many sessions that were. A day is left alone of which one
    was written after the commit with the number `settled`, or about which somebody is asked by now."""
    channel = part[0].channel
    with writing(db.session, sum(each.sessions for each in part)) as writer:
        by_day: dict[str, list[StoredRow]] = defaultdict(list)
        for row in sessions_of_days(db.session, channel, [each.day for each in part]):
            by_day[row.f["day"]].append(row)
        asked = _asked_about(writer, channel, {row.id for rows in by_day.values() for row in rows})
        due = {
            day: rows
            for day, rows in by_day.items()
            if all(row.ver <= settled and row.state in _COUNTS for row in rows)
            and asked.isdisjoint(row.id for row in rows)
        }
        rows = [row for day in sorted(due) for row in due[day]]
        if rows:
            _take_out(writer, channel, sorted(due), rows)
    db.session.commit()
    return len(rows)


def _asked_about(writer: Writer, channel: str, ids: Collection[str]) -> set[str]:
    proposals = reviews.proposals_of(writer.session, channel, ids)
    asked = {str(row.f["record"]) for row in proposals if row.f.get("settled") is None}
    return asked | reviews.records_asked_about(writer.session, ids)


def _take_out(writer: Writer, channel: str, days: Sequence[str], rows: Sequence[StoredRow]) -> None:
    team = team_of(channel) or ""
    ids = [row.id for row in rows]
    proposals = reviews.proposals_of(writer.session, channel, set(ids))
    handed_on = handed_on_by(writer.session, rows)
    keep_past(writer.session, team, days)
    writer.roll_up([*rows, *proposals], handed_on)
    empty_changes(writer.session, [*ids, *(row.id for row in proposals)])
    for entry in acts_about(writer.session, "session_corrected", ids):
        told = entry.details.items()
        entry.details = {
            name: value for name, value in told if name not in ("before", "after", "why")
        }
    details = {"from": days[0], "to": days[-1], "sessions": len(rows)}
    record_audit(writer.session, SYSTEM, "sessions_rolled_up", ("team", team), details)
