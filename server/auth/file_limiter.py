"""Files for download are the dearest that anybody may read: seconds of a processor each, and room on the
disk until the last byte is taken. So each asker has one at a time, across all workers of the machine, until
it is sent; and one is made at a time in each worker (server/database/slots.py): others wait for that
without a thread, accounts before phones, of which a big team has many."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app

from server.auth.current import current_principal
from server.auth.throttle import current_client
from server.config import Settings
from server.database.machine_locks import MachineLocks
from server.database.slot_kinds import FILE
from server.database.slots import QueuedRequest, current_turn, hold_slot
from server.http.blueprint import naming_problems
from sync.problems import PROBLEMS, ProblemError

FILE_NAME = "downloads"
_ASK_AGAIN = 5
_PLACES = 1 << 31
"""Nothing stands in that file, so there may be so many that no two askers share one."""

Said = ParamSpec("Said")
Told = TypeVar("Told")


def limit_files(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """A view that answers with a file. It raises file_in_work where another one is being made for the
    asker or sent, and files_busy who has waited too long for others' files."""

    @naming_problems(["file_in_work", "files_busy"])
    @wraps(view)
    def limited(*args: Said.args, **kwargs: Said.kwargs) -> Told:
        turn = current_turn()
        if turn is not None and not turn.holds(FILE_NAME):
            _take_place(turn)
        hold_slot(FILE, is_known=current_principal().account is not None)
        return view(*args, **kwargs)

    return limited


def _take_place(turn: QueuedRequest) -> None:
    """The asker's, until the answer is sent, however long it has to wait for a slot."""
    locks = downloads()
    place = locks.place(current_client())
    if not locks.take(place):
        raise ProblemError(PROBLEMS["file_in_work"], retry_after=_ASK_AGAIN)
    turn.hold_until_sent(FILE_NAME, lambda: locks.give_back(place))


def downloads() -> MachineLocks:
    """Who is having a file made, in this application."""
    settings: Settings = current_app.config["SETTINGS"]
    found: MachineLocks = current_app.extensions.setdefault(
        FILE_NAME, MachineLocks(settings.state / FILE_NAME, settings.secret_key, places=_PLACES)
    )
    return found
