"""Many rows of one table in one statement, past what SQLAlchemy does for each of them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import psycopg
from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from server.upserts import AnySession

Row = Sequence[Any]


def insert_rows(
    session: AnySession, table: Table, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Inserts rows whose keys are new. Values are as the database keeps them: JSON as text, and
    moments as `as_kept` gives them. Raises what SQLAlchemy raises."""
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        _copy(connection, table, columns, rows)
    else:
        connection.exec_driver_sql(_insert(table.name, tuple(columns)), list(map(tuple, rows)))


def as_kept(session: AnySession, moment: datetime) -> Any:
    """A moment as the database's driver takes it."""
    postgres = session.get_bind().dialect.name == "postgresql"
    return moment if postgres else f"{moment.replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    places = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table}" ({_names(columns)}) VALUES ({places})'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _copy(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    statement = f'COPY "{table.name}" ({_names(columns)}) FROM STDIN'
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error,
            hide_parameters=True, dialect=connection.dialect,
        ) from error  # fmt: skip
