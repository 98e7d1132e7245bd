"""The configuration of a server that forgets all counted rates at a signal: the bench pushes and reads more than a
phone or a desk may."""

import signal
from typing import Any

from server import gunicorn_conf
from server.auth import rate_limits
from server.gunicorn_conf import *  # noqa: F403


def post_worker_init(worker: Any) -> None:
    """Called by gunicorn in each new worker."""
    gunicorn_conf.post_worker_init(worker)
    signal.signal(signal.SIGRTMIN, lambda _number, _frame: rate_limits.clear())
