"""What only one may do at a time, in all workers of the machine.

Each of those who share a file of locks has so many bytes of it. The lock is the system's, which ends with
the process; what the bytes hold is the caller's. Nothing that goes wrong with the file keeps anybody out:
then who holds a lock is alone in this worker only. It is opened before the workers fork
(server/gunicorn_conf.py), so that all of them have the same one, be it one without a name."""

import fcntl
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import structlog

log = structlog.get_logger()

PLACES = 1 << 16


class MachineLocks:
    """The locks in one file, of `size` bytes each."""

    def __init__(self, path: Path, key: str, size: int = 1, places: int = PLACES) -> None:
        self._path, self._key, self._size = path, blake2b(key.encode()).digest(), size
        self._places = places
        self._file: int | None = None
        self._taken: set[int] = set()  # a lock of the system is its process's, not its thread's
        self._guard = Lock()

    def place(self, who: str) -> int:
        """The number of somebody's bytes in the file. By the key, so that nobody makes an id for it;
        who shares one by chance, which nobody can bring about, shares the lock too."""
        spelled = blake2b(who.encode(), key=self._key, digest_size=4).digest()
        return int.from_bytes(spelled) % self._places

    def take(self, place: int) -> bool:
        """Whether nobody else has this place until it is given back."""
        with self._guard:
            if place in self._taken:
                return False
            self._taken.add(place)
        is_ours = False
        try:
            is_ours = self._lock(place)
        finally:
            if not is_ours:
                self._taken.discard(place)
        return is_ours

    def give_back(self, place: int) -> None:
        """Ends what `take` began."""
        try:
            fcntl.lockf(self.open(), fcntl.LOCK_UN, self._size, place * self._size)
        except OSError as error:
            log.warning("not_unlocked", file=self._path.name, exc_info=error)
        finally:
            self._taken.discard(place)

    def _lock(self, place: int) -> bool:
        try:
            how = fcntl.LOCK_EX | fcntl.LOCK_NB
            fcntl.lockf(self.open(), how, self._size, place * self._size)
        except (BlockingIOError, PermissionError):
            return False
        except OSError as error:  # then it is alone in this worker
            log.warning("not_locked", file=self._path.name, exc_info=error)
        return True

    def open(self) -> int:
        """The file, open until the process ends: to close it anywhere would give up all its locks."""
        if self._file is None:
            with self._guard:
                if self._file is None:
                    self._file = _open_shared(self._path)
        return self._file


def _open_shared(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:  # a folder that cannot be written
        log.warning("file_of_locks_without_name", file=str(path), error=error.strerror)
        with tempfile.TemporaryFile() as unnamed:
            return os.dup(unnamed.fileno())
