"""The three figures, which are never added up: people helped, turns of help, volunteers' turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.tallies import store
from server.upserts import AnySession

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


def totals_by(
    session: AnySession,
    scope_kind: str,
    scopes: Sequence[str],
    periods: Sequence[str],
    by: str = "",
    service: str | None = None,
) -> Mapping[str, Totals]:
    """The figures of some scopes over some periods, for each value of the column `by`
    (scope_id, period, month, age_band, place_kind, service or outcome); under "" without one."""
    found: dict[str, Totals] = {}
    where = (session, scope_kind, scopes, periods, by)
    whole = service is None and by not in ("service", "outcome")
    with_forces = whole and by in ("", "scope_id", "period", "month")

    def of(key: str) -> Totals:
        empty = Totals(0 if whole else None, forces={} if with_forces else None)
        return found.setdefault(key, empty)

    for key, (people, turns) in store.turn_sums(*where, service).items():
        of(key).turns = turns
        of(key).people = 0 if whole else people
    if whole:
        for key, (sessions, people) in store.session_sums(*where).items():
            of(key).sessions, of(key).people = sessions, people
    if with_forces:
        for key, forces in store.presence_sums(*where).items():
            of(key).forces = dict(forces)
    return found


def reasons_by(
    session: AnySession,
    scope_kind: str,
    scopes: Sequence[str],
    periods: Sequence[str],
    service: str | None = None,
) -> Mapping[str, Totals]:
    """For each reason the people whom it kept from what they came for. They do not add up: a
    service has up to two reasons, and a session several services."""
    found = store.reason_sums(session, scope_kind, scopes, periods, service)
    return {reason: Totals(None, people, None, None) for reason, people in found.items()}


def groups_by(services: Mapping[str, Totals], group_of: Mapping[str, str]) -> Mapping[str, Totals]:
    """The figures of services added up by their group; one without a group stands for itself."""
    found: dict[str, Totals] = {}
    for service, figures in services.items():
        group = group_of.get(service, service)
        found.setdefault(group, Totals(None, forces=None)).add(figures)
    return found
