"""INSERT … ON CONFLICT, which SQLite and PostgreSQL share and SQLAlchemy spells twice."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table

from server.database.bulk import column_encoders, upsert_rows
from server.database.engine import Base
from server.database.sql import AnySession

__all__ = ["AnySession", "add_to_rows", "put_rows", "table_of"]


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
    kept = column_encoders(session, target, columns)
    told = [
        tuple(
            row[name] if keeper is None else keeper(row[name])
            for name, keeper in zip(columns, kept, strict=True)
        )
        for row in rows
    ]
    upsert_rows(session, target, columns, told, tuple(add))
