"""Ports of this machine that nobody else has."""

import socket
from contextlib import suppress
from pathlib import Path
from random import SystemRandom

_FIRST, _FIRST_GIVEN = 10_000, 32_768
_chance = SystemRandom()
_HELD = ("01", "08")
"""ESTABLISHED and CLOSE_WAIT, as the kernel writes them: whoever listens has not let go of such a line."""


def free_port() -> int:
    """A port that is free at this moment, and that the kernel gives to no line that goes out: those who
    ask for any port are given one of these a moment later."""
    while True:
        number = _chance.randrange(_FIRST, _FIRST_GIVEN)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", number))
            return number


def hold_port() -> socket.socket:
    """A port that stays ours until the socket is closed, also while no server listens on it.
    Only who asks for it with SO_REUSEPORT, as `gunicorn --reuse-port` does, may use it too."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind(("127.0.0.1", 0))
    return held


def lines_held(port: int) -> int:
    """How many lines to a port of 127.0.0.1 its server still holds, those too whose other end is gone
    while it works for them."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    ours = (line.split()[1:4] for line in lines)
    return sum(here == f"0100007F:{port:04X}" and state in _HELD for here, _, state in ours)
