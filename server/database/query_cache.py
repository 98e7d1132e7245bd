"""What changes by acts alone, and is read for nearly every answer: units, where teams stood, targets.

Every act stands in the audit trail with what it changed, in one transaction. So what was read is read
anew only when the trail holds another act; what phones bring stands there too, some thousand times a
day, and is none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Dialect

from server.audit.tables import IS_ACT
from server.database.clock import today
from server.database.sql import Connectable, Query, fetch_pipelined

ACTS = f"""
SELECT STRING_AGG(CAST(id AS TEXT) || ' ' || TS_TEXT(at), ',') FROM (
 SELECT id, at FROM audit_entry WHERE {IS_ACT} ORDER BY id DESC LIMIT 300
) AS newest
"""
"""The newest acts. More than one, since of several writers one may commit an earlier entry after a
later one; and with their times, since a server restored from a backup gives numbers out again."""
_ACTS: Query[str | None] = Query(ACTS, {}, lambda rows: rows[0][0])


class _Remembered:
    """What one answer has asked for so far, and the newest acts as of its beginning."""

    def __init__(self, acts: str | None) -> None:
        self.as_of = acts, today()
        self.answers: dict[str, Any] = {}


_remembered: ContextVar[_Remembered | None] = ContextVar("remembered", default=None)
_AsOf = tuple[str | None, str]
# By database and question: after which acts and on which day it was asked, and the answer.
_kept: dict[tuple[Dialect, str], tuple[_AsOf, Any]] = {}


@contextmanager
def cached(acts: str | None) -> Iterator[None]:
    """While an answer is worked out for which nothing is written; `acts` is what `ACTS` told before."""
    before = _remembered.set(_Remembered(acts))
    try:
        yield
    finally:
        _remembered.reset(before)


def forget() -> None:
    """For whoever puts rows into a database past all that writes to the audit trail."""
    _kept.clear()


def fetch_cached(database: Connectable, *questions: Query[Any]) -> list[Any]:
    """As `fetch_pipelined`, of what only acts change; the questions have no values, and what is made of
    the rows may depend on the day. Outside of `cached` they are asked each time. Inside they are
    asked once, and not at all while the last answer holds."""
    known = _remembered.get()
    if known is None:
        return fetch_pipelined(database, *questions)
    new = [each for each in questions if each.said not in known.answers]
    if new:
        _learn(known, database, new)
    return [known.answers[each.said] for each in questions]


def _learn(known: _Remembered, database: Connectable, new: Sequence[Query[Any]]) -> None:
    dialect = database.dialect if isinstance(database, Connection) else database.get_bind().dialect
    missing = []
    for each in new:
        as_of, answer = _kept.get((dialect, each.said), (None, None))
        if as_of == known.as_of:
            known.answers[each.said] = answer
        else:
            missing.append(each)
    if not missing:
        return
    *told, acts = fetch_pipelined(database, *missing, _ACTS)
    for each, answer in zip(missing, told, strict=True):
        known.answers[each.said] = answer
        if acts == known.as_of[0]:  # else it may be as of before or after them
            _kept[dialect, each.said] = known.as_of, answer
