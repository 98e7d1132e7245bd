"""What changes by acts alone, and is read for nearly every answer: units, where teams stood, targets.

Every act stands in the audit trail with what it changed, in one transaction. So what was read is read
anew only when the trail holds another act; what phones bring stands there too, some thousand times a
day, and is none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect

from server.database.clock import today
from server.database.connections import Connectable
from server.database.sql import Query, fetch_pipelined


class Version(NamedTuple):
    """A query whose answer is another one as soon as anything changes that is cached, and what it was
    told before anything was asked."""

    query: Query[Any]
    told: Any


class _Remembered:
    """What one answer has read so far, and the version as of its beginning."""

    def __init__(self, version: Version) -> None:
        self.version = version.query
        self.as_of = version.told, today()
        self.answers: dict[str, Any] = {}


_remembered: ContextVar[_Remembered | None] = ContextVar("remembered", default=None)
_AsOf = tuple[Any, str]
# By database and query: at which version and on which day it was asked, and the answer.
_kept: dict[tuple[Dialect, str], tuple[_AsOf, Any]] = {}


@contextmanager
def cached(version: Version) -> Iterator[None]:
    """While an answer is worked out for which nothing is written."""
    before = _remembered.set(_Remembered(version))
    try:
        yield
    finally:
        _remembered.reset(before)


def forget() -> None:
    """For whoever puts rows into a database past all that writes to the audit trail."""
    _kept.clear()


def fetch_cached(database: Connectable, *queries: Query[Any]) -> list[Any]:
    """As `fetch_pipelined`, of what only acts change; the queries have no parameters, and what is made of
    the rows may depend on the day. Outside of `cached` they are fetched each time. Inside they are
    fetched once, and not at all while the last result holds."""
    known = _remembered.get()
    if known is None:
        return fetch_pipelined(database, *queries)
    new = [each for each in queries if each.sql not in known.answers]
    if new:
        _learn(known, database, new)
    return [known.answers[each.sql] for each in queries]


def _learn(known: _Remembered, database: Connectable, new: Sequence[Query[Any]]) -> None:
    dialect = database.dialect if isinstance(database, Connection) else database.get_bind().dialect
    missing = []
    for each in new:
        as_of, answer = _kept.get((dialect, each.sql), (None, None))
        if as_of == known.as_of:
            known.answers[each.sql] = answer
        else:
            missing.append(each)
    if not missing:
        return
    *told, version = fetch_pipelined(database, *missing, known.version)
    for each, answer in zip(missing, told, strict=True):
        known.answers[each.sql] = answer
        if version == known.as_of[0]:  # else it may be as of before or after it
            _kept[dialect, each.sql] = known.as_of, answer
