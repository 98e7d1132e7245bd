"""The drill: the newest backup of a folder, restored and proved beside the database that serves, which it
reads only. What it finds is kept (server/operations/tables.py)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from server.config import PROJECT, current_settings
from server.database.clock import now
from server.database.engine import autocommit_connection
from server.database.sql import fetch_all
from server.operations.backups import BackupError, postgresql, sqlite
from server.operations.backups.errors import Stopped
from server.operations.backups.naming import files_in, newest, of_the_future
from server.operations.backups.sealing import opened
from server.operations.backups.temporary_folders import TRIED, private_folder
from server.operations.use_cases.backing_up import file_of, known_versions, sweep_remains
from server.operations.use_cases.outcomes import note_outcome

PROVED = "TUNGNGO_PROVED_URL"
"""In the environment of `prove`: the address of the database that the drill made for it."""
_LAST_COMMIT = "SELECT seq, tag FROM sync_commit ORDER BY seq DESC LIMIT 1"
_NEWER_ACTS = """
SELECT COUNT(*) FROM audit_entry WHERE id > :id AND actor_kind <> 'device'
AND action NOT IN ('signed_in', 'signed_out', 'sign_in_failed')
"""
"""Nobody misses that somebody signed in."""
_LAST_ENTRY = "SELECT COALESCE(MAX(id), 0) FROM audit_entry"


@dataclass(frozen=True)
class _End:
    """With what a backup ends: its last commit, if there is one, and the number of its last audit entry."""

    commit: tuple[int, str] | None
    entry: int


@dataclass(frozen=True)
class Drill:
    """A backup that was restored and proved, and what a restore would have lost at that moment: so many
    `changes` by so many `phones`, which give them back as long as they have them, and so many `acts` at the
    desk and by commands, which no phone gives back. `proof` is the word of the recount, `ahead` are the backups that were passed over because they are of the future."""

    file: Path
    proof: str
    changes: int
    phones: int
    acts: int
    seconds: float
    ahead: list[str]


def drill(folder: Path, identity: Path | None = None) -> Drill:
    """Restores the newest backup of the folder into a database of its own, which is gone at the end, brings
    its tables to this version and counts its totals again. Raises BackupError, and keeps that it failed."""
    began = monotonic()
    try:
        file, ahead = _newest(folder)
        sweep_remains()
        with private_folder(TRIED) as place:
            _check_room(file, place)
            with opened(file, identity, place) as plain, _restored(plain, place) as url:
                changes, phones, acts = _newer_than(_end_of(url))
                proof = _prove(place, url)
    except (BackupError, OSError, SQLAlchemyError, Stopped) as error:
        note_outcome("drill", {}, succeeded=False)
        if isinstance(error, (BackupError, Stopped)):
            raise
        raise BackupError(f"the drill could not go on: {error}") from error
    seconds = monotonic() - began
    newer = {"newer_changes": changes, "newer_phones": phones, "newer_acts": acts}
    figures = {**newer, "seconds": round(seconds)}
    note_outcome("drill", figures, succeeded=True)
    return Drill(file, proof, changes, phones, acts, seconds, ahead)


def _newest(folder: Path) -> tuple[Path, list[str]]:
    names, moment = files_in(folder), now()
    name, ahead = newest(names, moment), of_the_future(names, moment)
    if name is None:
        besides = f" but what is dated in the future ({', '.join(ahead)})" if ahead else ""
        raise BackupError(
            f"there is no backup in {folder}{besides}: make one with `flask --app server backup --to {folder}`"
        )
    return folder / name, ahead


def _check_room(file: Path, place: Path) -> None:
    """Of an SQLite file as much again is written, of a dump of PostgreSQL nothing here; what is encrypted
    comes besides."""
    needed, free = 3 * file.stat().st_size, shutil.disk_usage(place).free
    if free < needed:
        raise BackupError(
            f"{place.parent} has {free:,} bytes free and the drill needs {needed:,}: "
            "set TMPDIR to a folder with more room"
        )


@contextmanager
def _restored(plain: Path, place: Path) -> Iterator[str]:
    """The address of a database with what is in the backup."""
    live, moment = current_settings().database_url, now()
    if file_of(live) is not None:
        database = place / "drill.sqlite"
        sqlite.restore(plain, database, "drill", known_versions())
        yield f"sqlite:///{database}"
        return
    with postgresql.scratch(live, moment) as url:
        postgresql.restore(plain, url, "drill", known_versions())
        yield url


def _prove(place: Path, url: str) -> str:
    """Brings the other database to this version and counts its totals again (`flask --app server prove`), in
    a process of its own, which knows of no other one; its last line. Raises BackupError with that where it
    fails."""
    settings = {
        "DATABASE_URL": url,
        PROVED: url,
        "DATABASE_TLS": "off",  # the address says it already
        "INSTANCE_DIR": str(place),
        "PUBLIC_URL": "http://localhost",
        "SECRET_KEY": current_settings().secret_key,
        "FILES": "database",
        "JOURNAL": "off",
        "LASTING_DISK": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "server", "prove"],
        cwd=PROJECT, env={**os.environ, **settings}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = ((done.stdout if not done.returncode else done.stderr).strip().splitlines() or [""])[-1]
    if done.returncode:
        raise BackupError(
            f"the backup was restored and is not proved: {last}. Run `flask --app server recount` here too: what "
            "differs in both, `recount --rebuild` mends, and the next backup is right. Keep the older ones until then"
        )
    return last


def _end_of(url: str) -> _End:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect().execution_options(sqlite_immediate=False) as connection:
        found = connection.execute(text(_LAST_COMMIT)).first()
        entry = connection.scalar(text(_LAST_ENTRY))
    return _End((found[0], found[1]) if found else None, int(entry or 0))


def _newer_than(end: _End) -> tuple[int, int, int]:
    """How many changes phones brought after the end of a backup, how many phones did, and how many acts were
    done at the desk and by commands. Raises BackupError where the backup is none of this database's history."""
    seq, tag = end.commit or (0, None)
    with autocommit_connection() as connection:
        if tag is not None and not fetch_all(
            connection,
            "SELECT 1 FROM sync_commit WHERE seq = :seq AND tag = :tag",
            seq=seq,
            tag=tag,
        ):
            raise BackupError(
                "the newest backup in the folder is none of this database, or of before it was restored "
                "from another one: make a new one"
            )
        ((changes, phones),) = fetch_all(
            connection,
            "SELECT COUNT(*), COUNT(DISTINCT device_id) FROM change WHERE seq > :seq AND device_id IS NOT NULL",
            seq=seq,
        )
        ((acts,),) = fetch_all(
            connection,
            _NEWER_ACTS,
            id=end.entry,
        )
    return changes, phones, acts
