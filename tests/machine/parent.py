"""A process that ends with the one that began it, however that one ends."""

import signal
import sys
import threading
from multiprocessing import parent_process
from types import FrameType


def end_with_parent() -> None:
    """From now on this process leaves everything it has open, in order, once its parent is gone or
    asks it to end. Only the first such wish is heeded: a second one must not stop it from tidying
    up. Called in the main thread of a process that `multiprocessing` began."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _leave(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(1)


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is None:
        return
    # Its end of a pipe is closed by the system, whatever killed it.
    parent.join()
    main = threading.main_thread().ident
    if main is not None:
        # To this thread of ours, so that it wakes up from whatever it waits for.
        signal.pthread_kill(main, signal.SIGTERM)
