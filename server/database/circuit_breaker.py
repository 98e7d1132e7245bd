"""Whether a database is there at all, asked by one thread for all others. Open, nobody else waits for
the database: to be told at once is better than to be told late, and threads stay free."""

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger()

PAUSE_SECONDS = 1.0
"""Between two questions while it is open."""


class CircuitBreaker:
    """Open from when nothing answered until something does. `answers` asks, and bounds its own waiting;
    any answer will do, a refusal too."""

    def __init__(self, answers: Callable[[], bool]) -> None:
        self.is_open = False
        self._answers = answers
        self._asking = threading.Lock()
        self._pause = threading.Event()

    def suspect(self) -> None:
        """For who has waited for long: has somebody ask, unless somebody does."""
        if not self._asking.acquire(blocking=False):
            return
        try:
            threading.Thread(target=self._ask, name="database-probe", daemon=True).start()
        except RuntimeError as error:  # no thread to be had; the next one tries again
            self._asking.release()
            log.warning("database_not_probed", exc_info=error)

    def _ask(self) -> None:
        try:
            while not self._answers():
                if not self.is_open:
                    log.error("database_silent")
                self.is_open = True
                self._pause.wait(PAUSE_SECONDS)
            if self.is_open:
                log.warning("database_answers_again")
        finally:
            self.is_open = False
            self._asking.release()
