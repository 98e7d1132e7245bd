"""A team goes to stand under another unit, and its totals go with it. Called inside `writing`."""

from collections.abc import Mapping, Sequence

from server.audit.writing import Actor, record_audit
from server.database.engine import db
from server.enrolment.publish_team import publish_team
from server.organisation.store import teams
from server.organisation.tables import TeamUnit
from server.organisation.team_periods import Span, Stood, days_moved, stood_instead
from server.records.writer import Writer
from server.totals.team_moves import totals_follow


def place(
    writer: Writer, actor: Actor, team_id: str, into: Mapping[str, str], day: str
) -> list[Span]:
    """Lets a team stand, from the day on, under the unit to which each unit of `into` leads: a time
    there ends the day before, one that only began on the day or later is put right. Totals of these
    days go to the new unit and those above it, and the team's phones are told. Answers the days
    that count elsewhere by now."""
    rows = [row for row, _ in teams.placements_of(team_id)]
    before = [_stood(row) for row in rows]
    after = stood_instead(before, into, day)
    moved = days_moved(before, after)
    if not moved:
        return []
    with totals_follow(db.session(), team_id, moved[0][0]):
        _replace_rows(team_id, rows, after)
    publish_team(writer, team_id)
    for unit, first, last in before:
        if unit in into and (last is None or last >= day):
            details = {"before": unit, "after": into[unit], "from": max(first, day)}
            record_audit(db.session, actor, "team_moved", ("team", team_id), details)
    return moved


def _stood(row: TeamUnit) -> Stood:
    return row.unit_id, row.valid_from, row.valid_to


def _replace_rows(team_id: str, rows: Sequence[TeamUnit], stood: Sequence[Stood]) -> None:
    wanted = {(unit, first): last for unit, first, last in stood}
    for row in rows:
        key = (row.unit_id, row.valid_from)
        if key in wanted:
            row.valid_to = wanted.pop(key)
        else:
            db.session.delete(row)
    db.session.flush()
    for (unit, first), last in wanted.items():
        db.session.add(TeamUnit(team_id=team_id, unit_id=unit, valid_from=first, valid_to=last))
    db.session.flush()
