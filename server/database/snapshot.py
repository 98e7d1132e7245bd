"""One unchanging view of the database, for a page of a pull."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from server.database.engine import db


@contextmanager
def view() -> Iterator[Connection]:
    """A connection on which every question is answered as of the first. SQLite's plain
    transactions are like that; PostgreSQL has to be asked."""
    options: dict[str, Any] = {"sqlite_immediate": False}
    if db.engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with db.engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def snapshot() -> Iterator[Session]:
    """The same as a session."""
    with view() as connection, Session(bind=connection) as session:
        yield session
