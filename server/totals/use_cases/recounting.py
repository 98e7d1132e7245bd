"""The proof of the totals: counted again from the changes alone, by other code, and compared; and
what is kept, made to be what was counted."""

import gc
from dataclasses import dataclass
from typing import Any

from server.audit.writing import SYSTEM, record_audit
from server.database.engine import Base, db
from server.records.writer import writing
from server.totals import store
from server.totals.proof.cells import TALLIES
from server.totals.proof.compare import Difference, Key
from server.totals.proof.further import further_differences, sources
from server.totals.proof.recount import ScopeRecount
from server.totals.tables import FigureTally, Presence


@dataclass(frozen=True)
class Recount:
    """How many sessions were counted, how many totals compared, and what was found."""

    sessions: int
    totals: int
    differences: list[Difference]


def recount() -> Recount:
    """Folds all changes of help sessions in the order of their numbers, adds up what counts, and
    compares every kept total with the outcome; so with what stands beside the three figures. Reads only, all of it as of one moment, and no
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
        for source in sources():
            source.mend(db.session)
        for table in _TALLIES:
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
    """What the changes give against what is kept; and as what each member took part whose presence
    is not kept as it was counted."""
    # It makes millions of small things and no cycles: to look for those takes a third of its time.
    gc.disable()
    try:
        counting = ScopeRecount()
        counting.count()
    finally:
        gc.enable()
    found = counting.comparison
    compared, further = further_differences(db.session)
    differences = sorted(found.differences, key=lambda each: (_PLACES[each.table], each.key))
    result = Recount(len(counting.sessions), found.compared + compared, [*differences, *further])
    return result, counting.affiliations


_TALLIES: tuple[type[Base], ...] = (*TALLIES, FigureTally)
_TABLES: tuple[type[Base], ...] = (*TALLIES, Presence)
_PLACES = {table.__tablename__: place for place, table in enumerate(_TABLES)}
