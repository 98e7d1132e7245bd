"""The tree of units through time, as pure functions over all its units: there are hundreds,
and they change once in years."""

from collections.abc import Callable, Iterable, Mapping
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


@dataclass(frozen=True)
class Node:
    """A unit: where it hangs, whether it ended, what took its place."""

    id: str
    parent: str | None
    ended: bool
    successors: frozenset[str]


def below(nodes: Mapping[str, Node], root: str) -> frozenset[str]:
    """The unit and all under it."""
    children = _children(nodes.values())
    found, waiting = {root}, [root]
    while waiting:
        new = children.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def counted_now(nodes: Mapping[str, Node], root: str) -> frozenset[str]:
    """The units whose whole past counts as the unit's own, seen from today: itself, all under
    it, and all that any of these took the place of. One that was divided counts as no part's own,
    but for what stands above all of them. An ended unit without successors, such as a town that was
    divided, is among them once everything under it is."""
    return _grown(nodes, root, lambda successors, found: successors <= found)


def seen_from(nodes: Mapping[str, Node], root: str) -> frozenset[str]:
    """The units that are seen from a unit: those that count as its own, and those that were divided
    and of which it took a part."""
    return _grown(nodes, root, lambda successors, found: bool(successors & found))


def _grown(
    nodes: Mapping[str, Node], root: str, follows: Callable[[frozenset[str], set[str]], bool]
) -> frozenset[str]:
    found = set(below(nodes, root))
    children = _children(nodes.values())
    while True:
        came_before = {
            node.id
            for node in nodes.values()
            if node.successors and follows(node.successors, found)
        }
        dissolved = {
            node.id
            for node in nodes.values()
            if node.ended and not node.successors and children.get(node.id, {""}) <= found
        }
        under = {inner for unit in came_before for inner in below(nodes, unit)}
        if came_before | dissolved | under <= found:
            return frozenset(found)
        found |= came_before | dissolved | under


def greatest(nodes: Mapping[str, Node], units: Iterable[str]) -> list[str]:
    """Those of the units that hang under none of the others; the totals of these hold the
    totals of all. Sorted."""
    chosen = set(units)
    return sorted(unit for unit in chosen if not chosen & set(above(nodes, unit)))


def parents_first(parents: Mapping[str, str | None]) -> list[str]:
    """Units, each with what it hangs under, in an order in which each comes after that. A parent
    that is not among them stands already; what hangs under itself, directly or through others, is
    left out."""
    placed: list[str] = []
    waiting = set(parents)
    while ready := sorted(key for key in waiting if parents[key] not in waiting):
        placed.extend(ready)
        waiting.difference_update(ready)
    return placed


def above(nodes: Mapping[str, Node], unit: str) -> Iterable[str]:
    """The units above one, the nearest first."""
    parent = nodes[unit].parent
    while parent is not None:
        yield parent
        parent = nodes[parent].parent


def _children(nodes: Iterable[Node]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node in nodes:
        if node.parent is not None:
            found.setdefault(node.parent, set()).add(node.id)
    return found
