"""How far somebody sees: teams and units, from the server's rows only. What lies outside does
not exist for the asker: not_found."""

from collections.abc import Collection, Mapping, Sequence, Set

from server.audit.writing import Actor
from server.auth.principal import Kind, Principal
from server.database.clock import today
from server.database.connections import Connectable
from server.organisation.store import teams, units
from server.organisation.team_periods import ALWAYS, Span, is_within
from server.organisation.tree import Tree
from sync.problems import PROBLEMS, ProblemError

Days = Mapping[str, Sequence[Span]]
"""For each team the spans of days in scope; a team without any is not in it."""


def reach_of_totals(
    principal: Principal, team_id: str, database: Connectable
) -> tuple[Sequence[Span], bool]:
    """The days of a team whose totals somebody may read, and whether what its phones say is told
    too: of the teams of a phone's approved people all; an account's those on which the team stood
    under the unit or what it replaced, an administrator's without a unit all. No days for a team out
    of scope."""
    if team_id in principal.team_ids:
        return [ALWAYS], True
    if principal.unit_id is not None:
        below = units.standing_below(principal.unit_id, database)
        return below.days().get(team_id, []), team_id in below.cared_for(today())
    known = principal.kind is Kind.ADMINISTRATOR and teams.team_by_id(team_id) is not None
    return ([ALWAYS], True) if known else ([], False)


def days_of_records(principal: Principal) -> Days:
    """The days whose single records somebody may read, by team: a coordinator's those on which the
    team stood under the unit or what it replaced, so that after a move neither unit reads the
    other's days; a phone's all days of the teams of its approved people. An administrator's
    account adds nothing to them."""
    found: dict[str, Sequence[Span]] = {}
    if principal.kind is Kind.COORDINATOR and principal.unit_id is not None:
        found |= units.days_below(principal.unit_id)
    return found | {team: [ALWAYS] for team in principal.team_ids}


def days_within(days: Days, unit_id: str) -> Days:
    """Of these days those that count as the unit's today, as its figures do: under it and what it
    replaced wholly, and not under what has its place elsewhere."""
    stood = units.standing_below(unit_id).stood
    return days_in_both(days, stood.days_under(units.units_counted_now(unit_id)))


def days_in_both(days: Days, others: Days) -> Days:
    """The days that are in both."""
    found: dict[str, Sequence[Span]] = {}
    for team in days.keys() & others.keys():
        pairs = [(one, other) for one in days[team] for other in others[team]]
        spans = [(max(a[0], b[0]), min(a[1], b[1])) for a, b in pairs]
        found[team] = [(first, last) for first, last in spans if first <= last]
    return found


def teams_coordinated(principal: Principal) -> frozenset[str]:
    """The teams in the care of a coordinator's unit today, not those that moved away."""
    if principal.kind is Kind.COORDINATOR and principal.unit_id is not None:
        return units.teams_cared_for(principal.unit_id, today())
    return frozenset()


def teams_in_care(principal: Principal) -> frozenset[str]:
    """The teams that somebody looks after: those coordinated and, also where a coordinator of
    others is signed in on a lead's phone, those led."""
    return teams_coordinated(principal) | principal.led_team_ids


def teams_reporting_to(principal: Principal) -> frozenset[str]:
    """The teams of whose phones somebody is told when they were last heard of and what they hold:
    an account's those in its unit's care today, a phone's its own."""
    if principal.unit_id is not None:
        return principal.team_ids | units.teams_cared_for(principal.unit_id, today())
    if principal.kind is Kind.ADMINISTRATOR:
        return frozenset(teams.all_team_ids())
    return principal.team_ids


def actor_by_right(principal: Principal, actor: Actor, teams: Collection[str]) -> Actor:
    """Who acts on one of these teams, all in the asker's care: the phone by whose right it is,
    whoever is signed in on it, unless the account has the right itself."""
    phone = principal.device
    if phone is None or not teams_coordinated(principal).isdisjoint(teams):
        return actor
    return Actor("device", phone.id, member=principal.holder)


def check_record_in_scope(principal: Principal, team_id: str, day: str) -> None:
    """Raises not_found for a record of a team and day that the asker may not read."""
    spans = days_of_records(principal).get(team_id, ())
    _check(is_within(day, spans))


def check_team_in_care(principal: Principal, team_id: str) -> None:
    """Raises not_found for a team that the asker does not look after."""
    _check(team_id in teams_in_care(principal))


def check_team_coordinated(principal: Principal, team_id: str) -> None:
    """Raises not_found for a team that the asker does not look after, wrong_role for one that the
    asker only leads."""
    check_teams_coordinated(principal, {team_id})


def check_day_coordinated(principal: Principal, team_id: str, day: str) -> None:
    """The same, and not_found for a day on which the team stood neither under the coordinator's unit
    nor under what it replaced, whoever's people the phone carries."""
    check_team_coordinated(principal, team_id)
    assert principal.unit_id is not None  # Nobody else coordinates a team.
    _check(is_within(day, units.days_below(principal.unit_id).get(team_id, ())))


def check_teams_coordinated(principal: Principal, team_ids: Set[str]) -> None:
    """As `check_team_coordinated` of all of some teams: those in the asker's care are worked out once."""
    others = team_ids - teams_coordinated(principal)
    _check(others <= principal.led_team_ids)
    if others:
        raise ProblemError(PROBLEMS["wrong_role"])


def units_in_scope(principal: Principal) -> frozenset[str]:
    """The units that an account sees: its own, those below, and what all these replaced. An
    administrator without a unit sees all, a phone none."""
    if principal.unit_id is not None:
        return units.units_below(principal.unit_id)
    if principal.kind is Kind.ADMINISTRATOR:
        return frozenset(units.tree())
    return frozenset()


def units_above(principal: Principal, unit_id: str | None = None) -> frozenset[str]:
    """The units outside an account's scope whose activities and papers may reach teams of its unit, or of another
    unit in its scope."""
    root = unit_id or principal.unit_id
    if root is None:
        return frozenset()
    return units.tree().publishers(root) - units_in_scope(principal)


def units_whose_accounts_are_kept(principal: Principal) -> frozenset[str]:
    """The units whose accounts somebody keeps: an account's those below its own, and those of which
    they and it are the successors, all of them. One that was divided is kept by no part, and one that
    ended without successors by nobody but those above it: accounts are a way to whatever such a unit
    still reads. An administrator without a unit keeps all, a phone none."""
    if principal.unit_id is not None:
        return kept_from(principal.unit_id, units.tree())
    return units_in_scope(principal)


def kept_from(unit_id: str, known: Tree) -> frozenset[str]:
    """Of the known units those whose accounts the coordinators of a unit keep."""
    return known.taken_over(unit_id) - {unit_id} if unit_id in known else frozenset()


def check_unit_in_scope(principal: Principal, unit_id: str) -> None:
    """Raises not_found for a unit that the asker does not see."""
    _check(unit_id in units_in_scope(principal))


def _check(found: bool) -> None:
    if not found:
        raise ProblemError(PROBLEMS["not_found"])
