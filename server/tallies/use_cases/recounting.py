"""The proof of the totals: counted again from the changes alone, by other code, and compared; and
what is kept, made to be what was counted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.extensions import Base, db
from server.library.store import outcomes_that_count
from server.operations.audit import SYSTEM, record_audit
from server.organisation.store import UnitChains, memberships_of
from server.syncing.store.changes import applied_changes
from server.syncing.writing import writing
from server.tallies import store
from server.tallies.affiliations import affiliation_on
from server.tallies.tables import Presence, PresenceTally, ReasonTally, SessionTally, TurnTally

Key = tuple[str, ...]
Counts = dict[Key, list[int]]
SERVICE = "services."
TABLES: tuple[type[Base], ...] = (SessionTally, TurnTally, ReasonTally, PresenceTally)


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
    result, _ = _compare()
    db.session.rollback()
    return result


def rebuild() -> Recount:
    """Makes every kept total what the changes give, in one transaction, and answers what was not.
    For a server whose totals are wrong, or that began to keep a new sort of them after it had
    records. Writers wait for it: it holds the clock."""
    db.session.rollback()
    with writing(db.session):
        result, affiliations = _compare()
        for table in TABLES:
            store.put_totals(db.session, table, _counted(result, table))
        present = _counted(result, Presence)
        store.put_presences(
            db.session,
            [
                (team, day, who, affiliations[team, day, who], values[0])
                for (team, day, who), values in present.items()
                if values
            ],
            [(team, day, who) for (team, day, who), values in present.items() if not values],
        )
        details = {"totals": result.totals, "changed": len(result.differences)}
        record_audit(db.session, SYSTEM, "totals_rebuilt", ("tallies", "all"), details)
    db.session.commit()
    return result


def _counted(result: Recount, table: type[Base]) -> dict[Key, tuple[int, ...]]:
    """What the totals of a table that are wrong should be; () for those that should not be."""
    name = table.__tablename__
    return {each.key: each.counted for each in result.differences if each.table == name}


def _compare() -> tuple[Recount, dict[Key, str]]:
    """What the changes give against what is kept; and as what each member took part."""
    counted = [f for f, state in _folded().values() if state == "counted"]
    kept: dict[str, Mapping[Key, tuple[int, ...]]] = {
        table.__tablename__: store.all_rows(db.session, table) for table in TABLES
    }
    kept[Presence.__tablename__] = store.all_presences(db.session)
    found: list[Difference] = []
    compared = 0
    expectations, affiliations = _count(counted)
    for name, expected in expectations.items():
        ours = {key: tuple(values) for key, values in expected.items() if any(values)}
        keys = kept[name].keys() | ours.keys()
        compared += len(keys)
        found += [
            Difference(name, key, kept[name].get(key, ()), ours.get(key, ()))
            for key in sorted(keys)
            if kept[name].get(key) != ours.get(key)
        ]
    return Recount(len(counted), compared, found), affiliations


def _folded() -> dict[str, tuple[dict[str, Any], str]]:
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for record, applied, state in applied_changes(db.session, "help_session"):
        fields = found[record][0] if record in found else {}
        fields = {**fields, **applied}
        found[record] = ({k: v for k, v in fields.items() if v is not None}, state)
    return found


def _count(sessions: list[dict[str, Any]]) -> tuple[dict[str, Counts], dict[Key, str]]:
    outcomes = outcomes_that_count(db.session)
    by_session: Counts = defaultdict(lambda: [0, 0])
    by_turn: Counts = defaultdict(lambda: [0, 0])
    by_reason: Counts = defaultdict(lambda: [0])
    by_force: Counts = defaultdict(lambda: [0])
    present: Counts = defaultdict(lambda: [0])
    chains = UnitChains()
    for f in sessions:
        team, day = f["team"], f["day"]
        tail = (f["age_band"], f["place_kind"])
        for member in {f["author"], *f.get("companions", [])}:
            _add(present[team, day, member], 1)
        for scope in _scopes(team, day, chains):
            _add(by_session[*scope, *tail], 1, f["people"])
            for name, done in f.items():
                if name.startswith(SERVICE):
                    key = (*scope, name.removeprefix(SERVICE), done["outcome"])
                    turns = done["people"] if done["outcome"] in outcomes else 0
                    _add(by_turn[*key, *tail], done["people"], turns)
                    for reason in set(done["reasons"]):
                        _add(by_reason[*key, reason], done["people"])
    # As what somebody took part is fixed when the presence is first counted: a membership that
    # changes later does not change what was (9.3).
    known = store.presences(db.session, [(team, day, who) for team, day, who in present])
    members = memberships_of({member for _, _, member in present})
    affiliations: dict[Key, str] = {}
    for team, day, member in present:
        kept = known.get((team, day, member))
        affiliation = kept[0] if kept else affiliation_on(members.get(member, []), team, day)
        affiliations[team, day, member] = affiliation
        for scope in _scopes(team, day, chains):
            _add(by_force[*scope, affiliation], 1)
    found = {
        SessionTally.__tablename__: by_session,
        TurnTally.__tablename__: by_turn,
        ReasonTally.__tablename__: by_reason,
        PresenceTally.__tablename__: by_force,
        Presence.__tablename__: present,
    }
    return found, affiliations


def _scopes(team: str, day: str, chains: UnitChains) -> Iterator[tuple[str, str, str]]:
    units = chains.above(team, day)
    for period in (day, day[:7]):
        yield ("team", team, period)
        for unit in units:
            yield ("unit", unit, period)


def _add(total: list[int], *values: int) -> None:
    for place, value in enumerate(values):
        total[place] += value
