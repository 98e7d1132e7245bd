"""What takes long to make and every worker of a run needs: made by the first that asks for it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path


def once(place: Path, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` in a place that all workers share, as `make` filled it. Whoever comes
    first makes it, the others wait; what was not finished is made anew."""
    made, begun = place / name, place / f"{name}.begun"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(made)
    return made


def shared_place(own: Path) -> Path:
    """The temporary folder of the whole run, given that of this process: one worker's lies in it."""
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
