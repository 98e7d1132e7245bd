"""One act of the journal after the other, each in a savepoint: what fails takes none of its neighbours
with it, and is named (PROTOCOL 5.9.2)."""

from collections import Counter
from collections.abc import Callable
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
        self._failed: dict[tuple[str, str], FailedAct] = {}

    @property
    def failed(self) -> list[FailedAct]:
        """What could not be replayed so far."""
        return list(self._failed.values())

    def replay(self, event: Event, act: Callable[[], object]) -> bool:
        """Does an act in a savepoint; one that answers something true has changed something. Answers whether
        it could be done; where it could not, the log has the traceback. Raises OperationalError and
        InterfaceError alone: without the database nothing can be done."""
        key = event.action, event.subject
        try:
            with self.writer.savepoint():
                is_done = act()
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            self._failed[key] = FailedAct(*key, _reason(error))
            log.error("act_not_replayed", action=key[0], subject=key[1], exc_info=error)
            return False
        self._failed.pop(key, None)
        if is_done:
            self.done[event.action] += 1
        return True


class Merges:
    """Who was merged into whom, and which of these merges could not be replayed."""

    def __init__(self) -> None:
        self._into: dict[str, str] = {}
        self._left: dict[str, Event] = {}

    def add(self, event: Event, is_done: bool) -> None:
        """A merge that was replayed, or could not be."""
        self._into[event.subject] = event.parts["into"]
        self._left.pop(event.subject, None)
        if not is_done:
            self._left[event.subject] = event

    def left(self) -> list[Event]:
        """Those that could not be replayed so far."""
        return list(self._left.values())

    def apart(self, member: str) -> list[str]:
        """Who is still somebody of their own and was this member by then."""
        return [each for each in self._left if self._whoever(each) == member]

    def _whoever(self, member: str) -> str:
        while member in self._into:
            member = self._into[member]
        return member


def _reason(error: Exception) -> str:
    match error:
        case ChangeRefused():
            return str(error)
        case ProblemError():
            return error.problem.code
        case _:
            return type(error).__name__
