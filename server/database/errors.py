"""What the errors of both databases mean to whoever asked."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

_LOCK_TIMEOUT = "55P03"
IDLE_TIMEOUT = "25P03"
"""PostgreSQL has ended the connection, since its transaction asked nothing for too long."""


def is_busy(error: DBAPIError) -> bool:
    """Whether the same may go well in a while."""
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return _is_locked(cause) or "interrupted" in str(cause)  # by a timeout of ours
    if not isinstance(error, OperationalError | InternalError):
        return False
    # PostgreSQL: out of connections, shutting down, gone; a deadlock or a lost race; a timeout of ours
    # (55P03 for a lock, 57014 for a statement).
    state = getattr(cause, "sqlstate", None)
    return state is None or state[:2] in ("08", "40", "53", "55", "57") or state == IDLE_TIMEOUT


def is_full(error: DBAPIError) -> bool:
    """Whether the database has no room left."""
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return "full" in str(cause)
    return getattr(cause, "sqlstate", None) == "53100"


def is_locked(error: DBAPIError) -> bool:
    """Whether somebody else held a lock for too long."""
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError):
        return _is_locked(cause)
    return getattr(cause, "sqlstate", None) == _LOCK_TIMEOUT


def _is_locked(error: sqlite3.Error) -> bool:
    return "locked" in str(error) or "busy" in str(error)
