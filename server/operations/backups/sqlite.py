"""A backup of an SQLite database: made while the server runs, put back while it does not."""

import os
import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path

from server.operations.backups.drafts import BESIDE, draft_of, publish, remove, sync
from server.operations.backups.errors import BackupError, check_contents, check_version
from server.operations.backups.sealing import seal


def back_up(database: Path, file: Path, public_key: str = "") -> None:
    """Copies the database as it is at one moment into a new file, encrypted where there is a key: what is
    not stays beside the database then, since the folder of a backup is copied elsewhere. Raises
    BackupError."""
    try:
        if not public_key:
            with draft_of(file) as draft:
                _copy(database, draft)
                _check(draft)
                publish(draft, file)
            return
        _check_room(database)
        with draft_of(database.with_name(f"{file.name}.plain")) as plain, draft_of(file) as sealed:
            _copy(database, plain)
            _check(plain)
            with plain.open("rb") as source:
                seal(source, sealed, public_key)
            publish(sealed, file)
    except (sqlite3.Error, OSError) as error:
        raise BackupError(f"the backup was not made: {error}") from error


def restore(file: Path, database: Path, moment: str, versions: Collection[str]) -> Path | None:
    """Puts a backup in the place of the database, which stays beside it under another name: that
    is answered, None where there was none. Raises BackupError, also where somebody has the database
    open, or the backup's tables are of none of the `versions`."""
    draft = database.with_name(f"{database.name}.restoring")
    remove(draft)  # a restore that was killed may have left it
    try:
        draft.touch(mode=0o600)
        _copy(file, draft)
        _check(draft, versions)
        sync(draft)
        kept = _set_aside(database, database.with_name(f"{database.name}.before-{moment}"))
        draft.replace(database)
        sync(database.parent)
    except (sqlite3.Error, OSError) as error:
        raise BackupError(f"the backup was not restored: {error}") from error
    finally:
        remove(draft)
    return kept


def _check_room(database: Path) -> None:
    """As much again as the database, and the server keeps as much."""
    needed, free = 2 * database.stat().st_size, shutil.disk_usage(database.parent).free
    if free < needed:
        raise BackupError(
            f"{database.parent} has {free:,} bytes free and an encrypted backup needs {needed:,} there: free room"
        )


def _copy(database: Path, draft: Path) -> None:
    """Into one file that needs none beside it, not even while it is looked at."""
    with closing(_open(database, "ro")) as source, closing(_open(draft, "rw")) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _set_aside(database: Path, kept: Path) -> Path | None:
    """Gives the old database a second name. Its log is written into it first, which only the last
    one who has it open can do."""
    if not database.exists():
        return None
    try:
        with closing(_open(database, "rw")) as old:
            old.execute("PRAGMA busy_timeout=1000")
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise BackupError("a server has the database open: stop it first") from error
        raise
    except sqlite3.DatabaseError:
        # Broken; whatever lies beside it belongs to it, and must not be taken for the new one's.
        for name in BESIDE:
            with suppress(FileNotFoundError):
                database.with_name(database.name + name).rename(kept.with_name(kept.name + name))
    os.link(database, kept)
    return kept


def _check(file: Path, versions: Collection[str] | None = None) -> None:
    """Raises BackupError for what is no database of this server, or a broken one."""
    with closing(_open(file, "ro")) as copy:
        try:
            sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
            (version,) = copy.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
            parts = copy.execute("SELECT type, name FROM sqlite_master").fetchall()
        except sqlite3.DatabaseError as error:
            raise BackupError(f"{file} is no backup of this server: {error}") from error
    if not sound:
        raise BackupError(f"{file} is broken")
    if versions is not None:
        check_contents(
            [name for sort, name in parts if sort == "table"],
            [name for sort, name in parts if sort == "trigger"],
        )
        check_version(version, versions)


def _open(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
