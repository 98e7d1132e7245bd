"""Somebody holds the sync clock for long: phones that bring nothing are answered as ever, phones that push
are told to come again, and what they bring goes in once."""

import time

from tests.faults.conftest import WHOLE, Tell
from tests.faults.grounds import Ground
from tests.faults.holding import ask_idly, asking, held_clock

PHONES = 20
HELD_SECONDS = 25 if WHOLE else 8
PUSH_SECONDS = 6
IDLE_SECONDS = 0.5
"""Far above what is measured, which is some milliseconds, and far below what a lock is waited for."""


def test_a_clock_held_for_long_keeps_only_pushes_waiting(
    ground: Ground, sort: str, tell: Tell
) -> None:
    idle = ground.phone("Hà")
    phones = [ground.phone(f"Người {number}") for number in range(PHONES)]
    for phone in [*phones, idle]:
        phone.send()
    quiet = ask_idly(idle, 60)
    url = str(ground.town.app.config["SETTINGS"].database_url)
    with held_clock(url), asking(phones, [idle]) as (pushed, asked):
        time.sleep(HELD_SECONDS)  # the fault itself
    assert pushed.statuses == {503}
    assert min(pushed.retry_after) > 0
    assert max(pushed.seconds) < PUSH_SECONDS
    assert asked.statuses == {200}
    assert asked.p95 < IDLE_SECONDS
    for phone in phones:
        phone.send()
    reckoned = ground.reckon(*phones, idle)
    tell(f"clock held for {HELD_SECONDS} s, {sort}", 1, reckoned.lost, reckoned.doubled)
    tell(f"… idle p95 {quiet.p95 * 1000:.0f} ms → {asked.p95 * 1000:.0f} ms, {sort}", 1, 0, 0)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)
