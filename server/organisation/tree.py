"""The tree of units through time: there are hundreds, and they change once in years."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

RANKS: Mapping[str, int] = {
    "tinh": 0,
    "cum": 1, "thanh_pho": 1, "thi_xa": 1, "huyen": 1,
    "xa": 2, "phuong": 2, "thi_tran": 2, "dac_khu": 2,
    "thon": 3,
}  # fmt: skip
"""Each kind of unit stands below one of a lower rank. What is kept for a rank and above (the
catalogue) is so out of reach of what stands below it."""
COMMUNE = RANKS["xa"]
UNIT_CODE = r"^[A-Z0-9-]{1,20}\Z"
"""What codes of units are made of."""

_SEEN_FROM = 64
"""From so many units what is seen is remembered; each may be all there are."""


@dataclass(frozen=True)
class Node:
    """A unit: where it hangs, its rank among the kinds of units, whether it ended, what took its
    place."""

    id: str
    parent: str | None
    rank: int
    ended: bool
    successors: frozenset[str]


class Tree(Mapping[str, Node]):
    """All units by id, and what lies below what. That is worked out when it is first asked for."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = {node.id: node for node in nodes}
        self._children: dict[str, set[str]] = {}
        for node in self._nodes.values():
            if node.parent is not None:
                self._children.setdefault(node.parent, set()).add(node.id)
        self._came_before: dict[str, list[str]] = {}
        for node in self._nodes.values():
            for successor in node.successors:
                self._came_before.setdefault(successor, []).append(node.id)
        self._below: dict[str, frozenset[str]] = {}
        self._counted: dict[str, frozenset[str]] = {}
        self._beside: dict[str, frozenset[str]] = {}
        self._in_care: dict[str, frozenset[str]] = {}
        self._taken_over: dict[str, frozenset[str]] = {}
        self._greatest: dict[frozenset[str], list[str]] = {}
        self._signed: dict[frozenset[str], list[str]] = {}
        self._seen: dict[str, frozenset[str]] = {}

    def __getitem__(self, unit: str) -> Node:
        return self._nodes[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def children(self, unit: str) -> Set[str]:
        """The units right below one."""
        return self._children.get(unit, set())

    def below(self, root: str) -> frozenset[str]:
        """The unit and all under it."""
        if root not in self._below:
            found, waiting = {root}, [root]
            while waiting:
                new = self._children.get(waiting.pop(), set()) - found
                found |= new
                waiting.extend(new)
            self._below[root] = frozenset(found)
        return self._below[root]

    def today(self, unit: str) -> str:
        """The unit, or what is its place today, as far as each gave way to one."""
        passed: set[str] = set()
        while len(successors := self[unit].successors) == 1 and unit not in passed:
            passed.add(unit)
            (unit,) = successors
        return unit

    def all_today(self, unit: str) -> frozenset[str]:
        """The unit, or all that are its place today: each part of one that was divided."""
        found: set[str] = set()
        passed, waiting = {unit}, [unit]
        while waiting:
            each = waiting.pop()
            if not self[each].successors:
                found.add(each)
            new = self[each].successors - passed
            passed |= new
            waiting.extend(new)
        return frozenset(found)

    def above(self, unit: str) -> Iterator[str]:
        """The units above one, the nearest first."""
        parent = self[unit].parent
        while parent is not None:
            yield parent
            parent = self[parent].parent

    def publishers(self, root: str) -> frozenset[str]:
        """The unit, all under it, what any of these took the place of, and all above: those whose papers reach
        its teams."""
        found, waiting = set(self.below(root)), [*self.below(root)]
        while waiting:
            unit = waiting.pop()
            new = {*self.above(unit), *self._came_before.get(unit, ())} - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    def counted_now(self, root: str) -> frozenset[str]:
        """The units whose whole past counts as the unit's own, seen from today: itself, all under
        it, and all that any of these took the place of; of what stood under it what moved elsewhere, or
        was merged there, counts there. One that was divided counts as no part's own, but for what stands
        above all of them. An ended unit without successors, such as a town that
        was divided, is among them once everything under it is, unless it was of a higher rank than
        the root: what belonged to a district is no commune's own, though the district was left with
        nothing else under it."""
        if root not in self._counted:
            # Of a unit that is over all that stood there is told, wherever that is now.
            self._counted[root] = self._grown(root, moved=self[root].ended)
        return self._counted[root]

    def counted_beside(self, root: str) -> frozenset[str]:
        """The same of a unit in a row beside others: of one that is over without what has its place
        elsewhere, and stands in another row."""
        if not self[root].ended:
            return self.counted_now(root)
        if root not in self._beside:
            self._beside[root] = self._grown(root, moved=False)
        return self._beside[root]

    def in_care(self, root: str) -> frozenset[str]:
        """Of `counted_now` those whose place of today is among them too: what moved away is looked after
        where it went, and what was divided by those above all parts."""
        if root not in self._in_care:
            counted = self.counted_now(root)
            those = (each for each in counted if self.all_today(each) <= counted)
            self._in_care[root] = frozenset(those)
        return self._in_care[root]

    def taken_over(self, root: str) -> frozenset[str]:
        """The unit, all under it, and those whose only successors are among these: what was said to
        go to it, and nothing that only follows from what hung where."""
        if root not in self._taken_over:
            self._taken_over[root] = self._grown(root, dissolved=False)
        return self._taken_over[root]

    def seen_from(self, root: str) -> frozenset[str]:
        """The units that are seen from a unit: those that count as its own, and those that were
        divided and of which it took a part."""
        if root not in self._seen:
            if len(self._seen) >= _SEEN_FROM:
                self._seen.clear()
            self._seen[root] = self._grown(root, parts=True)
        return self._seen[root]

    def greatest(self, units: frozenset[str]) -> list[str]:
        """Those of the units that hang under none of the others; the totals of these hold the
        totals of all. Sorted."""
        if units not in self._greatest:
            highest = (unit for unit in units if units.isdisjoint(self.above(unit)))
            self._greatest[units] = sorted(highest)
        return self._greatest[units]

    def signed(self, counted: frozenset[str]) -> list[str]:
        """Units whose totals, each of which holds those of all under it, add up to the totals of just
        these: those that hang under none of them, and with a "-" before, to be taken away, those that hang
        under one and are not among them. Sorted."""
        if counted not in self._signed:
            within = (unit for unit in counted if self[unit].parent not in counted)
            out = {f"-{each}" for unit in counted for each in self.children(unit) - counted}
            self._signed[counted] = sorted({*within, *out})
        return self._signed[counted]

    def _grown(
        self, root: str, *, parts: bool = False, dissolved: bool = True, moved: bool = True
    ) -> frozenset[str]:
        """The unit, all under it, and what that took the place of: wholly, or with `parts` also only in
        part. Without `moved` not what stood under it and has its place elsewhere now. Goes outward from
        the root, so that it costs as much as there is to be found, however many units there are beside."""
        rank = self[root].rank
        found, waiting = {root}, [root]
        lacking: dict[str, int] = {}  # successors that are not found, children that are not
        while waiting:
            unit = waiting.pop()
            children = self._children.get(unit, ())
            new = [each for each in children if moved or not self[each].successors]
            for before in self._came_before.get(unit, ()):
                left = lacking.get(before, len(self[before].successors)) - 1
                lacking[before] = left
                if parts or not left:
                    new.append(before)
            above = self._nodes.get(self[unit].parent or "") if dissolved else None
            if above is not None and above.ended and not above.successors and above.rank >= rank:
                left = lacking.get(above.id, len(self._children[above.id])) - 1
                lacking[above.id] = left
                if not left:
                    new.append(above.id)
            for each in new:
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return frozenset(found)


def parents_first(parents: Mapping[str, str | None]) -> list[str]:
    """Units, each with what it hangs under, in an order in which each comes after that. A parent
    that is not among them stands already; what hangs under itself, directly or through others, is
    left out."""
    under: dict[str, list[str]] = {}
    for key, parent in parents.items():
        if parent is not None and parent in parents:
            under.setdefault(parent, []).append(key)
    placed: list[str] = []
    ready = sorted(key for key, parent in parents.items() if parent not in parents)
    while ready:
        placed.extend(ready)
        ready = sorted(inner for key in ready for inner in under.get(key, ()))
    return placed
