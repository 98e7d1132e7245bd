"""All units as one account keeps them, for whoever changes some, one or thousands: read once, kept true
while they change, and written together. What is not written was only worked out."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from server.audit.writing import Act, Actor, record_audits
from server.auth.principal import Principal
from server.auth.store import accounts
from server.auth.throttle import count_of_account
from server.database.clock import today
from server.database.engine import db
from server.enrolment.publish_team import publish_teams
from server.organisation.store import units
from server.organisation.store.placements import all_placements
from server.organisation.tables import Unit
from server.organisation.team_periods import Stay
from server.records.writer import Writer
from server.scope.reach import units_in_scope
from sync.problems import PROBLEMS, ProblemError

MOST_BELOW = 1_000
"""Units right below one that are not over: a province has a hundred communes, and a commune some thirty
hamlets."""
MOST_EVER_BELOW = 3_000
"""With those that are over, of which each change leaves some: nothing takes them away again, and all of them
are read for whatever is shown. Forty hamlets may be renamed or merged seventy times."""


class UnitBook:
    """The units, what took their place, and the teams that stood under them."""

    def __init__(self, principal: Principal) -> None:
        self._principal = principal
        self.own = principal.unit_id
        self._seen = set(units_in_scope(principal))
        self._below = None if self.own is None else set(units.tree().below(self.own))
        self.successors = units.successors()
        self._by_id: dict[str, Unit] = {}
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        self._under: dict[str, list[Unit]] = defaultdict(list)
        self._lasting_under: Counter[str | None] = Counter()
        for unit in units.all_units():
            self._place(unit)
        self._stood: dict[str, list[tuple[str, Stay]]] = defaultdict(list)
        self._stays = all_placements().stays
        for team, stays in self._stays.items():
            for stay in stays:
                self._stood[stay.unit].append((team, stay))
        self._with_accounts = accounts.units_in_use()
        self._new: list[Unit] = []
        self._renamed: list[str] = []
        self._acts: list[Act] = []

    def seen(self) -> Iterator[Unit]:
        """The units that the account sees, by code and time."""
        return (unit for unit in self._by_id.values() if unit.id in self._seen)

    def get(self, unit_id: str | None) -> Unit | None:
        """The unit, whoever sees it, or None."""
        return self._by_id.get(unit_id or "")

    def kept(self, unit_id: str, *, own: bool = False) -> Unit:
        """A unit that the account keeps: one below its own, with `own` that one too; of an administrator
        any. Raises not_found out of scope, wrong_role for a unit that is only seen."""
        unit = self._by_id.get(unit_id)
        if unit is None or unit_id not in self._seen:
            raise ProblemError(PROBLEMS["not_found"])
        if self._below is not None and (
            unit_id not in self._below or (unit_id == self.own and not own)
        ):
            raise ProblemError(PROBLEMS["wrong_role"])
        return unit

    def with_code(
        self, code: str, first: str, last: str | None, but: Unit | None = None
    ) -> Unit | None:
        """A unit, other than `but`, that has this code on some day from first to last (None: without
        end), or None."""
        found = [
            unit
            for unit in self._by_code.get(code, ())
            if unit is not but
            and (unit.valid_to is None or unit.valid_to >= first)
            and (last is None or unit.valid_from <= last)
        ]
        return min(found, key=lambda unit: unit.valid_from, default=None)

    def under(self, unit_id: str) -> list[Unit]:
        """The units right below one."""
        return self._under.get(unit_id, [])

    def is_full(self, unit_id: str | None) -> bool:
        """Whether as many units stand right below one as may, or stood there. Only an administrator is
        kept from nothing by what is over, so that somebody can still merge what has too long a history."""
        if unit_id is None:
            return False
        is_full_for_ever = len(self.under(unit_id)) >= MOST_EVER_BELOW
        return self._lasting_under[unit_id] >= MOST_BELOW or (
            is_full_for_ever and self.own is not None
        )

    def is_used_after(self, unit: Unit, day: str) -> bool:
        """Whether a unit or a team stands under this one on some day after the day."""
        return bool(self.teams_after(unit.id, day)) or any(
            each.valid_to is None or each.valid_to > day for each in self.under(unit.id)
        )

    def has_accounts(self, unit_id: str) -> bool:
        """Whether somebody may sign in to an account at this very unit."""
        return unit_id in self._with_accounts

    def teams_after(self, unit_id: str, day: str) -> set[str]:
        """The teams that stand under this very unit on some day after the day."""
        stood = self._stood.get(unit_id, ())
        return {team for team, stay in stood if stay.end is None or stay.end > day}

    def add(self, unit: Unit) -> None:
        """Keeps a new unit, which has its id."""
        self._new.append(unit)
        self._place(unit)
        if self._below is None or unit.parent_id in self._below:
            self._seen.add(unit.id)
            if self._below is not None:
                self._below.add(unit.id)

    def end(self, unit: Unit, day: str) -> None:
        """Makes a day a unit's last."""
        self._lasting_under[unit.parent_id] -= _lasts(unit)
        unit.valid_to = day
        self._lasting_under[unit.parent_id] += _lasts(unit)

    def correct(self, unit: Unit, changes: dict[str, str]) -> None:
        """Gives a unit another name or code; the phones of its teams are told when it is written."""
        self._by_code[unit.code].remove(unit)
        for name, value in changes.items():
            setattr(unit, name, value)
        self._by_code[unit.code].append(unit)
        self._renamed.append(unit.id)

    def record(self, action: str, unit: Unit, details: dict[str, Any]) -> None:
        """Tells the audit trail, when it is written."""
        self._acts.append((action, ("unit", unit.id), details))

    def write(self, writer: Writer, actor: Actor) -> None:
        """Writes what changed. Called inside `writing`. Raises added_too_much."""
        count_of_account(db.session(), "unit", self._principal, len(self._new))
        db.session.add_all(self._new)
        db.session.flush()
        teams = {team for unit in self._renamed for team in self._last_under(unit, today())}
        publish_teams(writer, teams)
        record_audits(db.session, actor, self._acts)
        self._new, self._renamed, self._acts = [], [], []

    def _place(self, unit: Unit) -> None:
        self._by_id[unit.id] = unit
        self._by_code[unit.code].append(unit)
        self._lasting_under[unit.parent_id] += _lasts(unit)
        if unit.parent_id is not None:
            self._under[unit.parent_id].append(unit)

    def _last_under(self, unit_id: str, day: str) -> Iterator[str]:
        """The teams whose unit on the day, or the last one before, is this one."""
        for team in {team for team, _ in self._stood.get(unit_id, ())}:
            begun = [stay for stay in self._stays[team] if stay.start <= day]
            if begun and begun[-1].unit == unit_id:
                yield team


def _lasts(unit: Unit) -> bool:
    return not units.is_over(unit, today())
