"""One spreadsheet at a time on the machine: each may cost seconds and a hundred megabytes, and nobody
sends two at once."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from flask import current_app

from server.config import Settings
from sync.problems import PROBLEMS, ProblemError

_SECONDS_TO_WAIT = 5


def lock_of_spreadsheets() -> Path:
    """The file that is locked while one is read. The folder is the one that gunicorn needs too: an
    installation may have no other in which it can write."""
    settings: Settings = current_app.config["SETTINGS"]
    whose = hashlib.sha256(bytes(settings.instance.resolve())).hexdigest()[:16]
    return Path(gettempdir()) / f"tungngo-{os.getuid()}-{whose}.lock"


@contextmanager
def turn(lock: Path) -> Iterator[int]:
    """Holds the lock, and gives its descriptor: whoever inherits that holds it too, until both are gone.
    Raises sheet_busy, since who waited would keep a place at work."""
    held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ProblemError(PROBLEMS["sheet_busy"], retry_after=_SECONDS_TO_WAIT) from error
        yield held
    finally:
        os.close(held)
