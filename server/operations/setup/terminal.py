"""Ctrl-C for us alone: make would turn it into an error of its own."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def foreground() -> Iterator[None]:
    """Be a process group of our own that owns the terminal, and hand it back at the end."""
    terminal = controlling_terminal()
    if terminal is None:
        yield
        return
    before = os.getpgrp()
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, before)


def controlling_terminal() -> int | None:
    """The terminal we are in the foreground of, if any."""
    if not hasattr(os, "tcsetpgrp") or not sys.stdin.isatty():
        return None
    terminal = sys.stdin.fileno()
    try:
        return terminal if os.tcgetpgrp(terminal) == os.getpgrp() else None
    except OSError:
        return None
