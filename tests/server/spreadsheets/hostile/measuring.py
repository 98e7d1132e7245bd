"""What reading a file costs, by the system's own count. The system counts for a process the memory of
whoever started it too, so a small process starts them: this file, which needs nothing but Python."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryFile
from typing import Any

PATIENT = "from server.spreadsheets import child; child.WALL_SECONDS = 300; child.main()"
"""The reader as it is, with all the time that a machine needs on which much else is tested."""


@dataclass(frozen=True)
class Cost:
    """CPU in seconds, memory at its highest in bytes, the signal that ended the process or 0, and what
    it said: the code of a problem, or how many rows there are."""

    seconds: float
    memory: int
    signal: int
    said: str | int


class Meter:
    """Reads files, and tells the cost."""

    def __init__(self, helper: "Popen[bytes]", request: bytes) -> None:
        self._helper, self._request = helper, request

    def read(self, file: bytes) -> Cost:
        """The cost of a file."""
        to, back = self._helper.stdin, self._helper.stdout
        assert to is not None
        assert back is not None
        whole = self._request + file
        to.write(len(whole).to_bytes(8, "big") + whole)
        to.flush()
        return Cost(**json.loads(back.readline()))


@contextmanager
def metering(
    command: tuple[str, ...], environment: dict[str, str], folder: Path, request: bytes
) -> Iterator[Meter]:
    """Gives a meter for a command that takes `request` and a file on its standard input."""
    how = json.dumps({"args": command, "env": environment, "cwd": str(folder)})
    helper = Popen([sys.executable, "-E", "-S", __file__, how], stdin=PIPE, stdout=PIPE)
    with helper:
        yield Meter(helper, request)


def _answer(how: dict[str, Any], request: bytes) -> dict[str, Any]:
    with TemporaryFile() as asked:
        asked.write(request)
        asked.seek(0)
        with Popen(**how, stdin=asked, stdout=PIPE, stderr=DEVNULL) as process:
            assert process.stdout is not None
            text = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    return {
        "seconds": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * 1024,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "said": _said(text),
    }


def _said(text: bytes) -> str | int:
    if not text:
        return "nothing"
    said = json.loads(text)
    return str(said["code"]) if "code" in said else len(said["rows"])


if __name__ == "__main__":
    told = json.loads(sys.argv[1])
    while length := sys.stdin.buffer.read(8):
        asked = sys.stdin.buffer.read(int.from_bytes(length, "big"))
        print(json.dumps(_answer(told, asked)), flush=True)
