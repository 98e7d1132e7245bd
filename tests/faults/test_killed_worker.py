"""`kill -9` of a worker before its first write, before its commit, and after that before the answer:
the phone sends again, and each change is there once."""

import pytest

from tests.faults.conftest import WHOLE, Tell
from tests.faults.grounds import Ground
from tests.faults.points import ANSWER, POINTS

KILLS = 100 if WHOLE else 10
CHANGES = 10


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_loses_and_doubles_nothing(
    ground: Ground, sort: str, point: str, tell: Tell
) -> None:
    lan = ground.phone("Lan")
    for _ in range(KILLS):
        lan.save_mixed(CHANGES)
        lan.order = f"kill at {point}"
        assert lan.round() is None
        assert len(lan.missing()) == (0 if point == ANSWER else CHANGES)
        lan.send()
    reckoned = ground.reckon(lan)
    assert reckoned.made == KILLS * CHANGES
    tell(f"worker killed, {point}, {sort}", KILLS, reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)
