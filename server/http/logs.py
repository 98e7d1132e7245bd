"""Logs: one JSON line for each event on stderr, never with the values of variables. What libraries and
Python itself have to say goes the same way."""

import logging
import os
import sys
import threading
from typing import Any

import structlog
from gunicorn.glogging import Logger

from server.config import LOG_LEVELS
from server.http.request_log import add_request_id


def configure_logs(level: str) -> None:
    """Sets up structlog for the whole process; `level` is one of LOG_LEVELS. Tracebacks carry no
    locals: those hold names, notes and secrets."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            add_request_id,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)
            ),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LOG_LEVELS[level]),
        # Whatever stderr is at that moment: who replaced it for a while may have closed it since.
        logger_factory=lambda: structlog.WriteLogger(sys.stderr),
    )


def take_over_logs() -> None:
    """For a serving process, before the application is made: what other code logs, warns of or fails with
    and nobody catches becomes a line too. Commands keep Python's own way: a person reads them."""
    level = os.environ.get("LOG_LEVEL", "").lower()
    configure_logs(level if level in LOG_LEVELS else "info")
    root = logging.getLogger()
    root.handlers[:] = [JsonHandler()]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, error, trace: _tell_failure(error)
    threading.excepthook = lambda failed: _tell_failure(failed.exc_value)
    sys.unraisablehook = lambda failed: _tell_failure(failed.exc_value)


class JsonHandler(logging.Handler):
    """Says what comes by Python's own `logging` as everything else is said."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        told: dict[str, Any] = {"logger": record.name}
        if record.exc_info:
            told["exc_info"] = record.exc_info
        level = max(each for each in (0, *LOG_LEVELS.values()) if each <= record.levelno)
        getattr(log, _NAMES.get(level, "debug"))(record.getMessage(), **told)


class GunicornLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's own, whose words on stderr are lines as all others."""

    def _set_handler(self, log: Any, output: Any, fmt: Any, stream: Any = None) -> None:
        super()._set_handler(log, output, fmt, stream)
        if output == "-":
            log.handlers[:] = [JsonHandler()]


_NAMES = {number: name for name, number in LOG_LEVELS.items()}


def _tell_failure(error: BaseException | None) -> None:
    structlog.get_logger().error("not_caught", exc_info=error)
