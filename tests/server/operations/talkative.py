"""The server, of which every part has something to say, for `test_logs.py`."""

import gc
import logging
import threading
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from server import create_app

app = create_app()


class Unraisable:
    """Fails where nobody can catch it."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        raise RuntimeError("said by nobody")


def fail() -> None:
    raise RuntimeError("said by a thread")


def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Says all of it at /talk."""
    if environ["PATH_INFO"] == "/fail":
        raise RuntimeError("said by a request")
    if environ["PATH_INFO"] == "/talk":
        structlog.get_logger().info("said by us")
        logging.getLogger("sqlalchemy.pool").error("said by\na %s", "library", exc_info=OSError())
        warnings.warn("said as a warning", stacklevel=1)
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Unraisable()
        gc.collect()
    start_response("200 OK", [("Content-Length", "0")])
    return []


app.wsgi_app = respond  # type: ignore[method-assign]  # past all that answers errors
