"""The proof of the totals: counted again from the changes alone, by other code, and compared."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.extensions import db
from server.library.store import outcomes_that_count
from server.organisation.store import memberships_of, unit_chain
from server.syncing.store.changes import applied_changes
from server.tallies import store
from server.tallies.affiliations import affiliation_on
from server.tallies.tables import Presence, PresenceTally, SessionTally, TurnTally

Key = tuple[str, ...]
Counts = dict[Key, list[int]]
SERVICE = "services."
TABLES = (SessionTally, TurnTally, PresenceTally)


@dataclass(frozen=True)
class Difference:
    """A kept total that is not what the changes give."""

    table: str
    key: Key
    kept: tuple[int, ...]
    counted: tuple[int, ...]


@dataclass(frozen=True)
class Recount:
    """How many sessions were counted, how many totals compared, and what was found."""

    sessions: int
    totals: int
    differences: list[Difference]


def recount() -> Recount:
    """Folds all changes of help sessions in the order of their numbers, adds up what counts, and
    compares every kept total with the outcome. Reads only, all of it as of one moment, and no
    writer waits for it."""
    db.session.rollback()
    options: dict[str, Any] = {"sqlite_immediate": False}
    if db.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    db.session.connection(execution_options=options)
    counted = [f for f, state in _folded().values() if state == "counted"]
    kept: dict[str, Mapping[Key, tuple[int, ...]]] = {
        table.__tablename__: store.all_rows(db.session, table) for table in TABLES
    }
    kept[Presence.__tablename__] = store.all_presences(db.session)
    found: list[Difference] = []
    compared = 0
    for name, expected in _count(counted).items():
        ours = {key: tuple(values) for key, values in expected.items() if any(values)}
        keys = kept[name].keys() | ours.keys()
        compared += len(keys)
        found += [
            Difference(name, key, kept[name].get(key, ()), ours.get(key, ()))
            for key in sorted(keys)
            if kept[name].get(key) != ours.get(key)
        ]
    db.session.rollback()
    return Recount(len(counted), compared, found)


def _folded() -> dict[str, tuple[dict[str, Any], str]]:
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for record, applied, state in applied_changes(db.session, "help_session"):
        fields = found[record][0] if record in found else {}
        fields = {**fields, **applied}
        found[record] = ({k: v for k, v in fields.items() if v is not None}, state)
    return found


def _count(sessions: list[dict[str, Any]]) -> dict[str, Counts]:
    outcomes = outcomes_that_count(db.session)
    by_session: Counts = defaultdict(lambda: [0, 0])
    by_turn: Counts = defaultdict(lambda: [0, 0])
    by_force: Counts = defaultdict(lambda: [0])
    present: Counts = defaultdict(lambda: [0])
    chains: dict[tuple[str, str], list[str]] = {}
    for f in sessions:
        team, day = f["team"], f["day"]
        if (team, day) not in chains:
            chains[team, day] = unit_chain(team, day)
        tail = (f["age_band"], f["place_kind"])
        for member in {f["author"], *f.get("companions", [])}:
            _add(present[team, day, member], 1)
        for scope in _scopes(team, day, chains):
            _add(by_session[*scope, *tail], 1, f["people"])
            for name, done in f.items():
                if name.startswith(SERVICE):
                    key = (*scope, name.removeprefix(SERVICE), done["outcome"], *tail)
                    turns = done["people"] if done["outcome"] in outcomes else 0
                    _add(by_turn[key], done["people"], turns)
    # As what somebody took part is fixed when the presence is first counted: a membership that
    # changes later does not change what was (9.3).
    known = store.presences(db.session, [(team, day, who) for team, day, who in present])
    members = memberships_of({member for _, _, member in present})
    for team, day, member in present:
        kept = known.get((team, day, member))
        affiliation = kept[0] if kept else affiliation_on(members.get(member, []), team, day)
        for scope in _scopes(team, day, chains):
            _add(by_force[*scope, affiliation], 1)
    return {
        SessionTally.__tablename__: by_session,
        TurnTally.__tablename__: by_turn,
        PresenceTally.__tablename__: by_force,
        Presence.__tablename__: present,
    }


def _scopes(
    team: str, day: str, chains: Mapping[tuple[str, str], list[str]]
) -> Iterator[tuple[str, str, str]]:
    for period in (day, day[:7]):
        yield ("team", team, period)
        for unit in chains[team, day]:
            yield ("unit", unit, period)


def _add(total: list[int], *values: int) -> None:
    for place, value in enumerate(values):
        total[place] += value
