"""Whether another user than the one who builds can run what was built: the service has one of its own."""

import os
import stat
import sys
from pathlib import Path

from .steps import ROOT, Advice

PYTHON_CLOSED = (
    "The service's user cannot run {python}: {place} is closed to other users. Take the system's "
    "Python: `make clean`, then `make build PYTHON=/usr/bin/python3`."
)
TREE_CLOSED = (
    "The service's user cannot run what is built here: {place} is closed to other users. Build in a folder "
    "that all may enter, such as /srv/tungngo."
)


def check(python: Path) -> None:
    """Root is never whom the service runs as, so it is told and stopped (Advice); anybody else may serve
    what they built, and is told."""
    problem = closed(python)
    if problem is None:
        return
    if is_root():
        raise Advice(problem)
    print(f"Mind: {problem}", file=sys.stderr)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def closed(python: Path) -> str | None:
    """What keeps other users from the program's folder or from this Python, as a sentence."""
    if place := first_closed(ROOT):
        return TREE_CLOSED.format(place=place)
    if place := first_closed(python.resolve()):
        return PYTHON_CLOSED.format(python=python.resolve(), place=place)
    return None


def first_closed(path: Path) -> Path | None:
    """The first folder on the way to a file, or the file itself, that others may not enter or run."""
    if os.name == "nt":
        return None
    for part in (*reversed(path.parents), path):
        if not part.stat().st_mode & stat.S_IXOTH:
            return part
    return None
