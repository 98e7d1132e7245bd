"""The server, which counts for Prometheus or not as each request says: two servers would differ by more
than counting costs."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from server import create_app
from server.metrics import instruments
from server.metrics.current import metrics_of
from server.metrics.instruments import Instruments

HEADER, NOW = "Uncounted", "Count-Now"
"""With the first a request is not counted; with the other those that were noted are counted before it, by
whoever answers it and by no thread."""
_state = {"counts": True}


def create_counting() -> Flask:
    """The whole application."""
    instruments.COUNTED_EVERY = 3600
    for name in ("count_request", "count_verdicts", "count_screening"):
        setattr(Instruments, name, _at_will(getattr(Instruments, name)))
    app = create_app()
    respond = app.wsgi_app

    def answer(asked: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _state["counts"] = "HTTP_UNCOUNTED" not in asked
        if "HTTP_COUNT_NOW" in asked:
            metrics_of(app).instruments.count_answered()
        return respond(asked, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign]
    return app


def _at_will(count: Callable[..., None]) -> Callable[..., None]:
    def counting(*said: Any, **named: Any) -> None:
        if _state["counts"]:
            count(*said, **named)

    return counting
