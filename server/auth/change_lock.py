"""Some changes look through all that a unit or a member has, and keep everybody else from writing while they
are worked out: a change of units, a dry run of one too, a merger of members, a certificate. A spreadsheet that
somebody brings keeps all others from bringing theirs. So each asker has one at a time, across all workers of
the machine, and whoever writes waits for one of them at the most."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from server.auth.throttle import current_client
from server.config import Settings
from server.database.machine_locks import MachineLocks
from sync.problems import PROBLEMS, ProblemError

FILE_NAME = "changes"
_ASK_AGAIN = 5


@contextmanager
def one_change(code: str = "server_busy") -> Iterator[None]:
    """Inside, the asker has such a change in work. Raises the problem `code` where another change of theirs is in
    work."""
    locks = changes_in_work()
    place = locks.place(current_client())
    if not locks.take(place):
        raise ProblemError(PROBLEMS[code], retry_after=_ASK_AGAIN)
    try:
        yield
    finally:
        locks.give_back(place)


def changes_in_work() -> MachineLocks:
    """Who has one in work, in this application."""
    settings: Settings = current_app.config["SETTINGS"]
    found: MachineLocks = current_app.extensions.setdefault(
        FILE_NAME, MachineLocks(settings.state / FILE_NAME, settings.secret_key)
    )
    return found
