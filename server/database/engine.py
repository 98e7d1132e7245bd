"""The database: one metadata for all tables, and how a transaction begins on SQLite."""

import select
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from math import inf
from time import monotonic
from typing import Annotated, Any

import psycopg
from flask import g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, MetaData, String, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import InvalidatePoolError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import TypeDecorator

from server.database import postgres, sqlite, timeouts

MIGRATIONS = "server/migrations"
"""Alembic's folder, from the top of the project."""


class Instant(TypeDecorator[datetime]):
    """A moment: goes in as any aware datetime, comes out as aware UTC, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def read_moment(text: str) -> datetime:
    """The moment in a column of moments that was asked for as text, aware UTC."""
    said = datetime.fromisoformat(text)
    return said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)


Id = Annotated[str, mapped_column(String(36))]
"""A uuid in lower case with dashes."""
Day = Annotated[str, mapped_column(String(10))]
"""A calendar day, YYYY-MM-DD."""


class Base(DeclarativeBase):
    """What every table class inherits from; `Mapped[datetime]` columns are instants."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant}


db = SQLAlchemy(metadata=Base.metadata)


@event.listens_for(Engine, "do_connect")
def _connect_bounded(dialect: Dialect, record: object, args: Any, parameters: Any) -> Any:
    if dialect.name == "postgresql":
        return postgres.connect(dialect, args, parameters)
    return None


@event.listens_for(Engine, "connect")
def _prepare_connection(connection: Any, record: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        sqlite.prepare(connection, record.info)


_UNUSED_SECONDS = 5.0


@event.listens_for(Pool, "checkin")
def _note_use(connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


@event.listens_for(Pool, "checkout")
def _check_use(connection: Any, record: ConnectionPoolEntry, fairy: object) -> None:
    """A connection of PostgreSQL may have died in the pool: then all are made anew. One whose server went
    has its goodbye waiting to be read; of one whose line was cut nothing comes, so what nobody used
    for a while is asked. To ask each time would cost a third of a round without news.

    From then on it has the timeouts of who takes it."""
    wanted = timeouts.current()
    if isinstance(connection, sqlite3.Connection):
        sqlite.set_timeouts(connection, record.info, wanted)
        return
    postgres.check_silence(connection.breaker)
    unused = monotonic() - record.info.get("used", inf)
    try:
        if unused >= _UNUSED_SECONDS or _has_unread_message(connection):
            connection.execute("SELECT 1")
            connection.rollback()
        connection.adopt(wanted)
    except psycopg.Error as error:
        raise InvalidatePoolError from error


def _has_unread_message(connection: psycopg.Connection) -> bool:
    """Whether PostgreSQL has said something that nobody asked for."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """A transaction that may write takes SQLite's lock at once: one that reads first and
    writes later ignores busy_timeout and fails. Readers never wait for writers."""
    if connection.dialect.name == "sqlite":
        options = connection.get_execution_options()
        if not options.get("sqlite_begin", True):
            return
        immediate = options.get("sqlite_immediate", not _only_reads())
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _only_reads() -> bool:
    if _reads_only.get():
        return True
    return has_request_context() and request.method in ("GET", "HEAD", "OPTIONS")


_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


@contextmanager
def only_reading() -> Iterator[None]:
    """For what a request that writes works out beforehand: inside, the request's own session begins
    transactions that take no lock of SQLite's. What it began before is taken back, and so is what it
    began inside: whoever writes afterwards reads anew, behind the lock."""
    db.session.rollback()
    before = _reads_only.set(True)
    try:
        with db.session.no_autoflush:
            yield
    finally:
        db.session.rollback()
        _reads_only.reset(before)


@contextmanager
def autocommit_connection(once_more: bool = False) -> Iterator[Connection]:
    """A connection for single plain queries (server/database/sql.py), each as of its own moment: without
    a transaction there is nothing to begin and to end. `once_more`: the next look of this request
    takes it too, since to fetch one costs as much as to ask."""
    with ExitStack() as stack:
        connection: Connection = g.pop(_ONCE_MORE, None) or _connect()
        stack.enter_context(connection)
        yield connection
        if once_more and _ONCE_MORE not in g:
            stack.pop_all()
            setattr(g, _ONCE_MORE, connection)


_ONCE_MORE = "looking"


def release_autocommit_connection() -> None:
    """At the end of a request."""
    connection: Connection | None = g.pop(_ONCE_MORE, None)
    if connection is not None:
        connection.close()


def _connect() -> Connection:
    try:
        return _without_transactions(db.engine).connect()
    except psycopg.OperationalError as error:  # it died in the pool: raised as elsewhere
        raise OperationalError("connect", None, error) from error


@lru_cache(maxsize=8)
def _without_transactions(engine: Engine) -> Engine:
    """The same engine, with the same connections."""
    postgres = engine.dialect.name == "postgresql"
    options = {"isolation_level": "AUTOCOMMIT"} if postgres else {"sqlite_begin": False}
    return engine.execution_options(**options)


@contextmanager
def read_session() -> Iterator[Session]:
    """A session of its own for a short look that must not take the writer's lock."""
    with (
        db.engine.connect().execution_options(sqlite_immediate=False) as connection,
        Session(bind=connection) as session,
    ):
        yield session


@contextmanager
def separate_transaction() -> Iterator[Session]:
    """A short transaction of its own that commits although the request fails or only reads."""
    with (
        db.engine.connect().execution_options(sqlite_immediate=True) as connection,
        Session(bind=connection) as session,
        session.begin(),
    ):
        yield session
