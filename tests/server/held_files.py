"""The server for `test_file_limiter.py`: a file that has begun is told in the
pipe BEGUN, for whom too, and made once HELD, a file, is not locked."""

import fcntl
import os
from pathlib import Path
from typing import IO, Any

from server import create_app
from server.auth.principal import Principal
from server.reports.use_cases import exporting
from tests.town import Clock

sessions_as_csv = exporting.sessions_as_csv


def csv_when_let_go(principal: Principal, *asked: Any) -> IO[bytes]:
    with Path(os.environ["BEGUN"]).open("wb") as begun:
        begun.write(b"." if principal.account is None else b"A")
    with Path(os.environ["HELD"]).open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        return sessions_as_csv(principal, *asked)


exporting.sessions_as_csv = csv_when_let_go
app = create_app({"CLOCK": Clock()})
