"""One such process at a time on the machine, of each sort: each may cost seconds and hundreds of megabytes."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from server.config import current_settings


class NotYourTurn(Exception):
    """Somebody else's is at work."""


def lock_of(sort: str) -> Path:
    """The file that is locked meanwhile. The folder is the one that gunicorn needs too: an installation may
    have no other in which it can write."""
    whose = hashlib.sha256(bytes(current_settings().instance.resolve())).hexdigest()[:16]
    return Path(gettempdir()) / f"tungngo-{os.getuid()}-{whose}{sort}.lock"


@contextmanager
def hold_turn(lock: Path) -> Iterator[int]:
    """Holds the lock, and gives its descriptor: whoever inherits that holds it too, until both are gone.
    Raises NotYourTurn, since who waited would keep a place at work."""
    held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotYourTurn from error
        yield held
    finally:
        os.close(held)
