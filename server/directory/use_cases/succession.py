"""Units give way to others on a day: what ends, what begins, and what goes along. Called inside
`writing` by changing_units.py, which says what is wished."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from server.accounts.account_units import keepers_of, reassign_account
from server.audit.writing import Actor
from server.auth.store import accounts
from server.auth.tables import Account
from server.auth.withdraw_codes import withdraw_codes_but, withdraw_codes_into
from server.database.clock import day_before, today
from server.database.engine import db
from server.directory.move_team import place
from server.directory.refusals import Refusals
from server.directory.use_cases.manage_units import begin_unit, check_below, check_parent, end_with
from server.directory.use_cases.unit_book import UnitBook
from server.organisation.names import clean_label
from server.organisation.store import teams, units
from server.organisation.tables import Team, Unit, UnitSuccessor
from server.organisation.team_periods import Span
from server.organisation.unit_names import formal_name
from server.records.write_budget import WriteBudget
from server.records.writer import Writer
from server.scope.unit_editing import check_unit_open
from server.targets.carry_over import weights_go
from sync.problems import PROBLEMS, ProblemError


@dataclass(frozen=True)
class Moved:
    """A team that stood under a unit that ends: where it goes (None: nobody has said), and the days
    of it that count there."""

    team: Team
    before: Unit
    after: Unit | None
    days: Sequence[Span]


MOST_RENEWED = 5_000
"""Units that one change may end and begin anew: a province has some three thousand below it."""


@dataclass
class Succession:
    """What happened so far. `ended` are the units that were named and all that stood below them,
    `begun` what began, `taking` the units in whose hands it all is now; `after` tells for each that
    ended what took its place."""

    book: UnitBook
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
    _gave_way: list[tuple[Unit, Unit, bool]] = field(default_factory=list, init=False)
    _lasted_to: dict[str, str | None] = field(default_factory=dict, init=False)

    def end(self, named: Sequence[Unit]) -> None:
        """Ends units, and all that lasts below them, the day before. Refusals: already_replaced,
        closed_on_day for one that was over, day_too_early for one that had not begun. Raises
        change_too_large."""
        self.named = list(named)
        self.ended = [*named, *self._lasting_below(named)]
        if len(self.ended) > MOST_RENEWED:
            raise ProblemError(PROBLEMS["change_too_large"])
        for unit in self.ended:
            self._lasted_to[unit.id] = unit.valid_to
            with self.refusals.about("unit", unit.id, formal_name(unit)):
                self._check_gives_way(unit)
                end_with(self.book, unit, day_before(self.on))

    def begin(self, into: Sequence[Mapping[str, Any]]) -> None:
        """Finds or begins the units that take over. Raises not_found, wrong_role, label_refused, and
        invalid_shape for what cannot take over; refusals: closed_on_day, code_taken."""
        for part in into:
            key = part.get("id")
            if key is not None:
                unit = self.book.kept(key)
                self._check_beside(unit)
                with self.refusals.about("unit", unit.id, formal_name(unit)):
                    check_unit_open(unit, self.on)
                    self.taking.append(unit)
                continue
            name, kind, parent = clean_label(part["name"]), part["kind"], part["parent"]
            new = Unit(code=part["code"], name=name, kind=kind, parent_id=parent)
            with self.refusals.about("unit", None, formal_name(new)):
                check_parent(self.book, parent, self.on, kind)
                self.taking.append(self._begin(new, None))

    def follow(self, writer: Writer, gone: Mapping[str, int], budget: WriteBudget) -> None:
        """Lets everything go along: the units below under a new one of the same name, the teams with
        their totals, the accounts. `gone` names which of those that take over a unit below or a team
        goes to where there are several, by its id; refusal: still_undecided. An account that could
        go to several stays, to be decided by a person. Raises the budget's problem."""
        ended = {unit.id: unit for unit in self.ended}
        leaving = list[tuple[Account, Collection[str]]]()
        for account in accounts.accounts_at(ended):
            budget.check()
            leaving.append((account, keepers_of(account)))
        for unit in self.named:
            self._give_way(unit, self.taking)
        for unit in self.ended[len(self.named) :]:
            with self.refusals.about("unit", unit.id, formal_name(unit)):
                self._renew(unit, gone)
        self._write(writer)
        self._move_teams(writer, gone, budget)
        for account, keepers in leaving:
            budget.check()
            before = ended[account.unit_id or ""]
            to = self.after.get(before.id, [])
            if len(to) == 1:
                reassign_account(self.actor, account, to[0].id, keepers)
            self.accounts.append((account, before, to[0] if len(to) == 1 else None))
        self._end_codes(budget)

    def _lasting_below(self, named: Sequence[Unit]) -> list[Unit]:
        """Those below that last on the day or later, the ones above first."""
        placed, found, above = {unit.id for unit in named}, list[Unit](), list(named)
        while above:
            under = (inner for unit in above for inner in self.book.under(unit.id))
            above = [
                unit
                for unit in sorted(under, key=lambda each: (each.code, each.valid_from))
                if unit.id not in placed and not units.is_over(unit, self.on)
            ]
            found += above
            placed |= {unit.id for unit in above}
        return found

    def _check_gives_way(self, unit: Unit) -> None:
        if self.book.successors.get(unit.id):
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
        self.begun.append(begin_unit(self.book, unit))
        return unit

    def _give_way(self, unit: Unit, to: Sequence[Unit]) -> None:
        self.after[unit.id] = list(to)
        # One of several that were named shares what takes its place; what stood below does not.
        alone = len(self.named) == 1 or unit not in self.named
        self._gave_way += [(unit, each, alone and len(to) == 1) for each in to]

    def _write(self, writer: Writer) -> None:
        """Writes the units, and what took whose place."""
        self.book.write(writer, self.actor)
        db.session.add_all(
            UnitSuccessor(unit_id=before.id, successor_id=after.id)
            for before, after, _ in self._gave_way
        )
        db.session.flush()
        begun = {unit.id for unit in self.begun}
        weights_go(
            self.actor,
            [(one.id, to.id) for one, to, alone in self._gave_way if alone and to.id in begun],
        )

    def _renew(self, unit: Unit, gone: Mapping[str, int]) -> None:
        parents = self.after.get(unit.parent_id or "", [])
        if not parents:
            return  # What stands above it is undecided, and is told of.
        above = self._one_of(parents, gone.get(unit.id))
        check_below(unit.kind, above.kind)
        new = Unit(code=unit.code, name=unit.name, kind=unit.kind, parent_id=above.id)
        self._give_way(unit, [self._begin(new, self._lasted_to[unit.id])])

    def _move_teams(self, writer: Writer, gone: Mapping[str, int], budget: WriteBudget) -> None:
        yesterday, units_by_id = day_before(self.on), {unit.id: unit for unit in self.ended}
        found = {team for unit in units_by_id for team in self.book.teams_after(unit, yesterday)}
        for team in teams.teams_by_id(found):
            budget.check()
            # A team may have gone from one of these units to another since the day.
            stood = [
                unit
                for row, unit in teams.placements_of(team.id)
                if unit.id in units_by_id and (row.valid_to is None or row.valid_to >= self.on)
            ]
            into: dict[str, Unit] = {}
            with self.refusals.about("team", team.id, team.name):
                for unit in stood:
                    if to := self.after.get(unit.id):
                        into[unit.id] = self._one_of(to, gone.get(team.id))
            leads = {before: after.id for before, after in into.items()}
            days = place(writer, self.actor, team.id, leads, self.on)
            if any(len(self.after.get(unit.id, ())) > 1 for unit in stood):
                # Whoever looked after it goes along with none of several units.
                withdraw_codes_into(self.actor, team.id)
            self.teams.append(Moved(team, stood[-1], into.get(stood[-1].id), days))

    def _end_codes(self, budget: WriteBudget) -> None:
        """Whoever looks after a team no more, as the cluster that a commune has left, leaves no code that
        lets somebody in there. Those of phones go along."""
        at = {account.id: account.unit_id for account in accounts.all_accounts()}
        cared_for = cache(partial(units.teams_cared_for, day=today()))

        def keeps(team: str, maker: str) -> bool:
            unit = at.get(maker)
            return unit is None or team in cared_for(unit)

        for moved in self.teams:
            budget.check()
            withdraw_codes_but(self.actor, moved.team.id, partial(keeps, moved.team.id))

    @staticmethod
    def _one_of(to: Sequence[Unit], chosen: int | None) -> Unit:
        if len(to) == 1:
            return to[0]
        if chosen is None:
            raise ProblemError(PROBLEMS["still_undecided"])
        return to[chosen]
