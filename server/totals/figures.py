"""The three figures, which are never added up: people helped, turns of help, volunteers' turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from server.database.sql import Query
from server.organisation.store.memberships import WAITING
from server.totals.store import Sort, Where, sums_query

# How the affiliations are called in an answer.
FORCES = {"DOAN": "union", "CONGAN": "police", "DN": "partner"}
OTHER = "other"


@dataclass
class Totals:
    """One set of figures. None where a question has no answer: sessions are not counted by
    service, volunteers not by outcome, turns not by reason."""

    sessions: int | None = 0
    people: int = 0
    turns: int | None = 0
    forces: dict[str, int] | None = field(default_factory=dict)

    def add(self, other: "Totals", sign: int = 1) -> None:
        """Adds another set, or takes it away."""
        if self.sessions is not None and other.sessions is not None:
            self.sessions += sign * other.sessions
        self.people += sign * other.people
        if self.turns is not None and other.turns is not None:
            self.turns += sign * other.turns
        if self.forces is not None and other.forces is not None:
            for name, value in other.forces.items():
                self.forces[name] = self.forces.get(name, 0) + sign * value

    def copy(self) -> "Totals":
        """The same set, to be changed for itself."""
        return replace(self, forces=None if self.forces is None else dict(self.forces))

    def is_nothing(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.sessions or self.people or self.turns or any((self.forces or {}).values()))

    def wire(self) -> dict[str, Any]:
        """The figures as they are answered."""
        turns: dict[str, int] | None = None
        if self.forces is not None:
            turns = dict.fromkeys([*FORCES.values(), OTHER], 0)
            for affiliation, value in self.forces.items():
                turns[FORCES.get(affiliation, OTHER)] += value
            turns["all"] = sum(turns.values())
        return {
            "sessions": self.sessions,
            "people": self.people,
            "turns": self.turns,
            "volunteer_turns": turns,
        }


def figures_query(where: Where) -> Query[Mapping[str, Totals]]:
    """Asks for the figures of each value of the column `where.by` (scope_id, period, month, age_band,
    place_kind, service, outcome or reason); without one for those of all under "", where there is
    nothing too. Those of reasons do not add up: a service has up to two, and a session several
    services."""
    sorts: list[Sort] = ["turns"]
    if where.by == "reason":
        sorts = ["reasons"]
    elif _has_forces(where):
        sorts = ["whole", "forces"]
    elif _is_whole(where):
        sorts = ["turns", "sessions"]
    return sums_query(where, sorts, partial(_figures, where))


def people_by_day_query(where: Where) -> Query[Mapping[tuple[str, str], int]]:
    """Asks for the people helped by (scope, period)."""
    return sums_query(replace(where, by="scope_period"), ["whole"], _people_by_day)


def _people_by_day(rows: Sequence[Any]) -> Mapping[tuple[str, str], int]:
    keys = ((key.split(" "), people) for _, key, _, _, people, _ in rows)
    return {(scope, period): int(people or 0) for (scope, period), people in keys}


def nothing(where: Where) -> Totals:
    """The figures where there is nothing: None stays None."""
    if where.by == "reason":
        return Totals(None, 0, None, None)
    return Totals(0 if _is_whole(where) else None, forces={} if _has_forces(where) else None)


def _is_whole(where: Where) -> bool:
    """Whether it is asked about whole sessions, and not about what was done in them."""
    of_all = where.service is None and where.outcome is None
    return of_all and where.by not in ("service", "outcome", "reason")


def _has_forces(where: Where) -> bool:
    return _is_whole(where) and where.by in ("", "scope_id", "period", "month")


def _figures(where: Where, rows: Sequence[Any]) -> Mapping[str, Totals]:
    found: dict[str, Totals] = {} if where.by else {"": nothing(where)}
    whole = _is_whole(where)
    for sort, key, affiliation, first, second, third in rows:
        figures = found.get(key)
        if figures is None:
            figures = found[key] = nothing(where)
        if sort == "whole":
            figures.sessions, figures.people = int(first or 0), int(second or 0)
            figures.turns = int(third or 0)
        elif sort == "sessions":
            figures.sessions, figures.people = int(first or 0), int(second or 0)
        elif sort == "reasons":
            figures.people = int(first)
        elif sort == "turns":
            figures.turns = int(second or 0)
            if not whole:
                figures.people = int(first or 0)
        elif figures.forces is not None and affiliation != WAITING:
            figures.forces[affiliation] = int(first)
    return found


def groups_by(services: Mapping[str, Totals], group_of: Mapping[str, str]) -> Mapping[str, Totals]:
    """The figures of services added up by their group; one without a group stands for itself."""
    found: dict[str, Totals] = {}
    for service, figures in services.items():
        group = group_of.get(service, service)
        found.setdefault(group, Totals(None, forces=None)).add(figures)
    return found


def figures_of(totals: Mapping[str, Any]) -> dict[str, int]:
    """The counted figures out of an answer's totals; volunteers are the Union's own."""
    forces = totals["volunteer_turns"] or {}
    return {
        "people": totals["people"],
        "turns": totals["turns"] or 0,
        "volunteers": forces.get("union", 0),
        "sessions": totals["sessions"] or 0,
    }
