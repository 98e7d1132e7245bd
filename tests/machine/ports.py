"""Ports of this machine that nobody else has."""

import socket


def free_port() -> int:
    """A port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def hold_port() -> socket.socket:
    """A port that stays ours until the socket is closed, also while no server listens on it.
    Only who asks for it with SO_REUSEPORT, as `gunicorn --reuse-port` does, may use it too."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind(("127.0.0.1", 0))
    return held
