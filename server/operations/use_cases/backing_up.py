"""The whole database in one file, and back from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from alembic.script import ScriptDirectory
from flask_migrate import upgrade
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from server.accounts.use_cases.restoring_factors import forget_short_lived
from server.audit.journal import parse_lines
from server.audit.journal_file import ids_in
from server.audit.journal_store import open_journal
from server.config import current_settings
from server.database.clock import now
from server.database.engine import MIGRATIONS, db
from server.files.use_cases.copying import Copied, bring_back_files, copy_files
from server.operations.backups import BackupError, postgresql, sqlite
from server.operations.backups.errors import Stopped
from server.operations.backups.naming import Keep, backup_name, files_in, of_the_future, prune
from server.operations.backups.sealing import opened
from server.operations.backups.temporary_folders import sweep
from server.operations.use_cases.outcomes import note_outcome
from server.operations.use_cases.replaying import Replayed, replay_journal


@dataclass(frozen=True)
class KeptBackup:
    """A backup; what was copied of files, the names of those in its folder that went for it, and of those
    that stay because they are of the future."""

    file: Path
    copied: Copied | None
    pruned: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restored:
    """`kept` is the old SQLite file, or the schema of the old tables in PostgreSQL; None where there
    was no database. `replayed` is None where no journal is kept. `files`: what of photos and papers is
    there."""

    kept: Path | str | None
    replayed: Replayed | None
    files: Copied


def back_up(file: Path, files: Path | None = None) -> KeptBackup:
    """Writes the database as it is at one moment into a new file, while the server runs, and then copies
    what the folder `files`, if one is given, lacks of photos and papers. Raises BackupError, also for a file
    that is there already. How it ended is kept."""
    with _outcome_kept() as figures:
        return _write(file, files, figures)


def back_up_into(folder: Path, keep: Keep | None, files: Path | None = None) -> KeptBackup:
    """The same into a new file of a folder, named by the moment. Then those that `keep` does not name are
    deleted there (server/operations/backups/naming.py); nothing is where no backup was made."""
    with _outcome_kept() as figures:
        moment = now()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BackupError(f"the folder of backups is not to be used: {error}") from error
        sealed = bool(current_settings().backup_public_key)
        made = _write(folder / backup_name(moment, is_sealed=sealed), files, figures)
        pruned = prune(folder, keep, moment, made.file.name) if keep is not None else []
        ahead = of_the_future(files_in(folder), moment)
        return replace(made, pruned=tuple(pruned), ahead=tuple(ahead))


@contextmanager
def _outcome_kept() -> Iterator[dict[str, int]]:
    """Keeps that a backup was made, with its figures, once all of it is done; or that it failed."""
    figures: dict[str, int] = {}
    try:
        yield figures
    except (BackupError, OSError, SQLAlchemyError, Stopped) as error:
        note_outcome("backup", {}, succeeded=False)
        if isinstance(error, (BackupError, Stopped)):
            raise
        raise BackupError(f"the backup did not come to its end: {error}") from error
    note_outcome("backup", figures, succeeded=True)


def _write(file: Path, files: Path | None, figures: dict[str, int]) -> KeptBackup:
    if file.exists():
        raise BackupError(f"{file} is there already: a backup never takes the place of another")
    if not file.parent.is_dir():
        raise BackupError(f"there is no folder {file.parent}")
    settings = current_settings()
    database = file_of(settings.database_url)
    if database is None:
        postgresql.back_up(settings.database_url, file, settings.backup_public_key)
    else:
        sqlite.back_up(database, file, settings.backup_public_key)
    figures["bytes"] = file.stat().st_size
    return KeptBackup(file, copy_files(files) if files is not None else None)


def _check_journal(place: Path | str | None) -> None:
    """Raises BackupError where the journal that is to be replayed cannot be read, or is none."""
    if place is None:
        return
    try:
        lines = open_journal(place).read()
    except (SQLAlchemyError, OSError) as error:
        raise BackupError(
            f"the journal of JOURNAL is not to be read, so nothing was restored: {error}"
        ) from error
    if lines and not ids_in(lines) and not parse_lines(lines):
        raise BackupError("JOURNAL names something that is no journal, so nothing was restored")


def restore(file: Path, files: Path | None = None, identity: Path | None = None) -> Restored:
    """Puts a backup in the place of the database, brings its tables to this version, takes from the
    folder `files` what is lacking of photos and papers, and takes away again what the journal tells.
    `identity`: the file with the secret key of an encrypted one. Raises BackupError, and has then changed
    nothing, also where a server is seen to run."""
    settings = current_settings()
    _check_journal(settings.journal)
    moment = now().strftime("%Y%m%d-%H%M%S")
    db.session.remove()
    db.engine.dispose()
    sweep_remains()
    database = file_of(settings.database_url)
    kept: Path | str | None
    with opened(file, identity, database and database.parent) as plain:
        if database is None:
            kept = postgresql.restore(plain, settings.database_url, moment, known_versions())
        else:
            kept = sqlite.restore(plain, database, moment, known_versions())
    upgrade()
    brought = bring_back_files(files)
    if settings.journal is None:
        forget_short_lived()
        db.session.commit()
        return Restored(kept, None, brought)
    return Restored(kept, replay_journal(settings.journal), brought)


def sweep_remains() -> None:
    """Removes what drills and restores that were killed have left plain beside the database and in TMPDIR."""
    database = file_of(current_settings().database_url)
    sweep(*([database.parent] if database else []))


def known_versions() -> set[str]:
    """The versions of the tables from which this server knows a way to its own."""
    scripts = ScriptDirectory(MIGRATIONS)
    return {each.revision for each in scripts.walk_revisions()}


def file_of(url: str) -> Path | None:
    """The file of an SQLite database, None for PostgreSQL. Raises BackupError for one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise BackupError("a database in memory has no backup")
    return Path(parsed.database)
