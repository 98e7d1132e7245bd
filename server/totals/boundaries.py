"""Which kept totals answer a question about a unit, and how it divides."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from server.database.clock import today
from server.database.sql import Query, json_array
from server.organisation.store.placements import all_placements
from server.organisation.store.units import KnownUnit, is_over, known_units, tree
from server.organisation.team_periods import Span
from sync.text import collated


class UnitScope:
    """A unit with all that counts as it: seen with today's boundaries (`now`) what it replaced
    too, with those of the time (`then`) only itself. Without a unit: all there are."""

    def __init__(self, unit: str | None, boundaries: str) -> None:
        self._unit = unit
        self._now = boundaries == "now"
        self._tree = tree()
        self._stood = all_placements()

    def scopes(self, unit: str | None = None) -> list[str]:
        """The units whose totals add up to the whole scope's, or to those of a row of one of its units, with
        a "-" before where they are taken away."""
        root = unit or self._unit
        if root is not None and not self._now:
            return [root]
        return self._tree.signed(self._beside(unit) if unit else self._units(root))

    def days(self) -> Mapping[str, Sequence[Span]]:
        """For each team the days that count in the scope."""
        return self._stood.days_under(self._units(self._unit))

    def children(self, first: date, last: date) -> list[KnownUnit]:
        """The units right below, by name: those that have not ended, or those of the range; with
        those that ended and that none of the others counts as its own, as one that was divided."""
        below = (unit for unit in known_units().values() if unit.parent_id == self._unit)
        units = sorted(below, key=lambda unit: (collated(unit.name), unit.id))
        if self._now:
            lasting = [unit for unit in units if not is_over(unit, today())]
            return [*lasting, *self._left(units, lasting)]
        start, end = first.isoformat(), last.isoformat()
        return [unit for unit in units if unit.valid_from <= end and not is_over(unit, start)]

    def teams(self, unit: str | None = None) -> frozenset[str]:
        """The teams that stand in the scope, or ever stood in what counts as it."""
        units = self._beside(unit) if unit else self._units(self._unit)
        return frozenset(self._stood.days_under(units))

    def teams_apart(self, parts: Sequence[KnownUnit]) -> dict[str, frozenset[str]]:
        """The teams of each of these units, each team at the one where it stood last: what a phone
        still holds is of no day yet, and is told once."""
        last: dict[str, tuple[str, str]] = {}
        for unit in parts:
            for team, spans in self._stood.days_under(self._beside(unit.id)).items():
                stood = (max(end for _, end in spans), unit.id)
                last[team] = max(last.get(team, stood), stood)
        return {
            unit.id: frozenset(team for team, (_, at) in last.items() if at == unit.id)
            for unit in parts
        }

    def teams_on(self, day: str) -> frozenset[str]:
        """The teams that stand under the unit on a day."""
        units = self._tree.below(self._unit) if self._unit else frozenset(self._tree)
        return self._stood.on(units, day)

    def teams_between(self, first: date, last: date) -> frozenset[str]:
        """The teams that really stood in the scope on one of these days: one founded later has no part in
        them, unless somebody joined it with days that lie behind."""
        units, start, end = self._units(self._unit), first.isoformat(), last.isoformat()
        return frozenset(
            team
            for team in self._stood.days_under(units)
            for stay in self._stood.stays[team]
            if stay.unit in units and stay.start <= end and (stay.end is None or start <= stay.end)
        )

    def team_ranges(self, first: date, last: date) -> dict[tuple[date, date], list[str]]:
        """The parts of a range for which teams count here, with the teams of each part."""
        found: dict[tuple[date, date], list[str]] = {}
        for team, spans in self.days().items():
            for begin, end in spans:
                start = max(first, date.fromisoformat(begin))
                stop = min(last, date.fromisoformat(end))
                if start <= stop:
                    found.setdefault((start, stop), []).append(team)
        return found

    def _left(self, units: Sequence[KnownUnit], lasting: Sequence[KnownUnit]) -> list[KnownUnit]:
        counted = {each for unit in lasting for each in self._units(unit.id)}
        own = self._units(self._unit)
        return [unit for unit in units if unit.id in own and unit.id not in counted]

    def _beside(self, unit: str) -> frozenset[str]:
        return self._tree.counted_beside(unit) if self._now else self._tree.below(unit)

    def _units(self, root: str | None) -> frozenset[str]:
        if root is None:
            return frozenset(self._tree)
        return self._tree.counted_now(root) if self._now else self._tree.below(root)


def team_labels_query(teams: Iterable[str]) -> Query[dict[str, tuple[str, str]]]:
    """Asks for (name, kind) of each team, by name."""
    return Query(_LABELS, {"teams": json_array(teams)}, _labels)


_LABELS = "SELECT id, name, kind FROM team WHERE id IN_JSON(:teams)"


def _labels(rows: Sequence[Any]) -> dict[str, tuple[str, str]]:
    ordered = sorted(rows, key=lambda row: (collated(row[1]), row[0]))
    return {team: (name, kind) for team, name, kind in ordered}
