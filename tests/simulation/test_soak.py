"""A soak that is killed takes with it all that it began."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.simulation.soak import SORTS

PROJECT = Path(__file__).parents[2]
PROC = Path("/proc")
PATIENCE_MS = 60_000
LONG = "600"
"""Seconds: nobody waits for its end."""


@dataclass
class Ends:
    """Processes that are to end: each by a descriptor that becomes readable then."""

    names: dict[int, str] = field(default_factory=dict)

    def watch(self, process: int) -> None:
        self.names[os.pidfd_open(process)] = " ".join(words_of(process)[:6])

    def end(self) -> None:
        """Takes away what is left, where the test failed."""
        for descriptor in self.names:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(descriptor, signal.SIGKILL)
            os.close(descriptor)

    def living(self) -> list[str]:
        """Those that have not ended when patience has."""
        waiting = select.poll()
        for descriptor in self.names:
            waiting.register(descriptor, select.POLLIN)
        left = dict(self.names)
        while left and (ended := waiting.poll(PATIENCE_MS)):
            for descriptor, _ in ended:
                waiting.unregister(descriptor)
                del left[descriptor]
        return [*left.values()]


def words_of(process: int) -> list[str]:
    """The command line of a process."""
    return (PROC / str(process) / "cmdline").read_text().split("\0")


def begun_by(process: int) -> Iterator[int]:
    """All processes that came from one, down to the last."""
    for task in (PROC / str(process) / "task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            for word in (task / "children").read_text().split():
                yield int(word)
                yield from begun_by(int(word))


@contextmanager
def soak() -> Iterator[subprocess.Popen[str]]:
    """A soak that plays on both databases."""
    command = [sys.executable, "-m", "tests.simulation", LONG]
    running = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    try:
        heard = {running.stdout.readline().split(" ")[0] for _ in SORTS}
        assert heard == {*SORTS}
        yield running
    finally:
        running.kill()
        running.wait()
        running.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_of_a_killed_soak_goes_on(number: signal.Signals) -> None:
    ends = Ends()
    with ExitStack() as open_:
        running = open_.enter_context(soak())
        open_.callback(ends.end)
        processes = [*begun_by(running.pid)]
        for process in processes:
            ends.watch(process)
        programs = " ".join(ends.names.values())
        assert ("node" in programs, "postgres" in programs) == (True, True)
        (data,) = {
            Path(word) for each in processes for word in words_of(each) if word.endswith("/data")
        }
        assert data.is_dir()
        running.send_signal(number)
        assert ends.living() == []
        assert not data.parent.exists()
