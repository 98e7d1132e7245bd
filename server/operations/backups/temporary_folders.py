"""What lies plain for a moment while a backup is opened or tried: gone at the end, however a command ends."""

import fcntl
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.operations.backups.errors import BackupError, Stopped

OPENED, TRIED = "tungngo-opened-", "tungngo-drill-"
"""What the folders of `opened` (server/operations/backups/sealing.py) and of the drill begin with."""
_NEW = "new-"


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Within it Stopped is raised where the process is told to end (SIGTERM), so that what a command has made
    for itself goes, and what it has half done is taken back. Raises BackupError then."""

    def stop(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except Stopped as stopped:
        raise BackupError("it was stopped before its end (SIGTERM): run it again") from stopped
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def private_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A folder in `parent`, or in TMPDIR, that only we read; gone at the end. It is locked while it has a
    name that is swept."""
    place = Path(tempfile.mkdtemp(prefix=_NEW + prefix, dir=parent))
    try:
        handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            place = place.rename(place.with_name(place.name.removeprefix(_NEW)))
            yield place
        finally:
            os.close(handle)
    finally:
        shutil.rmtree(place)


def sweep(*parents: Path) -> None:
    """Removes from these folders, and from TMPDIR, what commands that were killed have left of theirs: the
    folders that are ours and that nobody holds."""
    for parent in {*parents, Path(tempfile.gettempdir())}:
        for prefix in (OPENED, TRIED):
            for found in parent.glob(f"{prefix}*"):
                _remove_unless_locked(found)


def _remove_unless_locked(stale: Path) -> None:
    try:
        handle = os.open(stale, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return  # gone meanwhile, or none of ours
    try:
        status = os.fstat(handle)
        if status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(stale, ignore_errors=True)
    except BlockingIOError:
        return  # another command is at it
    finally:
        os.close(handle)
