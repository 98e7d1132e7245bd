"""What the system holds such a process to. It needs nothing but Python."""

import os
import resource
import signal
from dataclasses import dataclass

_LESS_URGENT = 5
_STANDARD_STREAMS = 3


@dataclass(frozen=True)
class Limits:
    """Bytes of its own data, seconds of the processor, and of the clock. `shut`: it opens neither file nor
    connection from then on; whatever it needs it has loaded."""

    memory: int
    cpu_seconds: int
    wall_seconds: int
    shut: bool = False


def hold_to(limits: Limits) -> None:
    """Puts this process under its limits. It ends by itself also where whoever began it is gone."""
    bounds = {
        resource.RLIMIT_DATA: (limits.memory, limits.memory),
        # At the first the process is stopped by name, at the second without one.
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 1),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
    }
    if limits.shut:
        bounds[resource.RLIMIT_NOFILE] = (_STANDARD_STREAMS, _STANDARD_STREAMS)
    for kind, limit in bounds.items():
        resource.setrlimit(kind, limit)
    signal.alarm(limits.wall_seconds)
    os.nice(_LESS_URGENT)
