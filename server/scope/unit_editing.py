"""What somebody may change of the organisation, and the days that a change may name."""

from collections import Counter
from collections.abc import Iterable

from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.database.sql import fetch
from server.organisation.store import memberships, units
from server.organisation.store.placements import stays_query
from server.organisation.tables import Unit
from server.scope.reach import check_unit_in_scope
from sync.problems import PROBLEMS, ProblemError


def unit_kept_by(principal: Principal, unit_id: str, *, own: bool = False) -> Unit:
    """A unit that the account keeps. Raises as `check_unit_in_charge`."""
    check_unit_in_charge(principal, unit_id, own=own)
    unit = units.unit_by_id(unit_id)
    assert unit is not None  # Units are never deleted, and this one is in scope.
    return unit


def check_unit_in_charge(principal: Principal, unit_id: str, *, own: bool = False) -> None:
    """An account keeps the units below its own, with `own` that one too; an administrator keeps all.
    Raises not_found out of scope, wrong_role for a unit that is only seen: the own one, what the
    units of today took the place of, and one that is over and of which a part stands elsewhere now:
    whatever is said of it is told of that part too."""
    check_unit_in_scope(principal, unit_id)
    if principal.unit_id is not None:
        known = units.tree()
        below = known.below(principal.unit_id)
        kept = below if own else below - {principal.unit_id}
        if unit_id not in kept or not known.all_today(unit_id) <= kept:
            raise ProblemError(PROBLEMS["wrong_role"])


def check_not_own(principal: Principal, member_id: str) -> None:
    """Raises wrong_role for somebody who would change what they are themselves: a coordinator may
    carry a volunteer's phone."""
    if any(who.member == member_id for who in principal.enrolments):
        raise ProblemError(PROBLEMS["wrong_role"])


def check_has_come(day: str) -> None:
    """Raises day_too_late for a day after today. Phones learn of a change when it is made, and
    nobody tells them again when its day comes."""
    if day > today():
        raise ProblemError(PROBLEMS["day_too_late"])


def check_unit_open(unit: Unit, day: str) -> None:
    """Raises closed_on_day where the unit had not begun on the day, or ends: what is put under it
    has no end yet, and would be left hanging."""
    if day < unit.valid_from or unit.valid_to is not None:
        raise ProblemError(PROBLEMS["closed_on_day"])


def check_unit_not_over(unit: Unit | units.KnownUnit, day: str) -> None:
    """Raises closed_on_day where the unit's last day lies before the day: its days are those of what
    took its place."""
    if units.is_over(unit, day):
        raise ProblemError(PROBLEMS["closed_on_day"])


MOST_MEMBERS = 2_000
"""Without an end in one team: with it they all end at once, and everybody who writes waits for that."""
MOST_MEMBERSHIPS = 10_000
"""Of one team, with those that are over: none is ever taken away again, and phones and files have them all.
Each year a thousand people may come and go for ten years."""


class TeamRoom:
    """How many more people some teams may have, read once."""

    def __init__(self, team_ids: Iterable[str]) -> None:
        found = memberships.count_lasting_and_all(team_ids)
        self._lasting = Counter({team: people for team, (people, _) in found.items()})
        self._all = Counter({team: times for team, (_, times) in found.items()})

    def take(self, team_id: str, *, lasting: bool = True) -> None:
        """One more joins, without an end or for days that are over. Raises team_full."""
        is_full = lasting and self._lasting[team_id] >= MOST_MEMBERS
        if is_full or self._all[team_id] >= MOST_MEMBERSHIPS:
            raise ProblemError(PROBLEMS["team_full"])
        self._lasting[team_id] += lasting
        self._all[team_id] += 1


def check_team_room(team_id: str) -> None:
    """As `TeamRoom.take`, of one more in one team."""
    TeamRoom([team_id]).take(team_id)


class TeamDays:
    """On which days some teams stand, read once."""

    def __init__(self, team_ids: Iterable[str]) -> None:
        self._stays = fetch(db.session, stays_query(team_ids))

    def has_ended(self, team_id: str) -> bool:
        """Whether the team stands somewhere without an end no more."""
        stays = self._stays.get(team_id, ())
        return bool(stays) and stays[-1].end is not None

    def check_open(self, team_id: str) -> None:
        """Raises closed_on_day for a team that has ended."""
        if self.has_ended(team_id):
            raise ProblemError(PROBLEMS["closed_on_day"])

    def check_stands(self, team_id: str, day: str) -> None:
        """Raises closed_on_day for a team that had not begun on the day, or had ended."""
        if not any(stay.stands(day) for stay in self._stays.get(team_id, ())):
            raise ProblemError(PROBLEMS["closed_on_day"])


def check_team_open(team_id: str) -> None:
    """As `TeamDays.check_open`, of one team."""
    TeamDays([team_id]).check_open(team_id)


def check_team_stands(team_id: str, day: str) -> None:
    """As `TeamDays.check_stands`, of one team."""
    TeamDays([team_id]).check_stands(team_id, day)
