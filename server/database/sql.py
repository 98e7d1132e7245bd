"""Queries of every round, in plain SQL and past SQLAlchemy, whose way from a statement to its rows costs
ten times what the rows do.

Values come as the database's driver has them: moments and JSON are not what they are elsewhere, so
ask for none of them, or make them text."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import orjson
import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus
from sqlalchemy import Connection, Dialect, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from server.database.errors import IDLE_TIMEOUT

AnySession = Session | scoped_session[Any]
Connectable = AnySession | Connection
# In JSON that a query spells a colon follows a quote.
_NAME = re.compile(r"(?<![:\"]):([a-z_0-9]+)")
_MOMENT = re.compile(r"TS_TEXT\((M(?:AX|IN)\([a-z_.]+\)|[a-z_.]+)\)")
_AMONG = re.compile(r"IN_JSON\(:([a-z_0-9]+)\)")
_VALUES_A_STATEMENT = 500
_PIPELINE = "pipeline to leave"
Result = TypeVar("Result")
Statement = tuple[str, Mapping[str, Any]]


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


def fetch_pipelined(database: Connectable, *queries: Query[Any]) -> list[Any]:
    """The results of queries that are sent one after the other, each as of its own moment: to PostgreSQL
    through a pipeline, so that it has all of them before anybody waits for the first result."""
    return _fetch_together(_connection(database), queries)


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


@contextmanager
def pipeline(session: AnySession) -> Iterator[None]:
    """For a transaction that writes, up to its commit, which is inside. PostgreSQL gets statements in
    pipeline mode: nothing is waited for until rows are fetched, at the latest until the commit; what
    goes wrong is raised there, and the transaction has to go back. SQLAlchemy's own statements need
    their results at once, so their place is inside `sync_point`."""
    connection = _connection(session)
    with ExitStack() as opened:
        if is_postgres(connection):
            # The commit gives the connection back: `_leave_pipeline` does not wait for us.
            connection.info[_PIPELINE] = opened
            _enter(connection, opened)
        yield


@contextmanager
def sync_point(session: AnySession) -> Iterator[None]:
    """Inside `pipeline`: the results of all that was executed before are waited for, and so are those of
    what is executed here. After an error it stays so: the transaction has to go back."""
    connection = _connection(session)
    opened: ExitStack | None = connection.info.get(_PIPELINE)
    if opened is None:
        yield
        return
    with raw_connection(connection, ""):
        opened.close()
    yield
    _enter(connection, opened)


def _enter(connection: Connection, opened: ExitStack) -> None:
    with raw_connection(connection, "") as driver:
        opened.enter_context(driver.pipeline())


@event.listens_for(Pool, "reset")
def _leave_pipeline(driver: Any, record: ConnectionPoolEntry, state: object) -> None:
    """A connection goes back as it came. What fails here failed before, and was raised."""
    opened = record.info.pop(_PIPELINE, None)
    if opened is None:
        return
    with suppress(psycopg.Error):
        opened.close()
        if driver.info.transaction_status != TransactionStatus.IDLE:
            driver.rollback()
    if driver.broken:
        record.invalidate()


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
def raw_connection(connection: Connection, statement: str) -> Iterator[Any]:
    """The driver's own connection, in the transaction of this one. What goes wrong with a statement
    on it is raised as SQLAlchemy raises it; a connection that broke is given up."""
    if not connection.in_transaction():
        connection.begin()
    driver: Any = connection.connection.driver_connection
    try:
        yield driver
    except (sqlite3.Error, psycopg.Error) as error:
        dialect = connection.dialect
        is_broken = _is_broken(dialect, driver, error)
        sort = psycopg.Error if isinstance(error, psycopg.Error) else sqlite3.Error
        raised = DBAPIError.instance(
            statement, None, _as_shutdown(error), sort,
            hide_parameters=True, connection_invalidated=is_broken, dialect=dialect,
        )  # fmt: skip
        if is_broken:
            connection.invalidate(error)
        raise raised from error


def _is_broken(dialect: Dialect, driver: Any, error: Any) -> bool:
    """Whether a connection has come to its end. A server that goes says so with a last answer, before
    the driver has noticed."""
    said_goodbye = (getattr(error, "sqlstate", None) or "").startswith(_GOODBYE)
    return bool(said_goodbye or dialect.is_disconnect(error, driver, None))


_GOODBYE = ("57P", IDLE_TIMEOUT)
"""The class of PostgreSQL's "operator intervention": shut down, crashed, cannot connect now; and the
end of a transaction that asked nothing."""


def _as_shutdown(error: Any) -> Any:
    """A connection that PostgreSQL ended is no defect of ours, whatever psycopg calls it."""
    if getattr(error, "sqlstate", None) != IDLE_TIMEOUT:
        return error
    return psycopg.errors.AdminShutdown(*error.args)


def is_postgres(connection: Connection) -> bool:
    """Whether the connection is to PostgreSQL, and not to SQLite."""
    return connection.dialect.name == "postgresql"


def is_outside_pipeline(connection: Connection) -> bool:
    """Whether a connection to PostgreSQL waits for each answer: there is no pipeline."""
    return _is_waiting(connection.connection.driver_connection)


def _is_waiting(driver: Any) -> bool:
    return bool(driver.pgconn.pipeline_status == PipelineStatus.OFF)


def _connection(database: Connectable) -> Connection:
    if isinstance(database, Connection):
        return database
    database.flush()
    return database.connection()


@contextmanager
def _cursor(
    database: Connectable, sql: str, params: Mapping[str, Any], *, returns_rows: bool = False
) -> Iterator[Any]:
    """The cursor of a statement. Rows are to be taken inside: in a pipeline only that shows whether
    it failed."""
    connection = _connection(database)
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
    run = _run_pipelined if postgres else _run_each
    with raw_connection(connection, ";".join(sql for sql, _ in statements)) as driver:
        found = run(driver, statements, before, after)
        return [each.read(rows) for each, rows in zip(queries, found, strict=True)]


def _run_pipelined(
    driver: Any, statements: Sequence[Statement], before: Sequence[str], after: Sequence[str]
) -> list[Sequence[Any]]:
    many = len(before) + len(statements) + len(after) > 1
    with driver.pipeline() if many and _is_waiting(driver) else nullcontext():
        for each in before:
            driver.execute(each)
        # What is queried is queried again: the driver alone would prepare it from the sixth time on.
        cursors = [driver.execute(*each, prepare=True) for each in statements]
        for each in after:
            driver.execute(each)
    return [cursor.fetchall() for cursor in cursors]


def _run_each(
    driver: Any, statements: Sequence[Statement], before: Sequence[str], after: Sequence[str]
) -> list[Sequence[Any]]:
    for each in before:
        driver.execute(each)
    found = [driver.execute(*each).fetchall() for each in statements]
    for each in after:
        driver.execute(each)
    return found


@cache
def _in_dialect(query: str, postgres: bool) -> str:
    if not postgres:
        query = _AMONG.sub(r"IN (SELECT value FROM json_each(:\1))", query)
        # STRING_AGG is another name for it from SQLite 3.44 on.
        return _MOMENT.sub(r"\1", query.replace("STRING_AGG(", "GROUP_CONCAT("))
    array = r"= ANY(ARRAY(SELECT json_array_elements_text(CAST(:\1 AS json))))"
    text = r"TO_CHAR(\1 AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    return _MOMENT.sub(text, _NAME.sub(r"%(\1)s", _AMONG.sub(array, query)))
