"""A database with as many sessions as one likes."""

import sqlite3
from pathlib import Path

COUNT = "SELECT count(*) FROM record WHERE kind = 'help_session'"
TOTALS = {
    "session_tally": ("sessions", "people"),
    "turn_tally": ("people", "turns"),
    "reason_tally": ("people",),
}
# The first 8 digits of an id tell when it was made, in 65 seconds: those of a round's copies stand for
# one moment of the year before today's.
COPY = "printf('%08x', 26917144 + (round.n * 7919) % 481000) || substr({}, 9)"


def multiply(database: Path, sessions: int) -> None:
    """Copies the sessions with their changes until there are so many, and lets the totals grow with
    them. The totals keep their rows, as they would: the same days, services and places come again."""
    with sqlite3.connect(database) as connection:
        for pragma in ("synchronous = OFF", "cache_size = -200000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        (there,) = connection.execute(COUNT).fetchone()
        rounds = -(-sessions // there)
        indexes = _without_indexes(connection)
        _copy(connection, "record", rounds, id="id", ver=None)
        _copy(connection, "change", rounds, id="id", record_id="record_id", seq=None)
        connection.execute(f"UPDATE sync_clock SET hi = hi * {rounds}")
        for index in indexes:
            connection.execute(index)
        for table, names in TOTALS.items():
            grown = ", ".join(f"{name} = {name} * {rounds}" for name in names)
            connection.execute(f"UPDATE {table} SET {grown}")
        (now,) = connection.execute(COUNT).fetchone()
        assert now >= sessions
    connection.close()


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drops what is made faster at the end than row by row; answers how to make it."""
    chosen = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    found = connection.execute(chosen + " AND tbl_name IN ('record', 'change')").fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _copy(connection: sqlite3.Connection, table: str, rounds: int, **changed: str | None) -> None:
    """Copies the rows of sessions; of the changed columns those with a name get new ids, the others
    numbers beyond those that there are."""
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    values = []
    for name in columns:
        if name not in changed:
            values.append(f'one."{name}"')
        elif changed[name] is None:
            values.append(f'one."{name}" + round.n * (SELECT hi FROM sync_clock)')
        else:
            values.append(COPY.format(f'one."{name}"'))
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f"CREATE TEMP TABLE one_{table} AS SELECT * FROM \"{table}\" WHERE kind = 'help_session'"
    )
    connection.execute(
        "WITH RECURSIVE round(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM round"
        f" WHERE n < {rounds - 1})"
        f' INSERT INTO "{table}" ({names}) SELECT {", ".join(values)}'
        f" FROM round CROSS JOIN one_{table} AS one"
    )
