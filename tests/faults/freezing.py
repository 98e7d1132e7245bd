"""Stopping processes where they are, all at once, as the power does."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def freeze(root: int) -> list[int]:
    """Stops a process and all that come from it; answers them, when all stand still."""
    stopped: list[int] = []
    while found := [pid for pid in family(root) if pid not in stopped]:
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        for pid in found:
            _wait_until_stopped(pid)
        stopped += found
    return stopped


def kill(processes: Iterable[int]) -> None:
    """SIGKILL to each that is still there."""
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def family(root: int) -> list[int]:
    """A process and all that come from it, parents first."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (stat := _stat(int(entry.name))):
            parents[int(entry.name)] = int(stat[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _wait_until_stopped(pid: int) -> None:
    until = time.monotonic() + 10
    while _stat(pid)[:1] not in ([], ["T"], ["Z"]):
        assert time.monotonic() < until, f"process {pid} does not stand still"
        time.sleep(0.001)


def _stat(pid: int) -> list[str]:
    """State, parent and so on, as proc(5) tells them; nothing if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
