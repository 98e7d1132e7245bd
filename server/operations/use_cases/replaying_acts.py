"""One act of the journal after the other, each in a savepoint: what fails takes none of its neighbours
with it, and is named (PROTOCOL 5.9.2)."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from server.audit.journal import Event
from server.records.writer import Writer
from sync.problems import ProblemError
from sync.refusal import ChangeRefused

log = structlog.get_logger()


@dataclass(frozen=True)
class FailedAct:
    """An act that could not be replayed: what was done, the id of what it was done to, and why not (a
    code of the register of problems, or the kind of error), without a word of anybody's."""

    action: str
    subject: str
    reason: str


class ActReplayer:
    """Replays acts and keeps count: `done` by action, `failed` each once."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.done: Counter[str] = Counter()
        self.failed: list[FailedAct] = []

    def replay(self, event: Event, act: Callable[[], object]) -> None:
        """Does an act in a savepoint; one that answers something true has changed something. Raises
        OperationalError and InterfaceError alone: without the database nothing can be done."""
        with self.naming_failure(event):
            with self.writer.savepoint():
                is_done = act()
            if is_done:
                self.done[event.action] += 1

    @contextmanager
    def naming_failure(self, event: Event) -> Iterator[None]:
        """What fails inside goes into `failed`, and into the log with its traceback."""
        try:
            yield
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            failed = FailedAct(event.action, event.subject, _reason(error))
            log.error(
                "act_not_replayed", action=event.action, subject=event.subject, exc_info=error
            )
            if failed not in self.failed:
                self.failed.append(failed)


def _reason(error: Exception) -> str:
    match error:
        case ChangeRefused():
            return str(error)
        case ProblemError():
            return error.problem.code
        case _:
            return type(error).__name__
