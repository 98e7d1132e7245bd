"""How migrations run: in one transaction, on SQLite too, so that one that fails or is killed
leaves the database as it was."""

from alembic import context
from alembic.script.base import Script
from flask import current_app
from sqlalchemy import Connection, delete, insert, inspect
from sqlalchemy.exc import OperationalError

from server.database.compatibility import SchemaFloor

migrate = current_app.extensions["migrate"]


def _prepare(connection: Connection) -> bool:
    """Batch migrations drop a table to make it anew. With foreign keys on, SQLite would delete
    everything that refers to it, without a word; inside a transaction it is too late to say."""
    if connection.dialect.name != "sqlite":
        return False
    connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    return True


def _check(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration left rows without those they refer to: {broken[:5]}")


_EXPANDING = "0042"
"""Up to this one, migrations never asked whether the former code could go on."""
_WAIT = "3s"
"""So long a change of PostgreSQL's tables waits for who uses them. Whoever comes after it waits behind it, too."""


def _note_floor(connection: Connection) -> None:
    """Keeps which of the migrations that were made is the last that the code of before could not stand."""
    if not inspect(connection).has_table(SchemaFloor.__tablename__):
        return
    current = context.get_context().get_current_revision()
    taken = (each for each in context.script.iterate_revisions(current, "base") if _contracts(each))
    floor = max((each.revision for each in taken), default=_EXPANDING)
    connection.execute(delete(SchemaFloor))
    connection.execute(insert(SchemaFloor).values(migration=floor))


def _contracts(step: Script) -> bool:
    return step.revision <= _EXPANDING or getattr(step.module, "contracts", False)


def run() -> None:
    """Runs the migrations against the application's database."""
    try:
        _run()
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != "55P03":
            raise
        raise RuntimeError(
            "the tables are in use: nothing was changed. A long question, a backup or a session that was left "
            "open holds them; try again, or end it first (pg_stat_activity says who)"
        ) from error


def _run() -> None:
    with migrate.db.engine.connect() as connection:
        sqlite = _prepare(connection)
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            if not sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}'")
            context.run_migrations()
            _note_floor(connection)
            if sqlite:
                _check(connection)
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


run()
