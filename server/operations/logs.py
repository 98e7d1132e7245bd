"""Logs: one JSON line for each event on stderr, never with the values of variables."""

import sys

import structlog

from server.config import LOG_LEVELS
from server.request_log import add_request_id


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
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
