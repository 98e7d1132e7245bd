"""Reading a file that somebody chose: with distrust, in a process of its own (server/spreadsheets/child.py),
one at a time; and however it is broken, it is broken in words."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog

from server.confined.running import run
from server.spreadsheets.bounds import MAX_FILE_BYTES, WALL_SECONDS
from server.spreadsheets.child import write_sheet
from server.spreadsheets.sheet import Fault, Row, Sheet, Table
from server.spreadsheets.turn import turn
from sync.problems import PROBLEMS, ProblemError

log = structlog.get_logger()

COMMAND = (sys.executable, "-E", "-s", "-S", "-B", "-m", "server.spreadsheets.child")
"""Without the packages that are installed, which it does not need, and all that is loaded with them."""
_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""So begins an .xls, and an .xlsx with a password."""
_GRACE_SECONDS = 2
_OF_FILES = {
    code: PROBLEMS[code]
    for code in ("sheet_too_large", "sheet_unreadable", "sheet_without_headings", "sheet_empty")
}
"""What the process itself may say of a file."""


@contextmanager
def reading_table(file: bytes, sheet: Sheet, lock: Path) -> Iterator[Table]:
    """The rows of the sheet of that title, or else of the first one. `lock` is the file that is locked
    until the block ends: what is done with hundreds of rows costs no less than to read them. Raises
    sheet_too_large, sheet_too_old, sheet_unreadable, sheet_without_headings, sheet_empty, and
    sheet_busy while somebody else is at theirs."""
    if len(file) > MAX_FILE_BYTES:
        raise ProblemError(PROBLEMS["sheet_too_large"])
    if file.startswith(_OLD_OR_LOCKED):
        raise ProblemError(PROBLEMS["sheet_too_old"])
    with turn(lock) as held:
        yield _read(file, sheet, held)


def _read(file: bytes, sheet: Sheet, held: int) -> Table:
    ended = run(COMMAND, write_sheet(sheet) + file, WALL_SECONDS + _GRACE_SECONDS, held)
    if ended.status != 0:
        raise _why(ended.status, len(file))
    said = json.loads(ended.said)
    if "code" in said:
        raise ProblemError(_OF_FILES[said["code"]], said["details"])
    return _table(said)


def _why(status: int, length: int) -> Exception:
    """What is said of a process that did not come to its end."""
    if status == -signal.SIGALRM:  # its own seconds were not up: the machine had no time for it
        code = "sheet_busy"
    elif status in (-signal.SIGXCPU, -signal.SIGKILL):
        code = "sheet_too_large"
    elif status < 0:
        code = "sheet_unreadable"
    else:
        return RuntimeError(f"the reader of spreadsheets ended with {status}")
    log.warning("sheet_stopped", signal=signal.Signals(-status).name, bytes=length)
    return ProblemError(PROBLEMS[code], retry_after=WALL_SECONDS if code == "sheet_busy" else None)


def _table(said: dict[str, Any]) -> Table:
    rows = [
        Row(number, values, shown, frozenset(unread))
        for number, values, shown, unread in said["rows"]
    ]
    faults = [Fault(*each) for each in said["faults"]]
    return Table(rows, faults, said["headings"], said["ignored"])
