"""Whether the server can keep its promise: what it has acknowledged outlives a power cut."""

from dataclasses import dataclass

from click import ClickException
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from server.audit.journal_store import open_journal
from server.audit.journal_table import TableJournal
from server.config import current_settings
from server.database.compatibility import is_fit
from server.database.engine import db

# What each database calls the settings that make a commit durable, and what they must be.
_POSTGRESQL = {
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
    "fsync": ("on",),
}
_SQLITE = {"synchronous": ("2", "3"), "journal_mode": ("wal", "delete", "truncate", "persist")}


class NotDurable(ClickException):
    """The database would forget what it has confirmed; the text says which setting."""


@dataclass(frozen=True)
class Health:
    """The database as it is now. `durable`: what was confirmed outlives a power cut of the database's
    machine; False also for a database that does not answer. `replication` (none,
    asynchronous, synchronous, unknown): what becomes of it if that machine does not come back."""

    answers: bool
    durable: bool
    database: str
    settings: dict[str, str]
    replication: str = "unknown"


def has_journal() -> bool:
    """Whether erasures and revocations outlive a restore of the database."""
    return current_settings().journal is not None


def health() -> Health:
    """Asks the database how it is set."""
    try:
        with db.engine.connect().execution_options(sqlite_immediate=False) as connection:
            settings = durability(connection)
            copies = replication(connection)
    except SQLAlchemyError:
        return Health(False, False, db.engine.dialect.name, {})
    return Health(True, not weak_settings(settings), db.engine.dialect.name, settings, copies)


def check_durability() -> None:
    """Raises NotDurable for a database, or one of the journal, that answers and would forget. One that
    does not answer is no reason not to start: it may start later than this server."""
    found = health()
    if found.answers:
        _check_settings("the database", found.settings)
    place = current_settings().journal
    journal = open_journal(place) if place is not None else None
    if isinstance(journal, TableJournal):
        try:
            with journal.connect() as connection:
                settings = durability(connection)
        except SQLAlchemyError:
            return
        _check_settings("the journal's database", settings)


def _check_settings(whose: str, settings: dict[str, str]) -> None:
    weak = ", ".join(f"{name}={settings[name]}" for name in weak_settings(settings))
    if weak:
        raise NotDurable(f"{weak}: {whose} would lose what it has confirmed. Change that.")


def durability(connection: Connection) -> dict[str, str]:
    """The settings that decide whether a commit outlives a power cut."""
    if connection.dialect.name == "sqlite":
        return {name: str(connection.scalar(text(f"PRAGMA {name}"))) for name in _SQLITE}
    return {name: str(connection.scalar(text(f"SHOW {name}"))) for name in _POSTGRESQL}


def replication(connection: Connection) -> str:
    """Whether a second machine has what was confirmed. A role without `pg_read_all_stats` sees that
    somebody reads the log, and not whether it is a standby or a backup."""
    if connection.dialect.name == "sqlite":
        return "none"
    waits, readers, seen, standbys = connection.execute(_REPLICATION).one()
    if waits:
        return "synchronous"
    if standbys:
        return "asynchronous"
    return "none" if readers == seen else "unknown"


# Who sends a commit waits for those named, though none of them be there; then nothing is confirmed.
_REPLICATION = text("""
SELECT current_setting('synchronous_standby_names') <> ''
 AND current_setting('synchronous_commit') IN ('on', 'remote_write', 'remote_apply'),
 COUNT(*), COUNT(state), COUNT(*) FILTER (WHERE state IN ('startup', 'catchup', 'streaming'))
FROM pg_stat_replication
""")


def weak_settings(settings: dict[str, str]) -> list[str]:
    """The names of those that are too weak."""
    strong = _SQLITE | _POSTGRESQL
    return [name for name, value in settings.items() if value.lower() not in strong[name]]


def is_migrated() -> bool:
    """Whether the tables are those that this version expects, or newer ones that it can work on."""
    try:
        with db.engine.connect().execution_options(sqlite_immediate=False) as connection:
            return is_fit(connection)
    except SQLAlchemyError:
        return False
