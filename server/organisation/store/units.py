"""Units, and what lies below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import select

from server.database.clock import day_before, today
from server.database.connections import Connectable
from server.database.engine import db
from server.database.query_cache import fetch_cached
from server.database.sql import Query
from server.organisation.store.placements import Placements, all_placements_query
from server.organisation.tables import TeamUnit, Unit
from server.organisation.team_periods import Span
from server.organisation.tree import RANKS, Node, Tree

Boundaries = Literal["now", "then"]


def all_units() -> Sequence[Unit]:
    """Every unit there is or was, by code and time."""
    return db.session.scalars(select(Unit).order_by(Unit.code, Unit.valid_from)).all()


class KnownUnit(NamedTuple):
    """What the row of a unit says: of hundreds the class costs more than the question."""

    id: str
    code: str
    name: str
    kind: str
    valid_from: str
    valid_to: str | None
    parent_id: str | None


def known_units() -> Mapping[str, KnownUnit]:
    """Every unit there is or was by id, in the order of code and time: for answers that tell of
    many, and change none."""
    (units,) = fetch_cached(db.session, _UNITS_ASKED)
    return _known(units)


def unit_by_id(unit_id: str) -> Unit | None:
    """The unit, or None."""
    return db.session.get(Unit, unit_id)


def is_over(unit: Unit | KnownUnit, day: str) -> bool:
    """Whether the unit's last day lies before the day."""
    return unit.valid_to is not None and unit.valid_to < day


def successors() -> dict[str, list[str]]:
    """For each unit that ended and was replaced, those that took its place."""
    found: dict[str, list[str]] = {}
    (pairs,) = fetch_cached(db.session, _SUCCESSORS_ASKED)
    for unit, successor in pairs:
        found.setdefault(unit, []).append(successor)
    return found


def tree() -> Tree:
    """All units as seen from today. What shall take the place of a unit whose last day is to come has
    not done so yet."""
    return _tree(*_rows())


def units_below(unit_id: str) -> frozenset[str]:
    """The unit, all under it, and all that these took the place of; empty if unknown."""
    return _units_below(unit_id, *_rows())


_UNITS = f"SELECT {', '.join(KnownUnit._fields)} FROM unit ORDER BY code, valid_from"
_SUCCESSORS = "SELECT unit_id, successor_id FROM unit_successor ORDER BY unit_id, successor_id"
_NONE: frozenset[str] = frozenset()
_VERSIONS = 2
"""Each is a copy of all units: what the answers of today are made of, and what an act has just changed."""
Pairs = tuple[tuple[str, str], ...]


class Units(tuple[KnownUnit, ...]):
    """All units. Hashed once, for what is worked out of them once: there are thousands."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()


def _units(rows: Sequence[Any]) -> Units:
    return Units(map(KnownUnit._make, rows))


_UNITS_ASKED = Query(_UNITS, {}, _units)
_SUCCESSORS_ASKED: Query[Pairs] = Query(_SUCCESSORS, {}, tuple)
_ASKED = (_UNITS_ASKED, _SUCCESSORS_ASKED)


def _rows() -> tuple[Units, Pairs, str]:
    """What the tree follows from. What follows is worked out once."""
    units, successors = fetch_cached(db.session, *_ASKED)
    return units, successors, today()


@lru_cache(maxsize=_VERSIONS)
def _known(units: Units) -> Mapping[str, KnownUnit]:
    return {unit.id: unit for unit in units}


@lru_cache(maxsize=_VERSIONS)
def _tree(units: Units, successors: Pairs, day: str) -> Tree:
    after: dict[str, set[str]] = {}
    for before, successor in successors:
        after.setdefault(before, set()).add(successor)
    found = []
    for unit in units:
        ended = is_over(unit, day)
        took_over = frozenset(after.get(unit.id, ())) if ended else _NONE
        found.append(Node(unit.id, unit.parent_id, RANKS[unit.kind], ended, took_over))
    return Tree(found)


def _units_below(unit_id: str, units: Units, successors: Pairs, day: str) -> frozenset[str]:
    known = _tree(units, successors, day)
    return known.seen_from(unit_id) if unit_id in known else frozenset()


def line_of(unit_id: str) -> list[str]:
    """The unit, and before it each whose only successor it is while it has no other before it, the
    latest first: the same unit under its earlier names and parents. What stood before another unit was
    merged into it is no such one: it begins the day after the one before it ended."""
    after, known = successors(), known_units()
    line = [unit_id]
    while True:
        begun = known[line[-1]].valid_from
        before = [
            unit
            for unit, those in after.items()
            if line[-1] in those and known[unit].valid_to == day_before(begun)
        ]
        if len(before) != 1 or after[before[0]] != [line[-1]] or before[0] in line:
            return line
        line.append(before[0])


def under_later_names(signed: Sequence[str], unit_id: str) -> list[str]:
    """Units whose totals add up to a unit's (`Tree.signed`), with all that are the same ones since, under
    later names and parents: those in whose line (`line_of`) one of them stands. What left the unit since is
    none of them."""
    after, known = successors(), tree()
    allowed = known.counted_now(known.today(unit_id))
    own = [unit for unit in signed if not unit.startswith("-")]
    counted, waiting, found = set(own), list(own), list(signed)

    def is_held(unit: str) -> bool:
        """Whether the totals of what it hangs under hold its own."""
        near = next((each for each in known.above(unit) if {each, f"-{each}"} & {*found}), None)
        return near in found

    while waiting:
        unit = waiting.pop()
        for later in sorted(set(after.get(unit, ())) - counted):
            if later in allowed and unit in line_of(later):
                counted.add(later)
                waiting.append(later)
                if not is_held(later):
                    found.append(later)
    return found


def units_counted_as(unit_id: str, boundaries: Boundaries) -> list[str]:
    """The units whose own totals add up to the unit's. With the boundaries of `then` that is
    the unit alone; with those of `now` also the greatest of the units that it replaced."""
    if boundaries == "then":
        return [unit_id]
    known = tree()
    return known.greatest(known.counted_now(unit_id)) if unit_id in known else []


def units_counted_now(unit_id: str) -> frozenset[str]:
    """The unit, all below it, and all that these took the place of wholly; none for one that there is
    not."""
    known = tree()
    return known.counted_now(unit_id) if unit_id in known else frozenset()


def units_solely_in_charge(unit_id: str) -> frozenset[str]:
    """Of what counts as the unit what it looks after, too (`Tree.in_care`); none for one that there is
    not."""
    known = tree()
    return known.in_care(unit_id) if unit_id in known else frozenset()


def unit_of_all() -> str | None:
    """The unit as which all that there ever was counts today; None where there are several, such
    as provinces."""
    known = tree()
    tops = known.greatest(frozenset(known))
    lasting = [top for top in tops if not known[top].ended]
    return next((top for top in lasting if known.counted_now(top) >= set(tops)), None)


def teams_below(unit_id: str, day: str) -> list[str]:
    """The ids of the teams that stand, on the day, under the unit or under any below it."""
    known = tree()
    if unit_id not in known:
        return []
    chosen = select(TeamUnit.team_id).where(
        TeamUnit.unit_id.in_(sorted(known.below(unit_id))),
        TeamUnit.valid_from <= day,
        (TeamUnit.valid_to.is_(None)) | (TeamUnit.valid_to >= day),
    )
    return sorted(set(db.session.scalars(chosen)))


def days_below(unit_id: str) -> Mapping[str, Sequence[Span]]:
    """For each team that ever stood under the unit, or under what it replaced, the days on which
    its records count there (server/organisation/team_periods.py)."""
    return standing_below(unit_id).days()


def days_carried_on(unit_id: str) -> Mapping[str, Sequence[Span]]:
    """The same of a unit and, where it is over, also of what took its place: of what goes on past that day."""
    known, after = tree(), [unit_id]
    for each in after:
        after += [unit for unit in known[each].successors if unit not in after]
    below = [standing_below(each) for each in after]
    return below[0].stood.days_under(frozenset().union(*(each.units for each in below)))


def teams_cared_for(unit_id: str, day: str) -> frozenset[str]:
    """The teams that a unit looks after on a day."""
    return standing_below(unit_id).cared_for(day)


@dataclass(frozen=True)
class Below:
    """The units below one, with what all these replaced, those of them that it looks after, and where all
    teams ever stood."""

    units: frozenset[str]
    care: frozenset[str]
    stood: Placements

    def days(self) -> Mapping[str, Sequence[Span]]:
        """As `days_below`."""
        return self.stood.days_under(self.units)

    def cared_for(self, day: str) -> frozenset[str]:
        """The teams that the unit, or what took its place, looks after on a day."""
        return self.stood.cared_for(self.care, day)


def standing_below(unit_id: str, database: Connectable | None = None) -> Below:
    """`units_below` and where the teams stood, asked for together; of the request's session if of no
    other."""
    asked = (*_ASKED, all_placements_query())
    units, successors, stood = fetch_cached(database or db.session, *asked)
    known = _tree(units, successors, today())
    if unit_id not in known:
        return Below(_NONE, _NONE, stood)
    return Below(known.seen_from(unit_id), known.in_care(unit_id), stood)
