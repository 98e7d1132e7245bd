"""The server for `test_read_limiter.py`: a list of sessions that has begun is told in the pipe BEGUN, and
read once HELD, a file, is not locked."""

import fcntl
import os
from pathlib import Path
from typing import Any

from server import create_app
from server.statistics.use_cases import listing
from tests.town import Clock

sessions_of = listing.sessions_of


def sessions_when_let_go(*asked: Any, **more: Any) -> dict[str, Any]:
    with Path(os.environ["BEGUN"]).open("wb") as begun:
        begun.write(b".")
    with Path(os.environ["HELD"]).open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        return sessions_of(*asked, **more)


listing.sessions_of = sessions_when_let_go
app = create_app({"CLOCK": Clock()})
