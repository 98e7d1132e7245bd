"""All rows of a database, read at once and written back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from server.database import query_cache
from server.database.bulk import column_encoders, insert_rows
from server.database.engine import db
from server.database.pipeline import pipeline
from server.database.sql import execute

Rows = dict[str, Sequence[dict[str, Any]]]


def read_tables() -> Rows:
    found: Rows = {}
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(select(table)).mappings()
        found[table.name] = [dict(row) for row in rows]
    db.session.rollback()
    return found


def write_tables(rows: Rows) -> None:
    """Makes the tables hold these rows and no others."""
    tables: list[Table] = db.metadata.sorted_tables
    with Session(db.engine) as session, pipeline(session):
        for table in reversed(tables):
            execute(session, f'DELETE FROM "{table.name}"')
        for table in tables:
            names = tuple(str(column.name) for column in table.columns)
            keep = column_encoders(session, table, names)
            kept = [
                [
                    each(row[name]) if each else row[name]
                    for name, each in zip(names, keep, strict=True)
                ]
                for row in _parents_first(table, rows[table.name])
            ]
            insert_rows(session, table, names, kept)
        session.commit()
    query_cache.forget()


def _parents_first(table: Table, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in an order in which each comes after those of its own table that it names: a database
    gives them back in any."""
    names = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    placed: list[dict[str, Any]] = []
    left = list(rows)
    while left:
        known = {None, *(row["id"] for row in placed)} if names else set()
        ready = [row for row in left if all(row[name] in known for name in names)]
        placed += ready
        left = [row for row in left if row not in ready]
    return placed
