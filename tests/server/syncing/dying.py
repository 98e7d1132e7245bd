"""The server for `test_killed.py`: it kills its own worker where the file named by DIE_AT says:
"before" the use case, "inside" the transaction, or "after" the commit, before the answer."""

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from server import create_app
from tests.town import Clock

ORDER = Path(os.environ["DIE_AT"])
made = create_app({"CLOCK": Clock()})
serve = made.wsgi_app


def die(point: str) -> None:
    """Dies now if that was ordered, once."""
    if ORDER.exists() and ORDER.read_text() == point:
        ORDER.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    die("inside")


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The application, mortal."""
    if environ["PATH_INFO"] != "/api/sync/v1":
        return serve(environ, start_response)
    die("before")
    body = serve(environ, start_response)
    die("after")
    return body
