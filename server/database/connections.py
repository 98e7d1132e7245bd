"""The driver's own connection behind a session or a connection of SQLAlchemy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session

from server.database.errors import IDLE_TIMEOUT

AnySession = Session | scoped_session[Any]
Connectable = AnySession | Connection


def connection_of(database: Connectable) -> Connection:
    """The connection in use; what a session has not written yet is written before."""
    if isinstance(database, Connection):
        return database
    database.flush()
    return database.connection()


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
