"""Files for download take seconds of a processor each: a worker makes one at a time."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from server.auth.rate_limits import FILES
from server.auth.throttle import current_client
from server.http.blueprint import naming_problems
from server.http.concurrency import Work, take_permit

Said = ParamSpec("Said")
Told = TypeVar("Told")


def limit_files(view: Callable[Said, Told]) -> Callable[Said, Told]:
    """A view that answers with a file. Raises too_many_attempts and files_busy."""

    @naming_problems(["files_busy", "too_many_attempts"])
    @wraps(view)
    def limited(*args: Said.args, **kwargs: Said.kwargs) -> Told:
        FILES.check(current_client())
        take_permit(Work.FILE, "files_busy")
        FILES.count(current_client())
        return view(*args, **kwargs)

    return limited
