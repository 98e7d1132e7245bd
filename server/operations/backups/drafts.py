"""The file that a backup is written into before it has its name."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".backup.part"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a database."""


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """An empty file beside the backup that is to be, gone at the end with all that lies beside it. What
    killed backups left in the folder is removed; one that is being made holds a lock on its own."""
    for stale in file.parent.glob(f"*{SUFFIX}"):
        _remove_unless_locked(stale)
    for stray in file.parent.glob(f"*{SUFFIX}-*"):
        if not stray.with_name(stray.name.rpartition("-")[0]).exists():
            stray.unlink(missing_ok=True)
    draft = file.with_name(file.name + SUFFIX)
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield draft
    finally:
        remove(draft)
        os.close(handle)


def publish(draft: Path, file: Path) -> None:
    """Gives what was written its name, never over a file that came meanwhile. Then it outlives a power cut."""
    sync(draft)
    os.link(draft, file)
    sync(file.parent)


def sync(path: Path) -> None:
    """Brings a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(database: Path) -> None:
    """Removes an SQLite file, if it is there, with all that lies beside it."""
    for name in ("", *BESIDE):
        database.with_name(database.name + name).unlink(missing_ok=True)


def _remove_unless_locked(stale: Path) -> None:
    try:
        handle = os.open(stale, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        remove(stale)
    except BlockingIOError:
        return  # another backup is being made
    finally:
        os.close(handle)
