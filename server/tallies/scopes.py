"""Which kept totals answer a question about a unit, and how it divides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from server.organisation.store.units import tree
from server.organisation.tables import Team, TeamUnit, Unit
from server.organisation.tree import Node, below, counted_now, greatest
from server.upserts import AnySession

EARLIEST = date.min.isoformat()


@dataclass(frozen=True)
class Stay:
    """A team under a unit, from day to day."""

    team: str
    unit: str
    start: str
    end: str | None


class UnitScope:
    """A unit with all that counts as it: seen with today's boundaries (`now`) what it replaced
    too, with those of the time (`then`) only itself."""

    def __init__(self, session: AnySession, unit: str, boundaries: str) -> None:
        self._session = session
        self._unit = unit
        self._now = boundaries == "now"
        self._nodes: Mapping[str, Node] = tree()
        rows = session.execute(
            select(
                TeamUnit.team_id, TeamUnit.unit_id, TeamUnit.valid_from, TeamUnit.valid_to
            ).order_by(TeamUnit.valid_from)
        )
        self._stays: list[Stay] = []
        met: set[str] = set()
        for team, standing_under, start, end in rows:
            # The first standing counts for all days before it too, as in unit_chain.
            begin = start if team in met else EARLIEST
            self._stays.append(Stay(team, standing_under, begin, end))
            met.add(team)

    def scopes(self, unit: str | None = None) -> list[str]:
        """The units whose totals add up to the unit's (without one: the whole scope's)."""
        root = unit or self._unit
        if not self._now:
            return [root]
        return greatest(self._nodes, counted_now(self._nodes, root))

    def children(self, first: date, last: date) -> list[Unit]:
        """The units right below, by name: today's, or those of the range."""
        chosen = select(Unit).where(Unit.parent_id == self._unit).order_by(Unit.name)
        units = self._session.scalars(chosen)
        if self._now:
            return [unit for unit in units if unit.valid_to is None]
        start, end = first.isoformat(), last.isoformat()
        return [
            unit
            for unit in units
            if unit.valid_from <= end and (unit.valid_to is None or unit.valid_to >= start)
        ]

    def teams(self, unit: str | None = None) -> set[str]:
        """The teams that stand in the scope, or ever stood in what counts as it."""
        units = self._units(unit or self._unit)
        return {stay.team for stay in self._stays if stay.unit in units}

    def teams_on(self, day: str) -> set[str]:
        """The teams that stand under the unit on a day."""
        units = below(self._nodes, self._unit)
        return {
            stay.team
            for stay in self._stays
            if stay.unit in units and stay.start <= day and (stay.end is None or stay.end >= day)
        }

    def team_ranges(self, first: date, last: date) -> dict[tuple[date, date], list[str]]:
        """The parts of a range for which teams count here, with the teams of each part."""
        units = self._units(self._unit)
        found: dict[tuple[date, date], list[str]] = {}
        for stay in self._stays:
            start = max(first, date.fromisoformat(stay.start))
            end = min(last, date.fromisoformat(stay.end)) if stay.end else last
            if stay.unit in units and start <= end:
                found.setdefault((start, end), []).append(stay.team)
        return found

    def _units(self, root: str) -> frozenset[str]:
        return counted_now(self._nodes, root) if self._now else below(self._nodes, root)


def team_labels(session: AnySession, teams: Sequence[str]) -> dict[str, tuple[str, str]]:
    """(name, kind) of each team, by name."""
    rows = session.execute(
        select(Team.id, Team.name, Team.kind).where(Team.id.in_(teams)).order_by(Team.name)
    )
    return {team: (name, kind) for team, name, kind in rows}
