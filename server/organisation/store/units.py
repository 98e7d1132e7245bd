"""Units, and what lies below them."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select

from server.extensions import db
from server.organisation.tables import Team, TeamUnit, Unit, UnitSuccessor
from server.organisation.tree import Node, below, counted_now, greatest

Boundaries = Literal["now", "then"]
Span = tuple[str, str]
"""From day to day, both included."""
ALWAYS: Span = ("0001-01-01", "9999-12-31")


def all_units() -> Sequence[Unit]:
    """Every unit there is or was, by code and time."""
    return db.session.scalars(select(Unit).order_by(Unit.code, Unit.valid_from)).all()


def unit_by_id(unit_id: str) -> Unit | None:
    """The unit, or None."""
    return db.session.get(Unit, unit_id)


def unit_with_code(code: str, first: str, last: str | None, but: str | None = None) -> Unit | None:
    """A unit, other than `but`, that has this code on some day from first to last (None: without
    end), or None."""
    found = select(Unit).where(
        Unit.code == code, (Unit.valid_to.is_(None)) | (Unit.valid_to >= first)
    )
    if last is not None:
        found = found.where(Unit.valid_from <= last)
    if but is not None:
        found = found.where(Unit.id != but)
    return db.session.scalars(found.order_by(Unit.valid_from)).first()


def has_units_after(unit_id: str, day: str) -> bool:
    """Whether a unit under this one lasts beyond the day."""
    return (
        db.session.scalars(
            select(Unit.id).where(
                Unit.parent_id == unit_id, (Unit.valid_to.is_(None)) | (Unit.valid_to > day)
            )
        ).first()
        is not None
    )


def successors() -> dict[str, list[str]]:
    """For each unit that ended and was replaced, those that took its place."""
    found: dict[str, list[str]] = {}
    rows = db.session.scalars(
        select(UnitSuccessor).order_by(UnitSuccessor.unit_id, UnitSuccessor.successor_id)
    )
    for row in rows:
        found.setdefault(row.unit_id, []).append(row.successor_id)
    return found


def tree() -> dict[str, Node]:
    """All units as nodes, for the functions of server/organisation/tree.py."""
    after = successors()
    return {
        unit.id: Node(unit.id, unit.parent_id, unit.valid_to, frozenset(after.get(unit.id, ())))
        for unit in all_units()
    }


def units_below(unit_id: str) -> frozenset[str]:
    """The unit, all under it, and all that these took the place of; empty if unknown."""
    nodes = tree()
    return counted_now(nodes, unit_id) if unit_id in nodes else frozenset()


def units_counted_as(unit_id: str, boundaries: Boundaries) -> list[str]:
    """The units whose own totals add up to the unit's. With the boundaries of `then` that is
    the unit alone; with those of `now` also the greatest of the units that it replaced."""
    if boundaries == "then":
        return [unit_id]
    nodes = tree()
    return greatest(nodes, counted_now(nodes, unit_id)) if unit_id in nodes else []


def teams_below(unit_id: str, day: str | None = None) -> list[str]:
    """The ids of the teams in a unit's care: those that stand, on the day, under the unit or
    under any below it. Without a day: that ever stood there, or under what it replaced."""
    nodes = tree()
    if unit_id not in nodes:
        return []
    units = counted_now(nodes, unit_id) if day is None else below(nodes, unit_id)
    query = select(Team.id).join(TeamUnit, TeamUnit.team_id == Team.id)
    query = query.where(TeamUnit.unit_id.in_(sorted(units)))
    if day is not None:
        query = query.where(
            TeamUnit.valid_from <= day, (TeamUnit.valid_to.is_(None)) | (TeamUnit.valid_to >= day)
        )
    return sorted(set(db.session.scalars(query)))


def days_below(unit_id: str) -> dict[str, list[Span]]:
    """For each team that ever stood under the unit, or under what it replaced, the days on which
    it did. A team's first standing of all reaches back without end and its last one forward, so
    that every day of a team is somebody's."""
    units = units_below(unit_id)
    begin, end = ALWAYS
    found: dict[str, list[Span]] = {}
    for team, stays in _stays().items():
        for place, (unit, start, stop) in enumerate(stays):
            if unit not in units:
                continue
            first = begin if place == 0 else start
            last = end if stop is None or place == len(stays) - 1 else stop
            found.setdefault(team, []).append((first, last))
    return found


def teams_cared_for(unit_id: str, day: str) -> frozenset[str]:
    """The teams that a unit looks after on a day: those whose standing that began last is under
    it or under what it took the place of. A team that moved away is not among them, one that
    ended here is, and one that begins later is already."""
    rows = db.session.execute(
        select(TeamUnit.team_id, TeamUnit.unit_id, TeamUnit.valid_from).order_by(
            TeamUnit.valid_from
        )
    )
    last: dict[str, str] = {}
    for team, unit, start in rows:
        if start <= day or team not in last:
            last[team] = unit
    units = units_below(unit_id)
    return frozenset(team for team, unit in last.items() if unit in units)


def _stays() -> dict[str, list[tuple[str, str, str | None]]]:
    """Each team's (unit, first day, last day), in their order."""
    rows = db.session.execute(
        select(TeamUnit.team_id, TeamUnit.unit_id, TeamUnit.valid_from, TeamUnit.valid_to).order_by(
            TeamUnit.valid_from
        )
    )
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    for team, unit, start, stop in rows:
        found.setdefault(team, []).append((unit, start, stop))
    return found
