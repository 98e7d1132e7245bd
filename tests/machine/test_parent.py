"""A process that was asked to end does so, whatever Python is doing at that moment."""

import multiprocessing
import os
import signal
import time
import weakref
from typing import Any

from tests.machine.parent import end_with_parent

LONG = 30


class Something:
    """It is thrown away, and somebody hears of that."""


def is_asked_meanwhile(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    signal.sigpending()  # the wish is heeded in here, where what it raises is swallowed


def live_on() -> None:
    end_with_parent()
    thing = Something()
    heard = weakref.ref(thing, is_asked_meanwhile)
    del thing
    assert heard() is None
    time.sleep(LONG)


def test_a_wish_that_is_swallowed_is_said_again() -> None:
    process = multiprocessing.get_context("spawn").Process(target=live_on)
    process.start()
    process.join(LONG / 2)
    ended = process.exitcode
    process.kill()
    assert ended == 1
