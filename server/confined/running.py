"""Starting such a process, and hearing how it ended."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired

from server.config import PROJECT

ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
"""Nothing of the server's own, where its secrets are."""


@dataclass(frozen=True)
class Ended:
    """How the process ended, as `subprocess` counts, and what it said."""

    status: int
    said: bytes


def run(command: Sequence[str], request: bytes, seconds: float, held: int) -> Ended:
    """Starts the process anew: one that is forked would have the locks of this one's threads. It keeps
    the turn (`held`) though this one is killed, and is never left behind."""
    with Popen(
        command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd=PROJECT,
        env=ENVIRONMENT,
        pass_fds=(held,),
    ) as process:
        try:
            said, _ = process.communicate(request, timeout=seconds)
        except TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
            return Ended(-signal.SIGALRM, said)
        except BaseException:
            process.kill()
            raise
    return Ended(process.returncode, said)
