"""Units give way to others on a day: what ends, what begins, and what goes along. Called inside
`writing` by changing_units.py, which says what is wished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.clock import day_before
from server.extensions import db
from server.identity.names import clean_label
from server.identity.posting import post_to
from server.identity.principal import Principal
from server.identity.store import accounts
from server.identity.tables import Account
from server.operations.audit import Actor
from server.organisation.placing import place
from server.organisation.refusals import Refusals
from server.organisation.standing import Span
from server.organisation.store import teams, units
from server.organisation.tables import Team, Unit, UnitSuccessor
from server.organisation.use_cases.care import check_unit_open, unit_kept_by
from server.organisation.use_cases.keeping_units import (
    begin_unit,
    check_below,
    check_parent,
    end_with,
)
from server.syncing.writing import Writer
from server.targets.bringing import weight_goes
from sync.problems import PROBLEMS, ProblemError


@dataclass(frozen=True)
class Moved:
    """A team that stood under a unit that ends: where it goes (None: nobody has said), and the days
    of it that count there."""

    team: Team
    before: Unit
    after: Unit | None
    days: Sequence[Span]


@dataclass
class Succession:
    """What happened so far. `ended` are the units that were named and all that stood below them,
    `begun` what began, `taking` the units in whose hands it all is now; `after` tells for each that
    ended what took its place."""

    principal: Principal
    actor: Actor
    on: str
    refusals: Refusals = field(default_factory=Refusals)
    named: list[Unit] = field(default_factory=list)
    ended: list[Unit] = field(default_factory=list)
    begun: list[Unit] = field(default_factory=list)
    taking: list[Unit] = field(default_factory=list)
    after: dict[str, list[Unit]] = field(default_factory=dict)
    teams: list[Moved] = field(default_factory=list)
    accounts: list[tuple[Account, Unit, Unit | None]] = field(default_factory=list)
    _lasted_to: dict[str, str | None] = field(default_factory=dict, init=False)

    def end(self, named: Sequence[Unit]) -> None:
        """Ends units, and all that lasts below them, the day before. Refusals: already_replaced,
        closed_on_day for one that was over, day_too_early for one that had not begun."""
        self.named, known = list(named), units.successors()
        self.ended = [*named, *self._lasting_below(named)]
        for unit in self.ended:
            self._lasted_to[unit.id] = unit.valid_to
            with self.refusals.about("unit", unit.id, unit.name):
                self._check_gives_way(unit, known)
                end_with(self.actor, unit, day_before(self.on))

    def begin(self, into: Sequence[Mapping[str, Any]]) -> None:
        """Finds or begins the units that take over. Raises not_found, wrong_role, label_refused, and
        invalid_shape for what cannot take over; refusals: closed_on_day, code_taken."""
        for part in into:
            key = part.get("id")
            if key is not None:
                unit = unit_kept_by(self.principal, key)
                self._check_beside(unit)
                with self.refusals.about("unit", unit.id, unit.name):
                    check_unit_open(unit, self.on)
                    self.taking.append(unit)
                continue
            name, kind, parent = clean_label(part["name"]), part["kind"], part["parent"]
            with self.refusals.about("unit", None, name):
                check_parent(self.principal, parent, self.on, kind)
                new = Unit(code=part["code"], name=name, kind=kind, parent_id=parent)
                self.taking.append(self._begin(new, None))

    def follow(self, writer: Writer, gone: Mapping[str, int]) -> None:
        """Lets everything go along: the units below under a new one of the same name, the teams with
        their totals, the accounts. `gone` names which of those that take over a unit below or a team
        goes to where there are several, by its id; refusal: still_undecided. An account that could
        go to several stays, to be decided by a person."""
        for unit in self.named:
            self._give_way(unit, self.taking)
        for unit in self.ended[len(self.named) :]:
            with self.refusals.about("unit", unit.id, unit.name):
                self._renew(unit, gone)
        self._move_teams(writer, gone)
        for account in accounts.accounts_at([unit.id for unit in self.ended]):
            before = next(unit for unit in self.ended if unit.id == account.unit_id)
            to = self.after.get(before.id, [])
            if len(to) == 1:
                post_to(self.actor, account, to[0].id)
            self.accounts.append((account, before, to[0] if len(to) == 1 else None))

    def _lasting_below(self, named: Sequence[Unit]) -> list[Unit]:
        """Those below that last on the day or later, the ones above first."""
        known, ids = units.tree(), {unit.id for unit in named}
        inner = {each for unit in named for each in known.below(unit.id)} - ids
        left = [unit for unit in units.all_units() if unit.id in inner]
        placed, found = {*ids}, []
        while ready := [
            unit
            for unit in left
            if unit.parent_id in placed
            and unit.id not in placed
            and not units.is_over(unit, self.on)
        ]:
            found += ready
            placed |= {unit.id for unit in ready}
        return found

    def _check_gives_way(self, unit: Unit, known: Mapping[str, Sequence[str]]) -> None:
        if known.get(unit.id):
            raise ProblemError(PROBLEMS["already_replaced"])
        if units.is_over(unit, day_before(self.on)):
            raise ProblemError(PROBLEMS["closed_on_day"])
        if self.on <= unit.valid_from:
            raise ProblemError(PROBLEMS["day_too_early"])

    def _check_beside(self, unit: Unit) -> None:
        """What ends goes neither to itself nor to what stands above it."""
        if units.tree().below(unit.id) & {each.id for each in self.named}:
            errors = {"json": {"into": ["one that ends, or above it"]}}
            raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})

    def _begin(self, unit: Unit, last: str | None) -> Unit:
        unit.valid_from, unit.valid_to = self.on, last
        self.begun.append(begin_unit(self.actor, unit))
        return unit

    def _give_way(self, unit: Unit, to: Sequence[Unit]) -> None:
        self.after[unit.id] = list(to)
        for each in to:
            db.session.add(UnitSuccessor(unit_id=unit.id, successor_id=each.id))
        db.session.flush()
        alone = len(self.named) == 1 or unit not in self.named
        if len(to) == 1 and to[0] in self.begun and alone:
            weight_goes(self.actor, unit, to[0])

    def _renew(self, unit: Unit, gone: Mapping[str, int]) -> None:
        parents = self.after.get(unit.parent_id or "", [])
        if not parents:
            return  # What stands above it is undecided, and is told of.
        above = self._one_of(parents, gone.get(unit.id))
        check_below(unit.kind, above.kind)
        new = Unit(code=unit.code, name=unit.name, kind=unit.kind, parent_id=above.id)
        self._give_way(unit, [self._begin(new, self._lasted_to[unit.id])])

    def _move_teams(self, writer: Writer, gone: Mapping[str, int]) -> None:
        yesterday, units_by_id = day_before(self.on), {unit.id: unit for unit in self.ended}
        found = {
            team for unit in units_by_id for team in teams.teams_standing_under(unit, yesterday)
        }
        for team in teams.teams_by_id(found):
            # A team may have gone from one of these units to another since the day.
            stood = [
                unit
                for row, unit in teams.standings_of(team.id)
                if unit.id in units_by_id and (row.valid_to is None or row.valid_to >= self.on)
            ]
            into: dict[str, Unit] = {}
            with self.refusals.about("team", team.id, team.name):
                for unit in stood:
                    if to := self.after.get(unit.id):
                        into[unit.id] = self._one_of(to, gone.get(team.id))
            leads = {before: after.id for before, after in into.items()}
            days = place(writer, self.actor, team.id, leads, self.on)
            self.teams.append(Moved(team, stood[-1], into.get(stood[-1].id), days))

    @staticmethod
    def _one_of(to: Sequence[Unit], chosen: int | None) -> Unit:
        if len(to) == 1:
            return to[0]
        if chosen is None:
            raise ProblemError(PROBLEMS["still_undecided"])
        return to[chosen]
