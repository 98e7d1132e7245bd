"""What an erasure leaves on the disk below the database's rows: SQLite's write-ahead log, PostgreSQL's
dead rows. `secure_delete` (server/extensions.py) overwrites the rest of an SQLite file by itself."""

from time import monotonic, sleep

import structlog
from sqlalchemy import Connection, Engine

from server.extensions import Base, db

log = structlog.get_logger()

_PATIENCE = 30.0
"""Seconds. Each look of a reader that is under way keeps the log from being emptied."""
_LOOK_MILLISECONDS, _PAUSE = 100, 0.4
"""So long writers wait for one try, and so long they go on before the next."""


def clear_remains() -> bool:
    """Call it after the commit of an erasure. Empties SQLite's write-ahead log; in PostgreSQL frees the
    dead rows of all tables without keeping anybody waiting. Answers False where somebody who reads
    kept SQLite's log in use for all of half a minute."""
    engine = _engine()
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            return _truncate_wal(connection)
        _vacuum(connection, "VACUUM")
    return True


def rewrite() -> bool:
    """Writes the whole database anew, so that nothing is left of what was ever deleted, also by older
    versions. Writers wait meanwhile; in PostgreSQL readers of the table that is rewritten too. Answers as
    `clear_remains` does."""
    engine = _engine()
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("VACUUM")
            return _truncate_wal(connection)
        _vacuum(connection, "VACUUM (FULL)")
    return True


def _engine() -> Engine:
    """Without transactions: neither of these statements runs in one."""
    db.session.remove()
    postgres = db.engine.dialect.name == "postgresql"
    options = {"isolation_level": "AUTOCOMMIT"} if postgres else {"sqlite_begin": False}
    return db.engine.execution_options(**options)


def _truncate_wal(connection: Connection) -> bool:
    until = monotonic() + _PATIENCE
    # The pragma keeps writers out for as long as it waits for readers.
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_LOOK_MILLISECONDS}")
    while True:
        busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if not busy:
            return True
        if monotonic() > until:
            log.warning("wal_not_emptied")
            return False
        sleep(_PAUSE)


def _vacuum(connection: Connection, statement: str) -> None:
    for table in Base.metadata.sorted_tables:
        connection.exec_driver_sql(f'{statement} "{table.name}"')
