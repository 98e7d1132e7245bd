"""What an erasure leaves on the disk below the database's rows: SQLite's write-ahead log, PostgreSQL's
dead rows. `secure_delete` (server/database/engine.py) overwrites the rest of an SQLite file by itself."""

from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import structlog
from flask import Flask
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from server.database.engine import Base, db

log = structlog.get_logger()

_PATIENCE = 30.0
"""Seconds. Each look of a reader that is under way keeps the log from being emptied."""
_LOOK_MILLISECONDS, _PAUSE = 100, 0.4
"""So long writers wait for one try, and so long they go on before the next."""


EMPTIED_EVERY = 600.0
"""Seconds. What a reader kept in SQLite's log when something was erased is gone so long after the reader
at the latest."""


def empty_wal_by_and_by(app: Flask, every: float | None = None) -> Thread:
    """Starts a thread that empties SQLite's write-ahead log once in so many seconds, for as long as this
    process lives: an erasure that could not empty it leaves nothing to be done by hand."""
    seconds = EMPTIED_EVERY if every is None else every
    thread = Thread(target=_empty_wal, args=(app, seconds), name="empty-wal", daemon=True)
    thread.start()
    return thread


def _empty_wal(app: Flask, every: float) -> None:
    never = Event()
    while not never.wait(every):
        try:
            with app.app_context():
                _empty_wal_once()
        except (DBAPIError, OSError) as error:  # it is tried again
            log.warning("wal_not_emptied", exc_info=error)


def _empty_wal_once() -> None:
    file = db.engine.url.database
    if db.engine.dialect.name != "sqlite" or not file or not _size(Path(f"{file}-wal")):
        return
    with _engine().connect() as connection:
        _try_to_truncate_wal(connection)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


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
    while True:
        if _try_to_truncate_wal(connection):
            return True
        if monotonic() > until:
            log.warning("wal_not_emptied")
            return False
        sleep(_PAUSE)


def _try_to_truncate_wal(connection: Connection) -> bool:
    # The pragma keeps writers out for as long as it waits for readers.
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_LOOK_MILLISECONDS}")
    busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy


def _vacuum(connection: Connection, statement: str) -> None:
    for table in Base.metadata.sorted_tables:
        connection.exec_driver_sql(f'{statement} "{table.name}"')
