"""The program that runs the phones: their real code, in Node, on a database of its own each."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.machine.needs import BIN

PWA = Path(__file__).parents[2] / "pwa"
Message = dict[str, Any]


class Host:
    """Says one thing at a time to the program, and hears one."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        assert running.stdin is not None
        assert running.stdout is not None
        self._in, self._out = running.stdin, running.stdout
        assert self.hear()["event"] == "ready"

    def tell(self, do: str, **message: Any) -> None:
        self._in.write(json.dumps({"do": do, **message}) + "\n")
        self._in.flush()

    def hear(self) -> Message:
        line = self._out.readline()
        assert line, "the phones' program has ended"
        found: Message = json.loads(line)
        return found


@contextmanager
def phones() -> Iterator[Host]:
    """The program, for as long as it is needed; it serves one world after the other."""
    running = subprocess.Popen(
        [BIN / "node", "simulation/host.ts"],
        cwd=PWA,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Host(running)
    finally:
        running.kill()
        running.communicate()
