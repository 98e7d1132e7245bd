"""The whole database in one file, and back from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy.engine import make_url

from server.accounts.use_cases.restoring_factors import forget_short_lived
from server.config import Settings
from server.database.clock import now
from server.database.engine import MIGRATIONS, db
from server.files.use_cases.copying import Copied, bring_back_files, copy_files
from server.operations.backups import BackupError, postgresql, sqlite
from server.operations.use_cases.replaying import Replayed, replay_journal


@dataclass(frozen=True)
class Restored:
    """`kept` is the old SQLite file, or the schema of the old tables in PostgreSQL; None where there
    was no database. `replayed` is None where no journal is kept. `files`: what of photos and papers is
    there."""

    kept: Path | str | None
    replayed: Replayed | None
    files: Copied


def back_up(file: Path, files: Path | None = None) -> Copied | None:
    """Writes the database as it is at one moment into a new file, while the server runs, and then copies
    what the folder `files`, if one is given, lacks of photos and papers. Raises BackupError, also for a file
    that is there already."""
    if file.exists():
        raise BackupError(f"{file} is there already: a backup never takes the place of another")
    if not file.parent.is_dir():
        raise BackupError(f"there is no folder {file.parent}")
    url = _settings().database_url
    database = _file_of(url)
    if database is None:
        postgresql.back_up(url, file)
    else:
        sqlite.back_up(database, file)
    return copy_files(files) if files is not None else None


def restore(file: Path, files: Path | None = None) -> Restored:
    """Puts a backup in the place of the database, brings its tables to this version, takes from the
    folder `files` what is lacking of photos and papers, and takes away again what the journal tells. Raises BackupError, and has then changed nothing, also where a
    server is seen to run."""
    settings = _settings()
    moment = now().strftime("%Y%m%d-%H%M%S")
    db.session.remove()
    db.engine.dispose()
    database = _file_of(settings.database_url)
    versions = _versions()
    kept: Path | str | None
    if database is None:
        kept = postgresql.restore(file, settings.database_url, moment, versions)
    else:
        kept = sqlite.restore(file, database, moment, versions)
    upgrade()
    brought = bring_back_files(files)
    if settings.journal is None:
        forget_short_lived()
        db.session.commit()
        return Restored(kept, None, brought)
    return Restored(kept, replay_journal(settings.journal), brought)


def _settings() -> Settings:
    return cast(Settings, current_app.config["SETTINGS"])


def _versions() -> set[str]:
    """The versions of the tables from which this server knows a way to its own."""
    scripts = ScriptDirectory(MIGRATIONS)
    return {each.revision for each in scripts.walk_revisions()}


def _file_of(url: str) -> Path | None:
    """The file of an SQLite database, None for PostgreSQL. Raises BackupError for one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise BackupError("a database in memory has no backup")
    return Path(parsed.database)
