"""How often codes are scanned, by day: in memory, and written once a minute. Of whoever scans nothing is
kept, neither address nor browser."""

import re
from collections import Counter
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

import structlog
from flask import Flask

from server.database.engine import separate_transaction
from server.public_codes import store

log = structlog.get_logger()

_WRITTEN_EVERY = 60.0
"""Seconds."""
_BOTS = re.compile(
    r"bot(?=[/;) ]|$)(?<!cubot)|crawl|spider|preview|facebookexternalhit|facebot|whatsapp|^zalo",
    re.IGNORECASE,
)
"""Programs that look at a link so that a message shows a picture of it, by what they call themselves."""


def is_preview(user_agent: str) -> bool:
    """Whether a program asks, and nobody who scanned a code."""
    return not user_agent or bool(_BOTS.search(user_agent))


@dataclass
class ScanCounter:
    """What a worker has counted and not written yet."""

    app: Flask
    _scans: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def count(self, code: str, day: str) -> None:
        """Counts one."""
        with self._lock:
            self._scans[code, day] += 1

    def write(self) -> None:
        """Writes all that was counted. What cannot be written is counted on."""
        with self._lock:
            scans, self._scans = self._scans, Counter()
        if not scans:
            return
        try:
            with self.app.app_context(), separate_transaction() as session:
                store.add_scans(session, scans)
        except BaseException:
            with self._lock:
                self._scans.update(scans)
            raise


def scan_counter(app: Flask) -> ScanCounter:
    """The one of this process."""
    found: ScanCounter = app.extensions.setdefault("scan_counter", ScanCounter(app))
    return found


def write_scans_by_and_by(app: Flask, every: float | None = None) -> Thread:
    """Starts a thread that writes what was counted once in so many seconds, for as long as this process
    lives."""
    seconds = _WRITTEN_EVERY if every is None else every
    thread = Thread(target=_write, args=(app, seconds), name="scan-counts", daemon=True)
    thread.start()
    return thread


def _write(app: Flask, every: float) -> None:
    never = Event()
    while not never.wait(every):
        write_scans(app)


def write_scans(app: Flask) -> None:
    """Writes what this process has counted; what the database does not take now is tried again."""
    try:
        scan_counter(app).write()
    except Exception as error:  # the thread goes on, whatever it is
        log.warning("scans_not_written", exc_info=error)
