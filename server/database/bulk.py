"""Many rows of one table in one statement, past what SQLAlchemy does for each of them.

`put_rows` and `add_to_rows` take values as a table's class has them; `insert_rows` and `upsert_rows` as
the database keeps them: JSON as text, and moments as `to_db` gives them. What goes wrong is raised as
SQLAlchemy raises it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, cast

import orjson
from sqlalchemy import JSON, Connection, LargeBinary, Table
from sqlalchemy.dialects import postgresql

from server.database.canonical_json import dumps_compact
from server.database.connections import AnySession, Connectable, is_postgres, raw_connection
from server.database.engine import Base, Instant
from server.database.pipeline import is_outside_pipeline

Row = Sequence[Any]
Names = tuple[str, ...]
_TO_COPY = 20
"""PostgreSQL takes so many rows and more faster by COPY, which asks and answers three times, and
only where each answer is waited for."""


def table_of(table: type[Base]) -> Table:
    """The table behind a class, with its columns under their own names."""
    return cast(Table, table.__table__)


def put_rows(session: AnySession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, or replaces all columns of those whose primary key is there already. All name
    the same columns."""
    _upsert(session, table, rows, add=())


def add_to_rows(
    session: AnySession, table: type[Base], rows: Sequence[Mapping[str, Any]], add: Sequence[str]
) -> None:
    """Inserts rows, or adds the values of the columns `add` to those that are there already.
    No primary key may stand twice in `rows`."""
    _upsert(session, table, rows, add=add)


def _upsert(
    session: AnySession,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    add: Sequence[str],
) -> None:
    if not rows:
        return
    target, columns = table_of(table), tuple(rows[0])
    encoders = column_encoders(session, target, columns)
    encoded = [
        tuple(
            row[name] if encode is None else encode(row[name])
            for name, encode in zip(columns, encoders, strict=True)
        )
        for row in rows
    ]
    upsert_rows(session, target, columns, encoded, tuple(add))


def insert_rows(session: AnySession, table: Table, columns: Names, rows: Sequence[Row]) -> None:
    """Inserts rows whose keys are new."""
    if not rows:
        return
    connection = session.connection()
    if not is_postgres(connection):
        _each(connection, _insert(table.name, columns), rows)
    elif len(rows) < _TO_COPY or not is_outside_pipeline(connection):
        _as_one(connection, _insert_from_json(table, columns), columns, rows)
    else:
        _copy(connection, table, columns, rows)


def upsert_rows(
    session: AnySession, table: Table, columns: Names, rows: Sequence[Row], add: Names = ()
) -> None:
    """Inserts rows, or gives those whose key is there already these values; to the columns `add` the
    values are added. With any no key may stand twice in `rows`."""
    if not rows:
        return
    connection = session.connection()
    conflict = _on_conflict(table, columns, add)
    if is_postgres(connection):
        _as_one(connection, _insert_from_json(table, columns) + conflict, columns, rows)
    else:
        _each(connection, _insert(table.name, columns) + conflict, rows)


def to_db(database: Connectable, moment: datetime) -> Any:
    """A moment as the database's driver takes it."""
    connection = database if isinstance(database, Connection) else database.connection()
    return moment if is_postgres(connection) else _moment_of_sqlite(moment)


def column_encoders(
    session: AnySession, table: Table, columns: Names
) -> list[Callable[[Any], Any] | None]:
    """For each column what makes a value into what the database keeps; None where it is that. Of a
    JSON column bytes are JSON already."""
    return _encoders(table, columns, is_postgres(session.connection()))


@cache
def _encoders(table: Table, columns: Names, postgres: bool) -> list[Callable[[Any], Any] | None]:
    found: list[Callable[[Any], Any] | None] = []
    for name in columns:
        kind = table.c[name].type
        if isinstance(kind, JSON):
            found.append(_json(kind.none_as_null))
        elif isinstance(kind, Instant) and not postgres:
            found.append(_moment_of_sqlite)
        elif isinstance(kind, LargeBinary) and postgres:
            found.append(_hex_of_postgres)
        else:
            found.append(None)
    return found


def _hex_of_postgres(data: bytes) -> str:
    """JSON and COPY have texts alone."""
    return f"\\x{data.hex()}"


def _json(none_as_null: bool) -> Callable[[Any], Any]:
    def kept(value: Any) -> str | None:
        if value is None and none_as_null:
            return None
        return value.decode() if type(value) is bytes else dumps_compact(value)

    return kept


@lru_cache(maxsize=16)
def _moment_of_sqlite(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


@cache
def _insert(table: str, columns: Names) -> str:
    places = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table}" ({_names(columns)}) VALUES ({places})'


@cache
def _on_conflict(table: Table, columns: Names, add: Names) -> str:
    keys = tuple(column.name for column in table.primary_key)
    said = f" ON CONFLICT ({_names(keys)}) DO "
    changes = [
        f'"{name}" = "{table.name}"."{name}" + excluded."{name}"'
        if name in add
        else f'"{name}" = excluded."{name}"'
        for name in columns
        if name not in keys
    ]
    return said + (f"UPDATE SET {', '.join(changes)}" if changes else "NOTHING")


def _each(connection: Connection, statement: str, rows: Sequence[Row]) -> None:
    with raw_connection(connection, statement) as driver:
        driver.executemany(statement, rows)


def _as_one(connection: Connection, statement: str, columns: Names, rows: Sequence[Row]) -> None:
    """Rows as one value, so that the statement is the same for any number of them."""
    names = list(map(str, columns))  # SQLAlchemy's own names are more than text
    text = orjson.dumps([dict(zip(names, row, strict=True)) for row in rows]).decode()
    with raw_connection(connection, statement) as driver:
        driver.execute(statement, (text,))


@cache
def _insert_from_json(table: Table, columns: Names) -> str:
    """JSON is text inside of the JSON, so that it is kept as it is spelled."""
    dialect = cast(Any, postgresql).dialect()
    kinds = {name: table.c[name].type.compile(dialect) for name in columns}
    shape = ", ".join(
        f'"{name}" {"TEXT" if kind == "JSON" else kind}' for name, kind in kinds.items()
    )
    taken = ", ".join(
        f'CAST("{name}" AS JSON)' if kind == "JSON" else f'"{name}"' for name, kind in kinds.items()
    )
    return (
        f'INSERT INTO "{table.name}" ({_names(columns)}) SELECT {taken}'
        f" FROM json_to_recordset(CAST(%s AS JSON)) AS given({shape})"
    )


def _names(columns: Names) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _copy(connection: Connection, table: Table, columns: Names, rows: Sequence[Row]) -> None:
    statement = f'COPY "{table.name}" ({_names(columns)}) FROM STDIN'
    with (
        raw_connection(connection, statement) as driver,
        driver.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def batched(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in parts of which each fits into one statement."""
    for start in range(0, len(values), _IN_A_STATEMENT):
        yield values[start : start + _IN_A_STATEMENT]


_IN_A_STATEMENT = 500
