"""What stands in the database, as one checksum for each table."""

from collections.abc import Sequence
from functools import cache
from hashlib import md5
from typing import Any

from sqlalchemy import String, Table, cast, event, select

from server.database.connections import is_postgres
from server.database.engine import autocommit_connection, db
from server.database.sql import Query, fetch_pipelined

# What a refused request may leave behind too: that somebody was there, and that it failed.
OF_CONTACT = {
    "account_session": {"last_seen_at"},
    "device": {
        "last_contact_at",
        "app_version",
        "clock_offset_seconds",
        "pending_count",
        "oldest_pending",
        "readiness",
        "acting_required",
    },
}
ATTEMPTS = "attempt"
AUDIT = "audit_entry"

# What asks, begins or takes back; whatever else is said to a database may change it.
HARMLESS = ("SELECT", "BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")

State = dict[str, str]


def state() -> State:
    """The checksum of the rows of every table, without what `OF_CONTACT` names."""
    tables = db.metadata.sorted_tables
    with autocommit_connection() as connection:
        summed = is_postgres(connection)
        read = [_sum(table) if summed else _read(table) for table in tables]
        told = fetch_pipelined(connection, *(Query(each, {}, _checksum) for each in read))
    return {table.name: rows for table, rows in zip(tables, told, strict=True)}


def _checksum(rows: Sequence[Any]) -> str:
    return md5(repr(rows).encode(), usedforsecurity=False).hexdigest()


def note_writes() -> list[str]:
    """The statements that may change the application's database, from now on, and the commits: a
    round writes past SQLAlchemy (server/database/sql.py), which hears of nothing else then."""
    written: list[str] = []

    @event.listens_for(db.engine, "commit")
    def note_commit(_connection: object) -> None:
        written.append("COMMIT")

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(HARMLESS):
            written.append(statement)

    return written


def changed(before: State, after: State) -> set[str]:
    """The tables in which something changed, attempts apart."""
    return {name for name in before if before[name] != after[name]} - {ATTEMPTS}


def is_traced(tables: set[str]) -> bool:
    """Whether something changed, and the audit trail tells of it."""
    return AUDIT in tables and bool(tables - {AUDIT})


@cache
def _sum(table: Table) -> str:
    """PostgreSQL makes one text of all rows itself."""
    return (
        f"SELECT md5(string_agg(each::text, E'\\n' ORDER BY each::text)) FROM ({_read(table)}) each"
    )


@cache
def _read(table: Table) -> str:
    """As texts, so that no driver need make values of them."""
    left_out = OF_CONTACT.get(table.name, set())
    columns = [cast(column, String) for column in table.c if column.name not in left_out]
    return str(select(*columns).order_by(*table.primary_key.columns))
