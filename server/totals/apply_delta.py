"""Moving the totals by what records add and no longer add (PROTOCOL 5.5)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from server.database.connections import AnySession
from server.database.engine import Base
from server.totals import store
from server.totals.tables import PresenceTally, ReasonTally, ScopeTally, SessionTally, TurnTally
from sync.contribution import PresenceKey, Sums

Present = Mapping[PresenceKey, tuple[str, int]]
Forces = Mapping[tuple[str, str, str], int]
TABLES: tuple[type[Base], ...] = (ScopeTally, SessionTally, TurnTally, ReasonTally, PresenceTally)


@dataclass(frozen=True)
class Basis:
    """What totals depend on besides the records: which outcomes count as a turn, as what a member
    took part in a team on a day (member, team, day), and the units above a team on a day."""

    outcomes: Collection[str]
    affiliation: Callable[[str, str, str], str]
    chain: Callable[[str, str], list[str]]


def move_totals(session: AnySession, basis: Basis, present: Present, sums: Sums) -> None:
    """Adds sums to the kept totals of the teams and of every unit above them on the day. `present`
    are the presences that are kept, of all whom the sums name. Call it with the clock taken: that
    lock is what keeps two writers from counting one presence twice."""
    forces = _change_presence(session, basis, present, sums)
    spread = spread_of(basis, sums, forces)
    for table in TABLES:
        store.add_to_tally(session, table, spread.rows(table))


def spread_of(basis: Basis, sums: Sums, forces: Forces) -> "Spread":
    """What sums add to every scope. `forces` tell how many presences came (or went) by (team, day,
    affiliation)."""
    spread = Spread(basis.chain)
    whole: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (team, day, age, place), values in sums.sessions.items():
        spread.add(SessionTally, team, day, (age, place), values)
        whole[team, day][0] += values[0]
        whole[team, day][1] += values[1]
    for (team, day, *rest), people, turns in sums.turns(basis.outcomes):
        spread.add(TurnTally, team, day, tuple(rest), (people, turns))
        whole[team, day][2] += turns
    for (team, day), values in whole.items():
        spread.add(ScopeTally, team, day, (), values)
    for (team, day, *rest), people in sums.reasons.items():
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
    session: AnySession, basis: Basis, kept: Present, sums: Sums
) -> dict[tuple[str, str, str], int]:
    """Moves the number of sessions in which a member took part on a day in a team. Answers how
    many presences came (or went) by (team, day, affiliation). One that is kept keeps its
    affiliation."""
    turns: dict[tuple[str, str, str], int] = defaultdict(int)
    rows, gone = [], []
    for (team, day, member), delta in sorted(sums.presence.items()):
        if not delta:
            continue
        affiliation, before = kept.get((team, day, member)) or (
            basis.affiliation(member, team, day),
            0,
        )
        after = before + delta
        if after > 0:
            rows.append((team, day, member, affiliation, after))
        else:
            gone.append((team, day, member))
        if (after > 0) != (before > 0):
            turns[team, day, affiliation] += 1 if after > 0 else -1
    store.put_presences(session, rows, gone)
    return turns
