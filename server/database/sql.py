"""Queries of every round, in plain SQL and past SQLAlchemy, whose way from a statement to its rows costs
ten times what the rows do.

Values come as the database's driver has them: moments and JSON are not what they are elsewhere, so
ask for none of them, or make them text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import orjson
from sqlalchemy import Connection

from server.database.connections import Connectable, connection_of, is_postgres, raw_connection
from server.database.pipeline import run_each, run_pipelined

# In JSON that a query spells a colon follows a quote.
_NAME = re.compile(r"(?<![:\"]):([a-z_0-9]+)")
_MOMENT = re.compile(r"TS_TEXT\((M(?:AX|IN)\([a-z_.]+\)|[a-z_.]+)\)")
_AMONG = re.compile(r"IN_JSON\(:([a-z_0-9]+)\)")
_VALUES_A_STATEMENT = 500
_ROWS_AT_A_TIME = 500
Result = TypeVar("Result")


@dataclass(frozen=True)
class Query(Generic[Result]):
    """A statement with its named parameters, and what makes a result of its rows: it can be sent together
    with others."""

    sql: str
    params: Mapping[str, Any]
    read: Callable[[Sequence[Any]], Result]


def fetch_all(database: Connectable, query: str, **params: Any) -> Sequence[Any]:
    """The rows of a query whose parameters are named `:so`. `x IN_JSON(:ids)` is true of every x in the
    list that `json_array` makes, and `TS_TEXT(x)` a moment as text that is as large as the moment is
    late (for `read_moment`). What a session has not written yet is written before."""
    return fetch(database, Query(query, params, _as_rows))


def fetch(database: Connectable, query: Query[Result]) -> Result:
    """The result of one query."""
    with _cursor(database, query.sql, query.params, returns_rows=True) as cursor:
        return query.read(cursor.fetchall())


def iterate(database: Connectable, query: str, **params: Any) -> Iterator[Any]:
    """The rows of a query as `fetch_all` asks it, some at a time: of so many that all at once would take much
    memory."""
    with _cursor(database, query, params, returns_rows=True) as cursor:
        while rows := cursor.fetchmany(_ROWS_AT_A_TIME):
            yield from rows


def fetch_pipelined(database: Connectable, *queries: Query[Any]) -> list[Any]:
    """The results of queries that are sent one after the other, each as of its own moment: to PostgreSQL
    through a pipeline, so that it has all of them before anybody waits for the first result."""
    return _fetch_together(connection_of(database), queries)


def fetch_snapshot(connection: Connection, *queries: Query[Any]) -> list[Any]:
    """The same, all of them as of one moment. The connection is one of `autocommit_connection`."""
    before = _BEGIN_VIEW if is_postgres(connection) else ("BEGIN",)
    return _fetch_together(connection, queries, before, ("COMMIT",))


# What is fetched so stands in the order of an index. Of a table that it has not counted yet PostgreSQL
# would rather gather all rows and sort them, for each page anew.
_BEGIN_VIEW = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL enable_bitmapscan = off",
)


def execute(database: Connectable, statement: str, **params: Any) -> None:
    """Executes a statement whose parameters are named `:so`, and fetches nothing."""
    with _cursor(database, statement, params):
        pass


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in order, each once, as many at a time as one statement of SQLAlchemy names."""
    wanted = sorted(set(values))
    for start in range(0, len(wanted), _VALUES_A_STATEMENT):
        yield wanted[start : start + _VALUES_A_STATEMENT]


def json_array(values: Iterable[str]) -> str:
    """A list as one parameter: the statement is the same however many are in it."""
    return orjson.dumps(list(values)).decode()


@contextmanager
def _cursor(
    database: Connectable, sql: str, params: Mapping[str, Any], *, returns_rows: bool = False
) -> Iterator[Any]:
    """The cursor of a statement. Rows are to be taken inside: in a pipeline only that shows whether
    it failed."""
    connection = connection_of(database)
    postgres = is_postgres(connection)
    statement = _in_dialect(sql, postgres)
    with raw_connection(connection, statement) as driver:
        if postgres and returns_rows:
            yield driver.execute(statement, params, prepare=True)
        else:
            yield driver.execute(statement, params)


def _as_rows(rows: Sequence[Any]) -> Sequence[Any]:
    return rows


def _fetch_together(
    connection: Connection,
    queries: Sequence[Query[Any]],
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> list[Any]:
    """`before` is executed before the first query, `after` after the last."""
    if not queries:
        return []
    postgres = is_postgres(connection)
    statements = [(_in_dialect(each.sql, postgres), each.params) for each in queries]
    run = run_pipelined if postgres else run_each
    with raw_connection(connection, ";".join(sql for sql, _ in statements)) as driver:
        found = run(driver, statements, before, after)
        return [each.read(rows) for each, rows in zip(queries, found, strict=True)]


@cache
def _in_dialect(query: str, postgres: bool) -> str:
    if not postgres:
        query = _AMONG.sub(r"IN (SELECT value FROM json_each(:\1))", query)
        # STRING_AGG is another name for it from SQLite 3.44 on.
        return _MOMENT.sub(r"\1", query.replace("STRING_AGG(", "GROUP_CONCAT("))
    array = r"= ANY(ARRAY(SELECT json_array_elements_text(CAST(:\1 AS json))))"
    text = r"TO_CHAR(\1 AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    return _MOMENT.sub(text, _NAME.sub(r"%(\1)s", _AMONG.sub(array, query)))
