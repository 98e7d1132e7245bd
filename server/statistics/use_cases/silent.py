"""Which teams have sent nothing today, and who leads them: whom to write to."""

from datetime import UTC, datetime
from typing import Any

from server.auth.principal import Principal
from server.database.clock import begin_of, now, today
from server.database.engine import db
from server.database.sql import fetch_pipelined
from server.organisation.serializers import show_unit
from server.organisation.store import memberships, teams
from server.scope.reach import check_team_in_care, check_unit_in_scope, teams_in_care
from server.statistics.contacts import contacts_query, teams_with_phones_query
from server.statistics.use_cases.totalling import teams_expected
from server.totals.boundaries import UnitScope

Shown = dict[str, Any]
_NEVER = datetime.min.replace(tzinfo=UTC)


def silent_teams(
    principal: Principal, unit: str | None, team: str | None, limit: int | None = None
) -> Shown:
    """The teams in the caller's care (of a unit or one team if given) that have a phone and sent nothing
    today, the longest silent first, at most `limit`, and those without a phone. Raises not_found outside
    the caller's scope."""
    expected = _expected(principal, unit, team)
    heard, phones = fetch_pipelined(
        db.session, contacts_query(expected), teams_with_phones_query(expected)
    )
    all_silent = heard.silent_since(expected & phones, begin_of(today()))
    # In the morning that is each team of a province: names are read of those that are returned.
    silent = all_silent[:limit]
    above, leads = teams.units_of_teams(silent, today()), _leads(silent)
    rows: list[Shown] = [
        {
            "team": {"id": each.id, "name": each.name},
            "unit": show_unit(above.get(each.id)),
            "leads": leads.get(each.id, []),
            "last_contact": heard.last_contact(each.id),
            "unsent_at_least": heard.unsent({each.id}),
        }
        for each in teams.teams_by_id(silent)
    ]
    rows.sort(key=lambda row: row["last_contact"] or _NEVER)
    left = len(all_silent) - len(silent)
    without = sorted(expected - phones)[:limit]
    return {
        "as_of": now(),
        "teams": len(expected),
        "rows": rows,
        "left": left,
        "without_phone": [
            {"id": each.id, "name": each.name} for each in teams.teams_by_id(without)
        ],
    }


def _expected(principal: Principal, unit: str | None, team: str | None) -> frozenset[str]:
    care = teams_in_care(principal)
    if team is not None:
        check_team_in_care(principal, team)
        return frozenset({team})
    if unit is not None:
        check_unit_in_scope(principal, unit)
    else:
        unit = principal.unit_id
    if unit is None:
        return care
    return frozenset(teams_expected(unit, UnitScope(unit, "now"))) & care


def _leads(silent: list[str]) -> dict[str, list[str]]:
    """The names of who leads each of these teams today."""
    day = today()
    found: dict[str, list[str]] = {}
    for member, held in memberships.latest_of_teams(silent):
        is_lead = held.role == "lead" and not held.provisional
        if is_lead and held.valid_from <= day <= (held.valid_to or day):
            found.setdefault(held.team_id, []).append(member.name)
    return found
