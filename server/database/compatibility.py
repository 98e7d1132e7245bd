"""Which versions of the code can work on the tables as they are. A version that is deployed step by step runs
beside the one before it, on tables that are its own already: so tables are first widened, in a way that the
former code does not notice, and only a later version takes away what nobody uses any more."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.database.engine import Base

_MIGRATIONS = Path(__file__).parents[1] / "migrations" / "versions"


class SchemaFloor(Base):
    """One row: the number of the last migration that took something away or changed it. Code that does not know
    that one cannot work here; code that knows it and none of those after it can."""

    __tablename__ = "schema_floor"

    migration: Mapped[str] = mapped_column(String(8), primary_key=True)


def is_fit(connection: Connection) -> bool:
    """Whether the tables are those that this version expects, or newer ones that it can work on."""
    found = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    own = newest_migration()
    if found == {own} or not found or max(found) < own:
        return found == {own}
    floors = set(connection.scalars(text("SELECT migration FROM schema_floor")))
    return bool(floors) and max(floors) <= own


@cache
def newest_migration() -> str:
    """The number of the last migration: each file's name begins with its own. To ask the library would
    cost a worker ten megabytes for as long as it runs."""
    return max(file.name.partition("_")[0] for file in _MIGRATIONS.glob("[0-9]*.py"))
