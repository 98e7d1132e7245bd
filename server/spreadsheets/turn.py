"""One spreadsheet at a time on the machine: nobody sends two at once."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from server.confined.turn import NotYourTurn, hold_turn, lock_of
from sync.problems import PROBLEMS, ProblemError

_SECONDS_TO_WAIT = 5


def lock_of_spreadsheets() -> Path:
    """The file that is locked while one is read."""
    return lock_of("")


@contextmanager
def turn(lock: Path) -> Iterator[int]:
    """Holds the lock, as `hold_turn` does. Raises sheet_busy."""
    with ExitStack() as stack:
        try:
            held = stack.enter_context(hold_turn(lock))
        except NotYourTurn as error:
            raise ProblemError(PROBLEMS["sheet_busy"], retry_after=_SECONDS_TO_WAIT) from error
        yield held
