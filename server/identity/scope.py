"""How far somebody sees: teams and units, from the server's rows only. What lies outside does
not exist for the asker: not_found."""

from server.clock import today
from server.identity.principal import Kind, Principal
from server.organisation.store import teams, teams_below, units
from sync.problems import PROBLEMS, ProblemError


def teams_in_scope(principal: Principal) -> frozenset[str]:
    """The teams that somebody may read: an account's those in the unit's care, past ones too;
    a phone's those of its approved people."""
    if principal.account is None:
        return principal.team_ids
    if principal.unit_id is not None:
        return frozenset(teams_below(principal.unit_id))
    if principal.kind is Kind.ADMINISTRATOR:
        return frozenset(teams.all_team_ids())
    return frozenset()


def teams_of_records(principal: Principal) -> frozenset[str]:
    """The teams whose single records somebody may read: a coordinator's those in scope, a phone's
    those of its approved people. An administrator's account adds nothing to them."""
    if principal.kind is Kind.COORDINATOR:
        return teams_in_scope(principal) | principal.team_ids
    return principal.team_ids


def teams_in_care(principal: Principal) -> frozenset[str]:
    """The teams that somebody looks after: a coordinator's those in the unit's care today, not
    those that moved away; a lead's those led."""
    if principal.kind is Kind.COORDINATOR:
        unit = principal.unit_id
        return units.teams_cared_for(unit, today()) if unit is not None else frozenset()
    return principal.led_team_ids


def check_team_in_scope(principal: Principal, team_id: str) -> None:
    """Raises not_found for a team that the asker may not read."""
    _check(team_id in teams_in_scope(principal))


def check_records_in_scope(principal: Principal, team_id: str) -> None:
    """Raises not_found for a team whose records the asker may not read."""
    _check(team_id in teams_of_records(principal))


def check_team_in_care(principal: Principal, team_id: str) -> None:
    """Raises not_found for a team that the asker does not look after."""
    _check(team_id in teams_in_care(principal))


def units_in_scope(principal: Principal) -> frozenset[str]:
    """The units that an account sees: its own, those below, and what all these replaced. An
    administrator without a unit sees all, a phone none."""
    if principal.unit_id is not None:
        return units.units_below(principal.unit_id)
    if principal.kind is Kind.ADMINISTRATOR:
        return frozenset(units.tree())
    return frozenset()


def check_unit_in_scope(principal: Principal, unit_id: str) -> None:
    """Raises not_found for a unit that the asker does not see."""
    _check(unit_id in units_in_scope(principal))


def _check(found: bool) -> None:
    if not found:
        raise ProblemError(PROBLEMS["not_found"])
