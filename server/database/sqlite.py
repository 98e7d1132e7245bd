"""A connection to SQLite: its pragmas, and how long it waits."""

import sqlite3
from collections.abc import MutableMapping
from math import inf
from time import monotonic
from typing import Any

from server.database.timeouts import Timeouts

# The order matters: a connection that waits for a lock before it has a timeout fails at once.
PRAGMAS = (
    "busy_timeout=4000",  # later as long as who takes the connection may wait
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "cache_size=-4000",  # what a push of 500 changes touches must fit in, in KiB
    "secure_delete=ON",  # what is deleted or replaced is overwritten, also in pages that become free
    "wal_autocheckpoint=4000",  # pages; a page that many pushes touch is copied back once for them
)


_ENDS, _LOCK = "ends", "lock"
_LOOK_EVERY = 100_000
"""SQLite's instructions, of which it does some ten million a second."""


def prepare(connection: sqlite3.Connection, info: MutableMapping[str, Any]) -> None:
    """Sets up a new connection. `info` stays with it, and has its timeouts."""
    connection.isolation_level = None  # BEGIN is ours to say (server/database/engine.py)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.set_progress_handler(lambda: monotonic() > info.get(_ENDS, inf), _LOOK_EVERY)


def set_timeouts(
    connection: sqlite3.Connection, info: MutableMapping[str, Any], wanted: Timeouts
) -> None:
    """Gives a connection the timeouts of who takes it."""
    info[_ENDS] = monotonic() + wanted.whole
    if info.get(_LOCK) != wanted.lock:
        connection.execute(f"PRAGMA busy_timeout={int(wanted.lock * 1000)}")
        info[_LOCK] = wanted.lock
