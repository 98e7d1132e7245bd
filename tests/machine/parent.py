"""A process that ends with the one that began it, however that one ends."""

import signal
import sys
import threading
from multiprocessing import parent_process
from types import FrameType
from typing import Any


def end_with_parent() -> None:
    """From now on this process leaves everything it has open, in order, once its parent is gone or
    asks it to end. Only the first such wish is heeded: a second one must not stop it from tidying
    up. Called in the main thread of a process that `multiprocessing` began."""
    _heed(_leave)
    sys.unraisablehook = _try_again
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _heed(answer: Any) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, answer)


def _leave(number: int, frame: FrameType | None) -> None:
    _heed(signal.SIG_IGN)
    sys.exit(1)


_A_MOMENT = 0.05


def _try_again(lost: Any) -> None:
    """A wish that comes while Python clears away is swallowed there, with nothing tidied up yet: it is
    said again, once the main thread is back in its own work."""
    if not isinstance(lost.exc_value, SystemExit):
        sys.__unraisablehook__(lost)
        return
    _heed(_leave)
    threading.Timer(_A_MOMENT, _end_main).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is None:
        return
    # Its end of a pipe is closed by the system, whatever killed it.
    parent.join()
    _end_main()


def _end_main() -> None:
    main = threading.main_thread().ident
    if main is not None:
        # To this thread of ours, so that it wakes up from whatever it waits for.
        signal.pthread_kill(main, signal.SIGTERM)
