"""One phone hands in what it recorded, request after request, and takes its rows away."""

import os
from collections.abc import Iterator
from statistics import median

from sync.protocol_limits import CHANGES_PER_REQUEST
from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

ROUNDS = 3
REQUESTS = 20
"""There are so many rounds that there are as many requests, or three: the first ones find a server that
has done nothing yet."""
FEW = 20
BYTES = {0.15: (155, 250), 0.65: (188, 305)}
"""At most so many a change, in large requests and in a usual one; version 1.1.0 had 149 and 256, 180 and 311."""
NOTED = (0.15, 0.65)
"""So large a part of the sessions has a note: on usual days, and where volunteers write a lot. No two of
them are alike, and each is looked through."""


def sizes() -> list[int]:
    """How many sessions are handed in, one size after the other."""
    return [int(each) for each in os.environ.get("SESSIONS", "1000 10000 50000").split()]


def stock() -> int:
    """How many sessions lie in the database when the last of the pushes comes; 0: none does."""
    return int(os.environ.get("STOCK", "1000000"))


def measure(
    running: House, sessions: int, there: str = "", rounds: int | None = None
) -> Iterator[Figure]:
    """Changes a second on the clock, and microseconds of the server's processors for each."""
    times = rounds or max(ROUNDS, REQUESTS * CHANGES_PER_REQUEST // sessions)
    for noted in NOTED:
        yield from _measure(running, sessions, noted, there, times)


def _measure(
    running: House, sessions: int, noted: float, there: str, times: int
) -> Iterator[Figure]:
    phone = running.phone("Nguyễn Thị Lan")
    phone.noted = noted
    rates, costs, weights, bares = [], [], [], []
    for _ in range(times):
        bares.append(running.yardstick.bulk())
        before = running.cpu()
        seconds, weight = _hand_in(running, phone, sessions)
        rates.append(sessions / seconds)
        costs.append((running.cpu() - before) / sessions * 1e6)
        weights.append(weight / sessions)
        bares.append(running.yardstick.bulk())
    name = f"{sessions:,} sessions, {noted:.0%} with a note{there}"
    rate, cost, (most, most_of_few) = median(rates), median(costs), BYTES[noted]
    like = f"server CPU a change, 1,000 sessions, {noted:.0%} with a note"
    clocks, cpus = zip(*bares, strict=True)
    yield running.figure(f"push, {name}", rate, "/s", at_least=True, bares=clocks)
    yield running.figure(f"server CPU a change, {name}", cost, "µs", bares=cpus, like=like)
    yield running.figure(f"peak memory, {name}", running.peak(), "MB")
    yield running.figure(f"both ways a change, {name}", median(weights), "B", most)
    phone.sync_all()
    small = [_hand_in(running, phone, FEW)[1] / FEW for _ in range(ROUNDS)]
    few = f"both ways a change, a sync of {FEW}, {noted:.0%} with a note{there}"
    yield running.figure(few, median(small), "B", most_of_few)


def _hand_in(running: House, phone: Phone, sessions: int) -> tuple[float, int]:
    """Seconds that the requests took, those that were too large too, and all bytes of requests and
    answers."""
    seconds, weight = 0.0, 0
    changes = phone.creates(sessions)
    phone.wire.close()  # the server closes a line on which nothing comes while many are made
    while changes:
        running.fill_allowances()
        answer = phone.hand_in(changes)
        assert not answer.told.get("more")
        seconds += answer.seconds
        weight += answer.up + answer.down
        changes = changes[len(answer.told["results"]) :]
    return seconds, weight
