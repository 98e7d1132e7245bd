"""What the processes of a gunicorn have used."""

import time
from pathlib import Path


def family(master: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return [master, *map(int, children)]


def cpu(master: int) -> float:
    """Seconds of a processor that these have used by now, with their threads that have ended."""
    return sum(time.clock_gettime(_clock_of(process)) for process in family(master))


def _clock_of(process: int) -> int:
    """The number of a process's clock, as glibc's clock_getcpuclockid makes it."""
    return ~process << 3 | 2


def peak(master: int) -> float:
    """The most memory that each of these ever had, together, in MB."""
    return sum(peaks(master))


def peaks(master: int) -> list[float]:
    """The most memory that each of these ever had, in MB."""
    return [_kilobytes(each, "status", "VmHWM:") / 1e3 for each in family(master)]


def memory(master: int) -> float:
    """What they hold now, in MB; what they share is counted once."""
    return sum(_kilobytes(each, "smaps_rollup", "Pss:") for each in family(master)) / 1e3


def _kilobytes(process: int, file: str, name: str) -> int:
    lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
