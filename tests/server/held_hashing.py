"""The server for `test_hashing_slot.py`: a password that is about to be compared is told in the pipe BEGUN,
and compared once HELD, a file, is not locked. Who waits meanwhile waits for as long as that takes."""

import fcntl
import os
from pathlib import Path

from server import create_app
from server.accounts.use_cases import password_sign_in
from server.database.slot_kinds import HASH, LOOK
from tests.town import Clock

is_password = password_sign_in.is_password


def is_password_when_let_go(kept: str | None, password: str) -> bool:
    with Path(os.environ["BEGUN"]).open("wb") as begun:
        begun.write(b".")
    with Path(os.environ["HELD"]).open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
    return is_password(kept, password)


password_sign_in.is_password = is_password_when_let_go
for kind in (LOOK, HASH):
    object.__setattr__(kind, "wait", 60.0)
app = create_app({"CLOCK": Clock()})
