"""What a target comes to, as pure functions: its number, how it is carried over when units merge,
how it is shared out, and what of it falls on some days."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

ORDINARY = 100
"""The weight, in percent, of a unit that has none of its own."""
WHOLE = 1000
"""All, in tenths of a percent."""
DAY = timedelta(days=1)


class Key(NamedTuple):
    """What is aimed at: a measure, of what, from the first to the last day."""

    measure: str
    of: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Aim:
    """Either `goal`, or `share` in tenths of a percent, of a denominator if it has one. `carried`
    are the units from which it came over; nobody set it for this one itself."""

    goal: int | None = None
    share: int | None = None
    denominator: int | None = None
    carried: tuple[str, ...] = ()

    @property
    def exact(self) -> Fraction | None:
        """How many that is; None for a share that is measured and not counted."""
        if self.goal is not None:
            return Fraction(self.goal)
        if self.share is None or self.denominator is None:
            return None
        return Fraction(self.share * self.denominator, WHOLE)

    @property
    def number(self) -> int | None:
        """The same, rounded up."""
        return None if self.exact is None else ceil(self.exact)


Aims = Mapping[Key, Aim]


class CarryOver:
    """The aims of units, with what came over to them. What was set for a unit itself stands; for
    the rest the numbers of the units that it took the place of add up, and so do their
    denominators. A unit that was divided gives each of its successors what its weight makes of it.
    A measured share without a denominator comes over only where all had the same."""

    def __init__(
        self,
        own: Mapping[str, Aims],
        successors: Mapping[str, Iterable[str]],
        weights: Mapping[str, int],
    ) -> None:
        self._own, self._weights = own, weights
        self._successors = {one: sorted(those) for one, those in successors.items()}
        self._before: dict[str, list[str]] = {}
        for one in sorted(self._successors):
            for after in self._successors[one]:
                self._before.setdefault(after, []).append(one)
        self._known: dict[str, dict[Key, Aim]] = {}

    def of(self, unit: str) -> dict[Key, Aim]:
        """What a unit is to reach."""
        if unit not in self._known:
            self._known[unit] = {}  # A unit that took its own place brings nothing.
            parts = self.parts(unit)
            summed = {key: _sum([aim for _, aim in those]) for key, those in parts.items()}
            came_over = {key: aim for key, aim in summed.items() if aim}
            self._known[unit] = came_over | dict(self._own.get(unit, {}))
        return self._known[unit]

    def parts(self, unit: str) -> dict[Key, list[tuple[str, Aim]]]:
        """What each of the units whose place it took brings, also where that adds up to nothing or
        something was set for the unit itself."""
        parts: dict[Key, list[tuple[str, Aim]]] = {}
        for before in self._before.get(unit, ()):
            among = self._successors[before]
            for key, aim in self.of(before).items():
                part = _part_of(aim, unit, among, self._weights)
                came = replace(part, carried=aim.carried or (before,))
                parts.setdefault(key, []).append((before, came))
        return parts

    def all_before(self, unit: str) -> frozenset[str]:
        """All whose place it took, one after the other."""
        found: set[str] = set()
        left = list(self._before.get(unit, ()))
        while left:
            if (one := left.pop()) not in found:
                found.add(one)
                left += self._before.get(one, ())
        return frozenset(found)

    def sets(self, unit: str, key: Key) -> bool:
        """Whether that was set for the unit itself."""
        return key in self._own.get(unit, {})


def _part_of(aim: Aim, unit: str, among: Sequence[str], weights: Mapping[str, int]) -> Aim:
    """What of an aim goes to one of the units among which another was divided."""
    shares = {each: weights.get(each, ORDINARY) for each in among}
    if not any(shares.values()):
        shares = dict.fromkeys(among, 1)

    def part(value: int | None) -> int | None:
        return None if value is None else shared_out(value, shares)[unit]

    return replace(aim, goal=part(aim.goal), denominator=part(aim.denominator))


def _sum(aims: Sequence[Aim]) -> Aim | None:
    carried = tuple(unit for aim in aims for unit in aim.carried)
    numbers = [aim.number for aim in aims]
    counted = [number for number in numbers if number is not None]
    if len(counted) < len(aims):
        same = {(aim.share, aim.denominator) for aim in aims}
        return Aim(share=aims[0].share, carried=carried) if len(same) == 1 else None
    bases = [aim.denominator for aim in aims if aim.share is not None and aim.denominator]
    if len(bases) < len(aims):
        return Aim(goal=sum(counted), carried=carried)
    base, wanted = sum(bases), sum(counted)
    shares = {aim.share for aim in aims}
    share = shares.pop() if len(shares) == 1 else ceil(Fraction(wanted * WHOLE, base))
    return Aim(share=share, denominator=base, carried=carried)


def shared_out(goal: int, weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """Whole numbers that add up to the goal, as the weights have it; what is left over by rounding
    goes to the largest remainders."""
    whole = sum(weights.values())
    if not whole:
        raise ValueError("no weight to share by")
    exact = {each: Fraction(goal) * weight / whole for each, weight in weights.items()}
    parts = {each: floor(part) for each, part in exact.items()}
    left = goal - sum(parts.values())
    for each in sorted(exact, key=lambda one: (parts[one] - exact[one], one))[:left]:
        parts[each] += 1
    return parts


class Schedule:
    """Which of the aims of one measure says what is planned on which days: one that was set for just
    these says it alone; else each day goes by the shortest that holds it, evenly over its days. Worked
    out once, however many days are asked about."""

    def __init__(self, aims: Aims) -> None:
        self._numbers = {key: aim.exact for key, aim in aims.items() if aim.exact is not None}
        later = sorted(self._numbers, key=lambda key: key.first, reverse=True)
        cuts = sorted({day for key in self._numbers for day in (key.first, key.last + DAY)})
        holding: list[tuple[int, Key]] = []
        self._parts: list[tuple[date, date, Key]] = []
        """From when, until before when, and by which."""
        for start, end in pairwise(cuts):
            while later and later[-1].first <= start:
                key = later.pop()
                heappush(holding, (key.days, key))
            while holding and holding[0][1].last < start:
                heappop(holding)
            if holding:
                self._parts.append((start, end, holding[0][1]))
        self._ends = [end for _, end, _ in self._parts]
        self._exact = {(key.first, key.last): key for key in self._numbers}

    def planned(self, first: date, last: date) -> int | None:
        """What falls on these days, rounded up in the end. None where no day has an aim."""
        exact = self.exact(first, last)
        return None if exact is None else ceil(exact)

    def exact(self, first: date, last: date) -> Fraction | None:
        """The same before it is rounded."""
        falls = [
            self._numbers[key] * days / key.days
            for key, days in self.drawn_from(first, last).items()
        ]
        return sum(falls, Fraction()) if falls else None

    def drawn_from(self, first: date, last: date) -> dict[Key, int]:
        """Of how many of these days each aim says what is planned on them, the earliest first."""
        if exact := self._exact.get((first, last)):
            return {exact: exact.days}
        after, found = last + DAY, dict[Key, int]()
        for at in range(bisect_right(self._ends, first), len(self._parts)):
            start, end, key = self._parts[at]
            if start > last:
                break
            found[key] = found.get(key, 0) + (min(end, after) - max(start, first)).days
        return dict(sorted(found.items(), key=lambda pair: (pair[0].first, pair[0])))


def most_on_one_day(spans: Iterable[tuple[str, str]]) -> int:
    """How many of these spans (first and last day, YYYY-MM-DD) share one day at the most."""
    most = now = 0
    for _, is_end in sorted(each for a, b in spans for each in ((a, False), (b, True))):
        now += -1 if is_end else 1
        most = max(most, now)
    return most


def planned(aims: Aims, first: date, last: date) -> int | None:
    """As `Schedule.planned`, of what is asked about once."""
    return Schedule(aims).planned(first, last)


def drawn_from(aims: Aims, first: date, last: date) -> dict[Key, int]:
    """As `Schedule.drawn_from`, of what is asked about once."""
    return Schedule(aims).drawn_from(first, last)


def pace(left: int, on: date, last: date) -> int | None:
    """How many a day from `on` to the last day, both included, so that what is left gets done; 0
    when nothing is left, None when no day is."""
    days = (last - on).days + 1
    if left <= 0:
        return 0
    return ceil(Fraction(left, days)) if days > 0 else None
