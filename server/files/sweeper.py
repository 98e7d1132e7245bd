"""The thread that sweeps files (server/files/use_cases/sweeping.py)."""

from threading import Event, Thread

import structlog
from flask import Flask

from server.files.use_cases.sweeping import sweep

log = structlog.get_logger()
SWEPT_EVERY = 3_600.0
"""Seconds."""


def sweep_by_and_by(app: Flask, every: float = SWEPT_EVERY) -> Thread:
    """Starts a thread that sweeps once in so many seconds, for as long as this process lives."""
    thread = Thread(target=_sweep, args=(app, every), name="sweep-files", daemon=True)
    thread.start()
    return thread


def _sweep(app: Flask, every: float) -> None:
    never = Event()
    while not never.wait(every):
        try:
            with app.app_context():
                sweep()
        except Exception as error:  # the thread goes on, whatever it is
            log.warning("files_not_swept", exc_info=error)
