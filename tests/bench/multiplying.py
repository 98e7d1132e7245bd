"""A database with as many sessions as one likes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, create_engine, text

from server.database.bulk import table_of
from server.records.tables import Change, Record

RECORD, CHANGE = table_of(Record), table_of(Change)
TOTALS = {
    "scope_tally": ("sessions", "people", "turns"),
    "session_tally": ("sessions", "people"),
    "turn_tally": ("people", "turns"),
    "reason_tally": ("people",),
}
# The first 8 digits of an id tell when it was made, in 65 seconds: those of a round's copies stand for
# one moment of the eleven months from February 2025 on, before anything that is copied was made.
DIGITS = {
    "sqlite": "printf('%08x', 26530000 + (round.n * 7919) % 430000)",
    "postgresql": "lpad(to_hex(26530000 + (round.n * 7919) % 430000), 8, '0')",
}
SESSIONS = "kind = 'help_session'"


def multiply(url: str, sessions: int, apart: bool = False) -> None:
    """Copies the sessions with their changes until there are so many, and lets the totals grow with
    them. The totals keep their rows, as they would: the same days, services and places come again.
    `apart`: each round of copies is in teams of its own, and these have totals of their own."""
    engine = create_engine(url)
    with engine.connect() as connection:
        hurry(connection.connection.driver_connection)
        rounds = -(-sessions // _count(connection))
        digits = DIGITS[connection.dialect.name]
        key = digits + " || substr({0}, 9)"
        later = "{0} + round.n * (SELECT hi FROM sync_clock)"
        team = "substr({0}, 1, 5) || " + digits + " || substr({0}, 14)"
        channel = {"channel": team} if apart else {}
        with _without_indexes(connection, RECORD, CHANGE):
            _copy(connection, RECORD, SESSIONS, rounds, {"id": key, "ver": later, **channel})
            changed = {"id": key, "record_id": key, "seq": later, **channel}
            _copy(connection, CHANGE, SESSIONS, rounds, changed)
        connection.execute(text(f"UPDATE sync_clock SET hi = hi * {rounds}"))
        for total, names in TOTALS.items():
            grows = "scope_kind <> 'team'" if apart else "scope_kind <> ''"
            if apart:
                table = Record.metadata.tables[total]
                _copy(connection, table, "scope_kind = 'team'", rounds, {"scope_id": key})
            grown = ", ".join(f"{name} = {name} * {rounds}" for name in names)
            connection.execute(text(f"UPDATE {total} SET {grown} WHERE {grows}"))
        assert _count(connection) >= sessions
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))  # what its autovacuum does within a minute
        connection.commit()
        if connection.dialect.name == "sqlite":
            # A log of all this would be found by whoever writes next, and nobody writes so much.
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.sync()
    engine.dispose()


def _count(connection: Connection) -> int:
    return int(
        connection.execute(text(f"SELECT count(*) FROM record WHERE {SESSIONS}")).scalar_one()
    )


def hurry(driver: Any) -> None:
    """Lets a driver's connection to SQLite wait for no disk, and keep much at hand. Outside of a
    transaction."""
    if isinstance(driver, sqlite3.Connection):
        for word in ("synchronous = OFF", "cache_size = -200000", "temp_store = MEMORY"):
            driver.execute(f"PRAGMA {word}")


@contextmanager
def _without_indexes(connection: Connection, *tables: Table) -> Iterator[None]:
    """What is made faster at the end than row by row."""
    indexes = [index for table in tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def _copy(
    connection: Connection, table: Table, which: str, rounds: int, changed: dict[str, str]
) -> None:
    """Copies rows, with other values in the changed columns."""
    columns = [column.name for column in table.columns]
    values = [changed.get(name, "{0}").format(f'one."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    one = f"one_{table.name}"
    connection.execute(
        text(f'CREATE TEMPORARY TABLE {one} AS SELECT * FROM "{table.name}" WHERE {which}')
    )
    connection.execute(
        text(
            "WITH RECURSIVE round(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM round"
            f" WHERE n < {rounds - 1})"
            f' INSERT INTO "{table.name}" ({names}) SELECT {", ".join(values)}'
            f" FROM round CROSS JOIN {one} AS one"
        )
    )
    connection.execute(text(f"DROP TABLE {one}"))
