"""The folder in which the workers of one server keep what they count, so that whichever is asked tells the
sum (prometheus_client's multiprocess mode). Its files are memory that is written to a disk by and by: a page
that finds no room there ends its process. So room for all of it is taken first, and where there is none
nothing is counted."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import structlog
from prometheus_client import values
from prometheus_client.multiprocess import mark_process_dead

log = structlog.get_logger()

PREFIX = "tungngo-metrics-"
COUNTER_BYTES, GAUGE_BYTES = 1 << 20, 1 << 16
"""Of the files of a worker: a test holds what all routes can bring to it."""
_FILES = {"counter": COUNTER_BYTES, "histogram": COUNTER_BYTES, "gauge_livesum": GAUGE_BYTES}
_PAGE = 4096
_LIBRARY = "PROMETHEUS_MULTIPROC_DIR"


class SharedFolder:
    """A folder of this server's own; a lock beside it, which all its processes hold, says that it is in
    use. `make` is called before the workers fork."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self._is_usual = values.ValueClass
        self._lock: int | None = None

    def make(self) -> bool:
        """Makes it, and removes what servers that were killed have left. False where none can be had,
        which the log says once."""
        try:
            place = Path(tempfile.gettempdir())
            for left in place.glob(f"{PREFIX}*.lock"):
                _remove_unless_used(left)
            handle, name = tempfile.mkstemp(".lock", PREFIX, place)
            self._lock = handle
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            folder = Path(name).with_suffix("")
            folder.mkdir(mode=0o700)
        except OSError as error:
            log.warning("not_counted", why="no folder for metrics", error=str(error))
            return False
        self.path = folder
        os.environ[_LIBRARY] = str(folder)
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
        return True

    def reserve(self) -> bool:
        """In a new worker: takes the room that it needs. False where there is none, and then it counts
        nothing."""
        if self.path is None:
            return False
        made = [self.path / f"{sort}_{os.getpid()}.db" for sort in _FILES]
        try:
            for file, size in zip(made, _FILES.values(), strict=True):
                draft = file.with_suffix(".new")  # who adds up all of them trips over an empty one
                with draft.open("wb") as new:
                    os.posix_fallocate(new.fileno(), 0, size)
                draft.rename(file)
        except OSError as error:
            log.warning("not_counted", why="no room for metrics", error=str(error))
            values.ValueClass = self._is_usual
            for file in made:
                file.unlink(missing_ok=True)
                file.with_suffix(".new").unlink(missing_ok=True)
            return False
        return True

    def forget(self, pid: int) -> None:
        """After a worker has ended: what it counted stays, what it had in work does not."""
        if self.path is None:
            return
        mark_process_dead(pid, str(self.path))  # type: ignore[no-untyped-call]
        for file in self.path.glob(f"*_{pid}.db"):
            _shorten(file)

    def remove(self) -> None:
        """When the server ends."""
        if self.path is not None:
            shutil.rmtree(self.path, ignore_errors=True)
            self.path.with_suffix(".lock").unlink(missing_ok=True)


def _shorten(file: Path) -> None:
    """Gives back the room that a worker took and did not need; the first number of a file says that."""
    with file.open("r+b") as kept:
        used = int.from_bytes(kept.read(4), "little")
        kept.truncate(max(_PAGE, -(-used // _PAGE) * _PAGE))


def _remove_unless_used(lock: Path) -> None:
    with suppress(OSError):  # another user's, or gone meanwhile
        handle = os.open(lock, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink()
        finally:
            os.close(handle)
