"""PostgreSQL's pipeline: statements go one after the other, and nobody waits for each result. On SQLite, which
has none, they are simply executed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from typing import Any

import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus
from sqlalchemy import Connection, event
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from server.database.connections import AnySession, connection_of, is_postgres, raw_connection

_PIPELINE = "pipeline to leave"
Statement = tuple[str, Mapping[str, Any]]


@contextmanager
def pipeline(session: AnySession) -> Iterator[None]:
    """For a transaction that writes, up to its commit, which is inside. PostgreSQL gets statements in
    pipeline mode: nothing is waited for until rows are fetched, at the latest until the commit; what
    goes wrong is raised there, and the transaction has to go back. SQLAlchemy's own statements need
    their results at once, so their place is inside `sync_point`."""
    connection = connection_of(session)
    with ExitStack() as opened:
        if is_postgres(connection):
            # The commit gives the connection back: `_leave_pipeline` does not wait for us.
            connection.info[_PIPELINE] = opened
            _enter(connection, opened)
        yield


@contextmanager
def sync_point(session: AnySession) -> Iterator[None]:
    """Inside `pipeline`: waits for the results of all statements before it and of those inside. After an error
    the pipeline stays closed: the transaction must be rolled back. May be nested."""
    connection = connection_of(session)
    opened: ExitStack | None = connection.info.get(_PIPELINE)
    if opened is None or is_outside_pipeline(connection):
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


def is_outside_pipeline(connection: Connection) -> bool:
    """Whether a connection to PostgreSQL waits for each answer: there is no pipeline."""
    return _is_waiting(connection.connection.driver_connection)


def _is_waiting(driver: Any) -> bool:
    return bool(driver.pgconn.pipeline_status == PipelineStatus.OFF)


def run_pipelined(
    driver: Any, statements: Sequence[Statement], before: Sequence[str], after: Sequence[str]
) -> list[Sequence[Any]]:
    """The rows of each statement, through one pipeline. `before` is executed before the first, `after`
    after the last."""
    many = len(before) + len(statements) + len(after) > 1
    with driver.pipeline() if many and _is_waiting(driver) else nullcontext():
        for each in before:
            driver.execute(each)
        # What is queried is queried again: the driver alone would prepare it from the sixth time on.
        cursors = [driver.execute(*each, prepare=True) for each in statements]
        for each in after:
            driver.execute(each)
    return [cursor.fetchall() for cursor in cursors]


def run_each(
    driver: Any, statements: Sequence[Statement], before: Sequence[str], after: Sequence[str]
) -> list[Sequence[Any]]:
    """The same, each waited for."""
    for each in before:
        driver.execute(each)
    found = [driver.execute(*each).fetchall() for each in statements]
    for each in after:
        driver.execute(each)
    return found
