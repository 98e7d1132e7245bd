"""What a record adds to the tallies (PROTOCOL 5.5). Every path that changes a record subtracts
what it added before and adds what it adds now; there is no other way to a total."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .kinds import KINDS, help_session
from .kinds.help_session import CODE_STARTS

SessionKey = tuple[str, str, str, str]
"""What sessions and people helped are counted by: team, day, age band, kind of place."""
TurnKey = tuple[str, str, str, str, str, str]
"""What turns of help are counted by: team, day, service, outcome, age band, kind of place."""
ReasonKey = tuple[str, str, str, str, str]
"""What people who did not get all they came for are counted by: team, day, service, outcome,
reason."""
PresenceKey = tuple[str, str, str]
"""A volunteer's turn, one member with one team on one day, however many sessions it has: team, day,
member."""


class Sums:
    """The sum of what records add, each taken with a sign: a kind's table says to which of them
    ("sessions", "turns", "presence"). `sessions` are the sessions and the people of them; `helped` the
    people who came for a service, and `reasons` people too: who has two reasons stands under both, so
    these do not add up (both "turns"); `presence` the sessions in which a member took part. What came
    to nothing is 0."""

    def __init__(self) -> None:
        self.sessions: dict[SessionKey, list[int]] = defaultdict(_nothing)
        self.helped: dict[TurnKey, int] = defaultdict(int)
        self.reasons: dict[ReasonKey, int] = defaultdict(int)
        self.presence: dict[PresenceKey, int] = defaultdict(int)

    def add(self, kind: str, state: str, f: Mapping[str, Any], sign: int) -> None:
        """Adds (`sign` 1) or takes away (-1) what one record adds. Only those in state `counted` add
        anything."""
        if state != "counted" or not KINDS[kind].counts:
            return
        adds, team, day = KINDS[kind].adds, f["team"], f["day"]
        if "sessions" in adds:
            sums = self.sessions[team, day, f["age_band"], f["place_kind"]]
            sums[0] += sign
            sums[1] += sign * f["people"]
        if "turns" in adds:
            self._add_turns(team, day, f, sign)
        if "presence" in adds:
            for member in help_session.people_of(f):
                self.presence[team, day, member] += sign

    def add_people(self, kind: str, state: str, f: Mapping[str, Any], sign: int) -> None:
        """Adds or takes away the people of one record, and nothing else of it."""
        if state == "counted" and "sessions" in KINDS[kind].adds:
            key = f["team"], f["day"], f["age_band"], f["place_kind"]
            self.sessions[key][1] += sign * f["people"]

    def _add_turns(self, team: str, day: str, f: Mapping[str, Any], sign: int) -> None:
        age_band, place_kind = f["age_band"], f["place_kind"]
        for name, done in help_session.services_of(f):
            service, people, outcome = name[CODE_STARTS:], sign * done["people"], done["outcome"]
            self.helped[team, day, service, outcome, age_band, place_kind] += people
            if reasons := done["reasons"]:
                for reason in dict.fromkeys(reasons):
                    self.reasons[team, day, service, outcome, reason] += people

    def turns(self, outcomes_counting: Collection[str]) -> Iterator[tuple[TurnKey, int, int]]:
        """By key the people who came for a service, and those of them whose outcome counts as a
        turn: one of these codes."""
        for key, people in self.helped.items():
            yield key, people, people if key[3] in outcomes_counting else 0


def _nothing() -> list[int]:
    return [0, 0]
