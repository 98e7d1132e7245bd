"""The server for `test_file_limiter.py`: a file that has begun is told in the
pipe BEGUN, and made once HELD, a file, is not locked."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server import create_app
from server.reports.use_cases import exporting
from tests.town import Clock

sessions_as_lines = exporting.sessions_as_lines


def lines_when_let_go(*asked: Any) -> Iterator[str]:
    with Path(os.environ["BEGUN"]).open("wb") as begun:
        begun.write(b".")
    with Path(os.environ["HELD"]).open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        return sessions_as_lines(*asked)


exporting.sessions_as_lines = lines_when_let_go
app = create_app({"CLOCK": Clock()})
