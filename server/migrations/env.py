"""How migrations run: in one transaction, on SQLite too, so that one that fails or is killed
leaves the database as it was."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

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


def run() -> None:
    """Runs the migrations against the application's database."""
    with migrate.db.engine.connect() as connection:
        sqlite = _prepare(connection)
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite:
                _check(connection)
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


run()
