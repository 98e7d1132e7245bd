"""Questions that are asked at every round, in plain SQL and past SQLAlchemy, whose way from a question
to its answer costs ten times what the answer does.

Values come as the database's driver has them: moments and JSON are not what they are elsewhere, so
ask for none of them, or make them text."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import orjson
import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session

AnySession = Session | scoped_session[Any]
Asked = AnySession | Connection
# In JSON that a question spells a colon follows a quote.
_NAME = re.compile(r"(?<![:\"]):([a-z_0-9]+)")
_AMONG = re.compile(r"AMONG\(:([a-z_0-9]+)\)")


def ask(database: Asked, question: str, **values: Any) -> Sequence[Any]:
    """The rows that answer a question whose values are named `:so`. `x AMONG(:ids)` is true of every
    x in the list that `listed` makes. What a session has not written yet is written before."""
    found: Sequence[Any] = _run(database, question, values).fetchall()
    return found


def tell(database: Asked, statement: str, **values: Any) -> None:
    """Does what a statement says, whose values are named `:so`."""
    _run(database, statement, values)


def listed(values: Iterable[str]) -> str:
    """A list as one value of a question: the question is the same however many are in it."""
    return orjson.dumps(list(values)).decode()


@contextmanager
def driving(connection: Connection, statement: str) -> Iterator[Any]:
    """The driver's own connection, in the transaction of this one. What goes wrong with a statement
    on it is raised as SQLAlchemy raises it; a connection that broke is given up."""
    if not connection.in_transaction():
        connection.begin()
    driver: Any = connection.connection.driver_connection
    try:
        yield driver
    except (sqlite3.Error, psycopg.Error) as error:
        dialect = connection.dialect
        is_broken = dialect.is_disconnect(error, driver, None)  # type: ignore[arg-type]
        sort = psycopg.Error if isinstance(error, psycopg.Error) else sqlite3.Error
        told = DBAPIError.instance(
            statement, None, error, sort,
            hide_parameters=True, connection_invalidated=is_broken, dialect=dialect,
        )  # fmt: skip
        if is_broken:
            connection.invalidate(error)
        raise told from error


def _run(database: Asked, said: str, values: dict[str, Any]) -> Any:
    if isinstance(database, Connection):
        connection = database
    else:
        database.flush()
        connection = database.connection()
    spelled = _spelled(said, connection.dialect.name == "postgresql")
    with driving(connection, spelled) as driver:
        return driver.execute(spelled, values)


@cache
def _spelled(question: str, postgres: bool) -> str:
    if not postgres:
        return _AMONG.sub(r"IN (SELECT value FROM json_each(:\1))", question)
    array = r"= ANY(ARRAY(SELECT json_array_elements_text(CAST(:\1 AS json))))"
    return _NAME.sub(r"%(\1)s", _AMONG.sub(array, question))
