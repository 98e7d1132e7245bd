"""Questions that are asked at every round, in plain SQL and past SQLAlchemy, whose way from a question
to its answer costs ten times what the answer does.

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
# In JSON that a question spells a colon follows a quote.
_NAME = re.compile(r"(?<![:\"]):([a-z_0-9]+)")
_MOMENT = re.compile(r"TS_TEXT\((M(?:AX|IN)\([a-z_.]+\)|[a-z_.]+)\)")
_AMONG = re.compile(r"IN_JSON\(:([a-z_0-9]+)\)")
_VALUES_A_STATEMENT = 500
_PIPELINE = "pipeline to leave"
Result = TypeVar("Result")
Put = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Query(Generic[Result]):
    """What `fetch_all` takes, and what makes an answer of the rows: a question that can be asked together
    with others."""

    said: str
    values: Mapping[str, Any]
    read: Callable[[Sequence[Any]], Result]


def fetch_all(database: Connectable, question: str, **values: Any) -> Sequence[Any]:
    """The rows that answer a question whose values are named `:so`. `x IN_JSON(:ids)` is true of every
    x in the list that `json_array` makes, and `TS_TEXT(x)` a moment as text that is as large as the moment is
    late (for `read_moment`). What a session has not written yet is written before."""
    return fetch(database, Query(question, values, _as_found))


def fetch(database: Connectable, question: Query[Result]) -> Result:
    """The answer to one question."""
    with _said(database, question.said, question.values, is_asked=True) as cursor:
        return question.read(cursor.fetchall())


def fetch_pipelined(database: Connectable, *questions: Query[Any]) -> list[Any]:
    """The answers to questions that are put one after the other, each as of its own moment.
    PostgreSQL hears all of them before anybody waits for the first answer."""
    return _ask_together(_connection(database), questions)


def fetch_snapshot(connection: Connection, *questions: Query[Any]) -> list[Any]:
    """The same, all of them as of one moment. The connection is one of `looking`."""
    before = _BEGIN_VIEW if is_postgres(connection) else ("BEGIN",)
    return _ask_together(connection, questions, before, ("COMMIT",))


# What is asked so stands in the order of an index. Of a table that it has not counted yet PostgreSQL
# would rather gather all rows and sort them, for each page anew.
_BEGIN_VIEW = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL enable_bitmapscan = off",
)


@contextmanager
def pipeline(session: AnySession) -> Iterator[None]:
    """For a transaction that writes, up to its commit, which is inside. Of what is told to
    PostgreSQL here nothing is waited for until something is asked, at the latest for the commit:
    what goes wrong is raised there, and the transaction has to go back. SQLAlchemy's own
    statements need their answers at once, so their place is inside `sync_point`."""
    connection = _connection(session)
    with ExitStack() as opened:
        if is_postgres(connection):
            # The commit gives the connection back: `_leave_pipeline` does not wait for us.
            connection.info[_PIPELINE] = opened
            _enter(connection, opened)
        yield


@contextmanager
def sync_point(session: AnySession) -> Iterator[None]:
    """Inside `pipeline`: what was told before is waited for, and so is what is told here. After
    an error it stays so: the transaction has to go back."""
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
    """A connection goes back as it came. What fails here failed before, and was told."""
    opened = record.info.pop(_PIPELINE, None)
    if opened is None:
        return
    with suppress(psycopg.Error):
        opened.close()
        if driver.info.transaction_status != TransactionStatus.IDLE:
            driver.rollback()
    if driver.broken:
        record.invalidate()


def execute(database: Connectable, statement: str, **values: Any) -> None:
    """Does what a statement says, whose values are named `:so`."""
    with _said(database, statement, values):
        pass


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in order, each once, as many at a time as one statement of SQLAlchemy names."""
    wanted = sorted(set(values))
    for start in range(0, len(wanted), _VALUES_A_STATEMENT):
        yield wanted[start : start + _VALUES_A_STATEMENT]


def json_array(values: Iterable[str]) -> str:
    """A list as one value of a question: the question is the same however many are in it."""
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
        told = DBAPIError.instance(
            statement, None, _named(error), sort,
            hide_parameters=True, connection_invalidated=is_broken, dialect=dialect,
        )  # fmt: skip
        if is_broken:
            connection.invalidate(error)
        raise told from error


def _is_broken(dialect: Dialect, driver: Any, error: Any) -> bool:
    """Whether a connection has come to its end. A server that goes says so with a last answer, before
    the driver has noticed."""
    said_goodbye = (getattr(error, "sqlstate", None) or "").startswith(_GOODBYE)
    return bool(said_goodbye or dialect.is_disconnect(error, driver, None))


_GOODBYE = ("57P", IDLE_TIMEOUT)
"""The class of PostgreSQL's "operator intervention": shut down, crashed, cannot connect now; and the
end of a transaction that asked nothing."""


def _named(error: Any) -> Any:
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
def _said(
    database: Connectable, said: str, values: Mapping[str, Any], *, is_asked: bool = False
) -> Iterator[Any]:
    """The cursor of a statement. Rows are to be taken inside: in a pipeline only that shows whether
    it failed."""
    connection = _connection(database)
    postgres = is_postgres(connection)
    spelled = _spelled(said, postgres)
    with raw_connection(connection, spelled) as driver:
        if postgres and is_asked:
            yield driver.execute(spelled, values, prepare=True)
        else:
            yield driver.execute(spelled, values)


def _as_found(rows: Sequence[Any]) -> Sequence[Any]:
    return rows


def _ask_together(
    connection: Connection,
    questions: Sequence[Query[Any]],
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> list[Any]:
    """`before` is said before the first question, `after` after the last."""
    if not questions:
        return []
    postgres = is_postgres(connection)
    spelled = [_spelled(each.said, postgres) for each in questions]
    values = [each.values for each in questions]
    put = _put_all if postgres else _put_each
    with raw_connection(connection, ";".join(spelled)) as driver:
        told = put(driver, list(zip(spelled, values, strict=True)), before, after)
        return [each.read(rows) for each, rows in zip(questions, told, strict=True)]


def _put_all(
    driver: Any, questions: Sequence[Put], before: Sequence[str], after: Sequence[str]
) -> list[Sequence[Any]]:
    many = len(before) + len(questions) + len(after) > 1
    with driver.pipeline() if many and _is_waiting(driver) else nullcontext():
        for said in before:
            driver.execute(said)
        # What is asked is asked again: the driver alone would prepare it from the sixth time on.
        cursors = [driver.execute(*each, prepare=True) for each in questions]
        for said in after:
            driver.execute(said)
    return [cursor.fetchall() for cursor in cursors]


def _put_each(
    driver: Any, questions: Sequence[Put], before: Sequence[str], after: Sequence[str]
) -> list[Sequence[Any]]:
    for said in before:
        driver.execute(said)
    told = [driver.execute(*each).fetchall() for each in questions]
    for said in after:
        driver.execute(said)
    return told


@cache
def _spelled(question: str, postgres: bool) -> str:
    if not postgres:
        question = _AMONG.sub(r"IN (SELECT value FROM json_each(:\1))", question)
        # STRING_AGG is another name for it from SQLite 3.44 on.
        return _MOMENT.sub(r"\1", question.replace("STRING_AGG(", "GROUP_CONCAT("))
    array = r"= ANY(ARRAY(SELECT json_array_elements_text(CAST(:\1 AS json))))"
    text = r"TO_CHAR(\1 AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    return _MOMENT.sub(text, _NAME.sub(r"%(\1)s", _AMONG.sub(array, question)))
