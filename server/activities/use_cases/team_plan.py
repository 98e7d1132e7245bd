"""What the phones of a team show on their first screen: its targets, and the day of action that is on."""

from datetime import date, timedelta
from typing import Any

from server.activities import store
from server.activities.kinds import HELPING
from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.organisation.store import units
from server.organisation.team_periods import is_within
from server.records.store import records
from server.targets.use_cases.progress import targets_in_force

Shown = dict[str, Any]
AHEAD = timedelta(days=13)
"""So far ahead, for phones that are out without a network for days."""


def team_plan(principal: Principal, team: str) -> Shown:
    """The targets of a team that are in force today and that its sessions count for, and its days of
    action of today and the next thirteen days. From the day `on` a phone counts itself: the first of the
    month, since what others send of earlier days would else be missing until it asks anew. `version` is what
    the team's row says of them (`publish_plans`). Raises not_found."""
    day = date.fromisoformat(today())
    on = day.replace(day=1)
    # Before what it is the version of: a change meanwhile is then asked for once more, and not missed.
    found = records.rows_by_id(db.session, [team])
    return {
        "on": on.isoformat(),
        "version": sum(row.f.get("plan", 0) for row in found),
        "targets": targets_in_force(principal, team, day, on),
        "activities": _activities(team, day.isoformat()),
    }


def _activities(team: str, on: str) -> list[Shown]:
    last = (date.fromisoformat(on) + AHEAD).isoformat()
    return [
        {"id": row.id, "name": row.name, "from": row.first, "to": row.last, "place": row.place}
        for row in store.activities_of_team(db.session, team, on, last)
        if row.kind in HELPING
        # As they are counted: of a team that was moved, those of where it stands.
        and is_within(max(on, row.first), units.days_carried_on(row.unit_id).get(team, ()))
    ]
