"""Moving the totals by what records add and no longer add (PROTOCOL 5.5)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from server.extensions import Base
from server.organisation.store import UnitChains
from server.tallies import store
from server.tallies.tables import PresenceTally, ReasonTally, ScopeTally, SessionTally, TurnTally
from server.upserts import AnySession
from sync.contribution import Contribution

Pair = list[int]
Present = Mapping[store.PresenceKey, tuple[str, int]]
TABLES: tuple[type[Base], ...] = (ScopeTally, SessionTally, TurnTally, ReasonTally, PresenceTally)


@dataclass
class Movement:
    """The sum of many contributions: for each key of day, how much to add."""

    sessions: dict[tuple[str, str, str, str], Pair] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )
    turns: dict[tuple[str, str, str, str, str, str], Pair] = field(
        default_factory=lambda: defaultdict(lambda: [0, 0])
    )
    reasons: dict[tuple[str, str, str, str, str], int] = field(
        default_factory=lambda: defaultdict(int)
    )
    presence: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    affiliations: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def add(self, contribution: Contribution, sign: int) -> None:
        """Adds (`sign` 1) or takes away (-1) what one record contributes."""
        for session_key, (sessions, people) in contribution.sessions.items():
            self.sessions[session_key][0] += sign * sessions
            self.sessions[session_key][1] += sign * people
        for turn_key, (people, turns) in contribution.turns.items():
            self.turns[turn_key][0] += sign * people
            self.turns[turn_key][1] += sign * turns
        for reason_key, people in contribution.reasons.items():
            self.reasons[reason_key] += sign * people
        for team, day, member, affiliation in contribution.presence:
            self.presence[team, day, member] += sign
            if sign > 0:
                self.affiliations[team, day, member] = affiliation


def apply_contributions(
    session: AnySession,
    chains: UnitChains,
    present: Present,
    minus: Iterable[Contribution],
    plus: Iterable[Contribution],
) -> None:
    """Takes `minus` out of the kept totals and puts `plus` in. `present` are the presences that are
    kept, of all whom a contribution names. Call it with the clock taken: that lock is what keeps
    two writers from counting one presence twice."""
    movement = Movement()
    for contribution in minus:
        movement.add(contribution, -1)
    for contribution in plus:
        movement.add(contribution, 1)
    _move(session, chains, present, movement)


def _move(session: AnySession, chains: UnitChains, present: Present, movement: Movement) -> None:
    """Adds a movement to the totals of the teams and of every unit above them on the day."""
    forces = _change_presence(session, present, movement)
    spread = spread_of(chains.above, movement, forces)
    for table in TABLES:
        store.add_to_tally(session, table, spread.rows(table))


def spread_of(
    chain: Callable[[str, str], list[str]],
    movement: Movement,
    forces: Mapping[tuple[str, str, str], int],
) -> "Spread":
    """What a movement adds to every scope. `chain` tells the units above a team on a day, `forces`
    how many presences came (or went) by (team, day, affiliation)."""
    spread = Spread(chain)
    whole: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (team, day, age, place), values in movement.sessions.items():
        spread.add(SessionTally, team, day, (age, place), values)
        whole[team, day][0] += values[0]
        whole[team, day][1] += values[1]
    for (team, day, *rest), values in movement.turns.items():
        spread.add(TurnTally, team, day, tuple(rest), values)
        whole[team, day][2] += values[1]
    for (team, day), sums in whole.items():
        spread.add(ScopeTally, team, day, (), sums)
    for (team, day, *rest), people in movement.reasons.items():
        spread.add(ReasonTally, team, day, tuple(rest), (people,))
    for (team, day, affiliation), turns in forces.items():
        spread.add(PresenceTally, team, day, (affiliation,), (turns,))
    return spread


class Spread:
    """Totals of teams by day, spread over every scope and period they count in: the team and
    each unit above it, the day and its month."""

    def __init__(self, chain: Callable[[str, str], list[str]]) -> None:
        self._chain = chain
        self._places: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        self._totals: dict[type[Base], dict[tuple[str, ...], list[int]]] = defaultdict(dict)

    def add(
        self, table: type[Base], team: str, day: str, key: tuple[str, ...], values: Sequence[int]
    ) -> None:
        """Adds the values of one key of a team's day to all that it counts in."""
        totals = self._totals[table]
        for place in self._places_of(team, day):
            total = totals.get(place + key)
            if total is None:
                totals[place + key] = list(values)
            else:
                for at, value in enumerate(values):
                    total[at] += value

    def rows(self, table: type[Base]) -> list[store.Total]:
        """The rows to add to a table, without those of nothing."""
        totals = self._totals[table]
        return [(*key, *values) for key, values in totals.items() if any(values)]

    def _places_of(self, team: str, day: str) -> list[tuple[str, str, str]]:
        """(sort of scope, scope, period) of all in which a team's day counts."""
        if (team, day) not in self._places:
            scopes = [("team", team), *(("unit", unit) for unit in self._chain(team, day))]
            self._places[team, day] = [
                (*scope, period) for scope in scopes for period in (day, day[:7])
            ]
        return self._places[team, day]


def _change_presence(
    session: AnySession, kept: Present, movement: Movement
) -> dict[tuple[str, str, str], int]:
    """Moves the number of sessions in which a member took part on a day in a team. Answers how
    many presences came (or went) by (team, day, affiliation)."""
    moved = {key: delta for key, delta in movement.presence.items() if delta}
    turns: dict[tuple[str, str, str], int] = defaultdict(int)
    rows, gone = [], []
    for key, delta in sorted(moved.items()):
        affiliation, before = kept.get(key, (movement.affiliations.get(key, ""), 0))
        after = before + delta
        if after > 0:
            rows.append((*key, affiliation, after))
        else:
            gone.append(key)
        if (after > 0) != (before > 0):
            turns[key[0], key[1], affiliation] += 1 if after > 0 else -1
    store.put_presences(session, rows, gone)
    return turns
