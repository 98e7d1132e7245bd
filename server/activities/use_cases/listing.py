"""Activities as they are listed, and what was done at days of action."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from server.activities import store
from server.activities.kinds import HELPING
from server.activities.tables import Activity
from server.activities.use_cases.access import invited_teams
from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.database.sql import fetch_pipelined
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.qr_codes.record_codes import ACTIVITY, CodesOfRecord, codes_of_records
from server.scope.reach import (
    Days,
    check_unit_in_scope,
    days_in_both,
    units_above,
    units_in_scope,
)
from server.sync.store.people import team_names
from server.totals.figures import Totals, figures_of, figures_query
from server.totals.periods import periods_between
from server.totals.store import Where

Shown = dict[str, Any]


def list_activities(principal: Principal, unit: str | None, first: date, last: date) -> list[Shown]:
    """The activities of a unit and all that counts as its own (without one: of all that the account sees)
    with a day in the range, the latest first. Raises not_found."""
    seen = units_in_scope(principal)
    if unit is not None:
        check_unit_in_scope(principal, unit)
        seen &= units.units_counted_now(unit)
    return show_activities(
        store.activities_of(db.session, seen, first.isoformat(), last.isoformat())
    )


def list_with_above(principal: Principal, unit: str | None, first: date, last: date) -> list[Shown]:
    """The same with the activities of units above that invite the unit's teams: of these activities the unit's
    teams and their figures alone. Raises not_found."""
    own = list_activities(principal, unit, first, last)
    above = units_above(principal, unit)
    rows = store.activities_of(db.session, above, first.isoformat(), last.isoformat())
    invited = invited_teams(principal, rows, unit)
    root = unit or principal.unit_id
    if root is None or not invited:
        return own
    rows = [row for row in rows if row.id in invited]
    theirs = show_activities(rows, invited, units.days_below(root))
    return sorted([*own, *theirs], key=lambda row: str(row["from"]), reverse=True)


def show_activities(
    rows: Sequence[Activity],
    invited: Mapping[str, list[str]] | None = None,
    within: Days | None = None,
) -> list[Shown]:
    """The same of these activities; with `invited` and `within`, which are of units above, of these teams on these
    days alone."""
    teams = store.teams_of(db.session, [row.id for row in rows]) if invited is None else invited
    names = team_names(db.session, [team for those in teams.values() for team in those])
    known = {unit.id: formal_name(unit) for unit in units.known_units().values()}
    codes = codes_of_records(db.session(), ACTIVITY, [row.id for row in rows], today())
    stood: dict[str, Days] = {
        unit: units.days_carried_on(unit) for unit in {row.unit_id for row in rows}
    }
    if within is not None:
        stood = {unit: days_in_both(within, days) for unit, days in stood.items()}
    figures = [_figures(row, teams.get(row.id, []), stood[row.unit_id]) for row in rows]
    return [
        {
            "id": row.id,
            "unit": row.unit_id,
            "unit_name": known[row.unit_id],
            "name": row.name,
            "kind": row.kind,
            "link": row.link,
            "from": row.first,
            "to": row.last,
            "place": row.place,
            "partners": row.partners,
            "teams": [{"id": team, "name": names[team]} for team in teams.get(row.id, [])],
            "slots": len(row.slots),
            "agenda": len(row.agenda),
            "version": row.version,
            # Of another unit's activity the code is that unit's to print.
            "code": None if invited is not None else codes.get(row.id, CodesOfRecord()).code,
            "totals": figures_of(found.wire()) if row.kind in HELPING else None,
            "from_above": invited is not None,
        }
        for row, found in zip(rows, figures, strict=True)
    ]


def _figures(row: Activity, teams: Collection[str], stood: Days) -> Totals:
    """What the teams did on the days of a day of action."""
    if row.kind not in HELPING:
        return Totals()
    asked = map(figures_query, teams_at_work(row, teams, stood))
    whole = Totals()
    for found in fetch_pipelined(db.session, *asked):
        whole.add(found[""])
    return whole


def teams_at_work(
    row: Activity,
    teams: Collection[str],
    stood: Days,
    by: str = "",
    outcome: str | None = None,
) -> list[Where]:
    """Where stands what teams did on an activity's days, those on which they stood under its unit or what took
    its place (`stood`)."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for team in sorted(teams):
        for begin, end in stood.get(team, ()):
            first, last = max(begin, row.first), min(end, row.last)
            if first <= last:
                together[first, last].append(team)
    return [
        Where("team", those, periods_between(*map(date.fromisoformat, span)), by, outcome=outcome)
        for span, those in together.items()
    ]
