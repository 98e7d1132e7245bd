"""INSERT … ON CONFLICT, which SQLite and PostgreSQL share and SQLAlchemy spells twice."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, scoped_session

from server.extensions import Base

AnySession = Session | scoped_session[Any]


def table_of(table: type[Base]) -> Table:
    """The table behind a class, with its columns under their own names."""
    return cast(Table, table.__table__)


def put_rows(session: AnySession, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, or replaces all columns of those whose primary key is there already."""
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
    target = table_of(table)
    keys = [column.name for column in target.primary_key]
    postgres = session.get_bind().dialect.name == "postgresql"
    insert: Any = (postgresql.insert if postgres else sqlite.insert)(target)
    if add:
        change = {name: target.c[name] + insert.excluded[name] for name in add}
    else:
        change = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    # The rows are no part of the statement, so that it is compiled once and not each time.
    session.execute(insert.on_conflict_do_update(index_elements=keys, set_=change), list(rows))
