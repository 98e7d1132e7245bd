"""Totals while they are counted again: by text keys that hold the period and what is counted by, with
all values of a key in one number, since there are millions of them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from server.database.engine import Base
from server.totals.proof.replay import Counted
from server.totals.tables import PresenceTally, ReasonTally, ScopeTally, SessionTally, TurnTally

Sums = dict[str, int]
SHIFT = 40
_LOW = (1 << SHIFT) - 1
TALLIES: tuple[type[Base], ...] = (ScopeTally, SessionTally, TurnTally, ReasonTally, PresenceTally)
BETWEEN = "|"
"""Stands between the parts of a key. Codes, ids and days have no such sign."""


@dataclass
class Cells:
    """The totals of one scope by day: of each table its values by key. `present` is in how many
    sessions each member took part, by day and member."""

    whole: Sums = field(default_factory=dict)
    sessions: Sums = field(default_factory=dict)
    turns: Sums = field(default_factory=dict)
    reasons: Sums = field(default_factory=dict)
    forces: Sums = field(default_factory=dict)
    present: Sums = field(default_factory=dict)

    def add(self, other: "Cells") -> None:
        """Adds the totals of another scope; who was present is told of teams only."""
        for ours, theirs in zip(self._sums(), other._sums(), strict=True):
            _add(ours, theirs)

    def months(self) -> "Cells":
        """The same by month."""
        return Cells(*map(_by_month, self._sums()))

    def tables(self) -> Iterator[tuple[type[Base], Sums]]:
        """Each table with its totals."""
        return zip(TALLIES, self._sums(), strict=True)

    def _sums(self) -> tuple[Sums, ...]:
        return self.whole, self.sessions, self.turns, self.reasons, self.forces


def count_cells(
    sessions: Iterable[Counted],
    outcomes: Collection[str],
    affiliation: Callable[[str, str], str],
) -> Cells:
    """The totals of sessions of one team. `outcomes` are those that count as a turn; `affiliation`
    tells as what a member took part on a day."""
    cells = Cells()
    for each in sessions:
        tail = f"{each.age_band}|{each.place_kind}"
        all_turns = 0
        _put(cells.sessions, f"{each.day}|{tail}", each.sessions, each.people)
        for service, outcome, people, reasons in each.helped:
            turns = people if outcome in outcomes else 0
            all_turns += turns
            _put(cells.turns, f"{each.day}|{service}|{outcome}|{tail}", people, turns)
            for reason in set(reasons):
                _put(cells.reasons, f"{each.day}|{service}|{outcome}|{reason}", people)
        _put(cells.whole, each.day, each.sessions, each.people, all_turns)
        for member in each.members:
            _put(cells.present, f"{each.day}|{member}", 1)
    for key in cells.present:
        day, _, member = key.partition(BETWEEN)
        _put(cells.forces, f"{day}|{affiliation(day, member)}", 1)
    return cells


def sums_of(days: tuple[str, str], told: Iterable[str], values: int) -> Sums:
    """Totals out of the texts that `lines` makes of them, those of some days, the first and the last included."""
    found: Sums = {}
    for line in told:
        key, *numbers = line.rsplit(BETWEEN, values)
        if days[0] <= key[: len(days[0])] <= days[1]:
            _put(found, key, *map(int, numbers))
    return found


def lines(sums: Sums, values: int) -> set[str]:
    """Each total as one text: its key and its one to three values. Those of nothing are none."""
    told = [(key, value) for key, value in sums.items() if value]
    if values == 1:
        return {f"{key}|{value & _LOW}" for key, value in told}
    if values == 2:
        return {f"{key}|{value & _LOW}|{value >> SHIFT}" for key, value in told}
    return {
        f"{key}|{value & _LOW}|{value >> SHIFT & _LOW}|{value >> 2 * SHIFT}" for key, value in told
    }


def _put(sums: Sums, key: str, first: int, second: int = 0, third: int = 0) -> None:
    sums[key] = sums.get(key, 0) + first + (second << SHIFT) + (third << 2 * SHIFT)


def _add(ours: Sums, theirs: Sums) -> None:
    if not ours:
        ours.update(theirs)
        return
    known = ours.get
    for key, value in theirs.items():
        ours[key] = known(key, 0) + value


def _by_month(sums: Sums) -> Sums:
    found: Sums = {}
    known = found.get
    for key, value in sums.items():
        month = key[:7] + key[10:]
        found[month] = known(month, 0) + value
    return found
