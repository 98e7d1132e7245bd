"""Sessions become totals without names (PROTOCOL 5.19): whole days of teams, a part at a time, each in a
transaction of its own, so that phones that push meanwhile wait no longer than for each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from server.audit.store import acts_about
from server.audit.writing import SYSTEM, record_audits
from server.database.engine import db
from server.records.rows import StoredRow
from server.records.store import reviews
from server.records.store.rolled_up import (
    SessionDay,
    empty_changes,
    proposals_about,
    sessions_of_days,
    settled_proposals,
    settlements_with_reasons,
)
from server.records.writer import Writer, writing, writing_if_new
from server.totals.continuing import handed_on_by
from server.totals.past import keep_past
from sync.channel import team_of

MOST = 500
"""So many sessions at once, or those of one day."""
_COUNTS = ("counted", "void")


def parts(days: Iterable[SessionDay]) -> Iterator[list[SessionDay]]:
    """Days of at most `MOST` sessions at a time, where one day has no more."""
    part: list[SessionDay] = []
    sessions = 0
    for each in days:
        if part and sessions + each.sessions > MOST:
            yield part
            part, sessions = [], 0
        part.append(each)
        sessions += each.sessions
    if part:
        yield part


def roll_up(part: Sequence[SessionDay], settled: int) -> int:
    """Rolls these days up and commits; how many sessions that were. A day is left alone of which one was
    written after the commit with the number `settled`, or about which somebody is asked by now."""
    with writing(db.session, sum(each.sessions for each in part)) as writer:
        by_day: dict[tuple[str, str], list[StoredRow]] = defaultdict(list)
        for row in sessions_of_days(db.session, part):
            by_day[row.channel, row.f["day"]].append(row)
        ids = {row.id for rows in by_day.values() for row in rows}
        proposals = proposals_about(db.session, {each.channel for each in part}, ids)
        asked = {str(row.f["record"]) for row in proposals if row.f.get("settled") is None}
        asked |= reviews.records_asked_about(db.session, ids)
        due = {
            day: rows
            for day, rows in by_day.items()
            if all(row.ver <= settled and row.state in _COUNTS for row in rows)
            and asked.isdisjoint(row.id for row in rows)
        }
        sessions = {row.id for rows in due.values() for row in rows}
        if sessions:
            _take_out(writer, due, [row for row in proposals if row.f["record"] in sessions])
    db.session.commit()
    return len(sessions)


def _take_out(
    writer: Writer, due: dict[tuple[str, str], list[StoredRow]], proposals: Sequence[StoredRow]
) -> None:
    rows = [row for of_day in due.values() for row in of_day]
    handed_on = handed_on_by(writer.session, rows)
    # What lies in a phone's channel was never counted.
    of_teams = {
        (team, day): rows for (channel, day), rows in due.items() if (team := team_of(channel))
    }
    keep_past(writer.session, of_teams)
    writer.roll_up([*rows, *proposals], handed_on)
    empty_changes(writer.session, [row.id for row in (*rows, *proposals)])
    _empty_trail(writer, {row.id for row in rows})
    by_team: dict[str, dict[str, int]] = defaultdict(dict)
    for (team, day), of_day in of_teams.items():
        by_team[team][day] = len(of_day)
    acts = [
        (
            "sessions_rolled_up",
            ("team", team),
            {"from": min(days), "to": max(days), "sessions": sum(days.values())},
        )
        for team, days in sorted(by_team.items())
    ]
    record_audits(writer.session, SYSTEM, acts)


def forget_answers(last: int) -> int:
    """Takes reasons out of what phones were told of their changes, and settled proposals out altogether, some of
    those that were written up to the commit with the number `last`, and commits; how many."""
    with writing_if_new(db.session, MOST) as writer:
        told = settlements_with_reasons(writer.session, last, MOST)
        for row in told:
            left = {name: value for name, value in row.f.items() if name != "reason"}
            writer.change(row, f=left)
        proposals = settled_proposals(writer.session, last, MOST)
        if proposals:
            writer.roll_up(proposals, {})
    db.session.commit()
    return len(told) + len(proposals)


def _empty_trail(writer: Writer, ids: Collection[str]) -> None:
    """That somebody corrected one of them stays, and in which fields."""
    for entry in acts_about(writer.session, "session_corrected", ids):
        told = entry.details.items()
        entry.details = {
            name: value for name, value in told if name not in ("before", "after", "why")
        }
