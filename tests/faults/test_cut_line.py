"""A TCP reset after every byte of a push of 50 changes, and of its answer: the phone sends again,
and each change is there once, with the same verdict. `make test` cuts at the bytes near the ends
and at every 397th between them, the whole run at every byte. It does so in parts, each in a town of
its own: all of them leave more proposals to one team than a province would in years."""

from collections.abc import Iterator

import pytest

from tests.faults.conftest import WHOLE, Tell
from tests.faults.grounds import Ground
from tests.faults.line import ANSWER, DIRECTIONS, Line
from tests.faults.phone import BATCH

NEAR = 5
OF_A_PHONE = 100
"""So many cuts leave a phone some of its allowance (PROTOCOL 4.5.7)."""
STEP = 397
PARTS = 4 if WHOLE else 1


@pytest.fixture
def line(ground: Ground) -> Iterator[Line]:
    made = Line(ground.served.port)
    yield made
    made.close()


def cuts(length: int, part: int) -> Iterator[tuple[int, bool]]:
    """Where to cut what is about so long, as bytes from its beginning or before its end: no two
    requests, and no two answers, are of quite the same length."""
    for after in range(part, length, PARTS):
        if WHOLE or after < NEAR or after % STEP == 0:
            yield after, False
    for before in range(NEAR):
        yield before, True


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_line_cut_anywhere_loses_and_doubles_nothing(
    ground: Ground, line: Line, sort: str, direction: str, part: int, tell: Tell
) -> None:
    lan = ground.phone("Lan", line.address)
    lan.save_mixed()
    lan.send()  # the first answer brings all that was there before, too
    lan.save_mixed()
    whole = line.cut()
    lan.send()
    happened, phones = 0, [lan]
    for number, (after, from_end) in enumerate(cuts(whole.passed[direction], part), start=1):
        if number % OF_A_PHONE == 0:
            line.cut()
            lan = ground.phone(f"Lan {number}", line.address)
            phones.append(lan)
            lan.send()
        lan.save_mixed()
        cut = line.cut(direction, after, from_end=from_end)
        if lan.round() is None:
            there = BATCH - len(lan.missing())
            if direction == ANSWER:
                assert there == BATCH
            elif from_end and after == 0:
                assert there in (0, BATCH)  # the server has it all, and may still be at it
            else:
                assert there == 0
        happened += cut.happened
        lan.send()
    reckoned = ground.reckon(*phones)
    assert happened > 2 * NEAR
    tell(
        f"line cut in the {direction}, part {part + 1} of {PARTS}, {sort}",
        happened,
        reckoned.lost,
        reckoned.doubled,
    )
    assert (reckoned.lost, reckoned.doubled) == (0, 0)
