"""The server for `test_hashing_slot.py`: a password that is about to be compared is told in the pipe BEGUN,
and compared once HELD, a file, is not locked."""

import fcntl
import os
from pathlib import Path

from server import create_app
from server.accounts.use_cases import password_sign_in
from tests.town import Clock

is_password = password_sign_in.is_password


def is_password_when_let_go(kept: str | None, password: str) -> bool:
    with Path(os.environ["BEGUN"]).open("wb") as begun:
        begun.write(b".")
    with Path(os.environ["HELD"]).open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
    return is_password(kept, password)


password_sign_in.is_password = is_password_when_let_go
app = create_app({"CLOCK": Clock()})
