"""What is known to be missing from a month that somebody is about to close."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from server.auth.principal import Principal
from server.database.clock import begin_of, today
from server.database.engine import db
from server.database.sql import fetch_pipelined
from server.organisation.store import units
from server.records.store import reviews
from server.reports import store
from server.scope.reach import teams_reporting_to
from server.scope.unit_editing import check_unit_not_over, unit_kept_by
from server.statistics.contacts import TeamContacts, contacts_query, teams_with_phones_query
from server.totals.boundaries import UnitScope, team_labels_query
from server.totals.periods import days_of
from sync.problems import PROBLEMS, ProblemError
from sync.text import collated

Shown = dict[str, Any]
MOST_NAMED = 50


def missing_of(principal: Principal, unit_id: str, month: str) -> Shown:
    """What a unit's month still lacks: whether it runs, the teams whose phones hold something, those
    not heard of since it ended (while it runs: today), and how many sessions wait for a decision.
    `open_below` are the units right below that closed a month before, and not this one. `asks` is
    whether all but that has to be confirmed. Raises as `check_closes`."""
    check_closes(principal, unit_id, month)
    _, last = days_of(month)
    now = date.fromisoformat(today())
    teams = UnitScope(unit_id, "now").teams_on(now.isoformat()) & teams_reporting_to(principal)
    heard: TeamContacts
    phones: frozenset[str]
    names: Mapping[str, tuple[str, str]]
    heard, phones, names = fetch_pipelined(
        db.session,
        contacts_query(teams),
        teams_with_phones_query(teams, ever=True),
        team_labels_query(teams),
    )
    begin = begin_of(min(now, last + timedelta(days=1)).isoformat())
    silent_since = set(heard.silent_since(teams & phones, begin))
    unsent = [
        {"id": team, "name": name, "unsent_at_least": heard.unsent({team})}
        for team, (name, _) in names.items()
        if heard.unsent({team})
    ]
    silent = [
        {"id": team, "name": name, "last_contact": heard.last_contact(team)}
        for team, (name, _) in names.items()
        if team in silent_since
    ]
    return {
        "runs": now <= last,
        "unsent_teams": len(unsent),
        "unsent_at_least": heard.unsent(teams),
        "unsent": unsent[:MOST_NAMED],
        "silent_teams": len(silent),
        "silent": silent[:MOST_NAMED],
        "waiting": reviews.count_open(db.session, teams),
        "open_below": _open_below(unit_id, month),
        "asks": now <= last or bool(unsent or silent),
    }


def _open_below(unit_id: str, month: str) -> list[Shown]:
    known = units.known_units()
    last = days_of(month)[1].isoformat()
    found = []
    for unit in known.values():
        over = unit.valid_to is not None and unit.valid_to < last
        if unit.parent_id != unit_id or over or unit.valid_from > last:
            continue
        closed = {row.month for row in store.snapshots_of(db.session, units.line_of(unit.id))}
        if any(each < month for each in closed) and month not in closed:
            found.append({"id": unit.id, "name": unit.name, "kind": unit.kind})
    return sorted(found, key=lambda unit: collated(unit["name"]))


def check_closes(principal: Principal, unit_id: str, month: str) -> None:
    """Raises not_found, wrong_role, day_too_late for a month that has not begun, before_unit for one
    that was over before the unit began, under any name; closed_on_day for one that began after the
    unit ended; already_closed."""
    unit = unit_kept_by(principal, unit_id, own=True)
    first, last = days_of(month)
    if first.isoformat() > today():
        raise ProblemError(PROBLEMS["day_too_late"])
    line, known = units.line_of(unit_id), units.known_units()
    if last.isoformat() < min(known[each].valid_from for each in line):
        raise ProblemError(PROBLEMS["before_unit"])
    check_unit_not_over(unit, first.isoformat())
    if store.snapshot_of(db.session, line, month) is not None:
        raise ProblemError(PROBLEMS["already_closed"])
