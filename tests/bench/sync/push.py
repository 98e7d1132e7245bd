"""One phone hands in what it recorded, request after request, and takes its rows away."""

import os
from collections.abc import Iterator
from statistics import median

from sync.limits import CHANGES_PER_REQUEST
from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

ROUNDS = 3
REQUESTS = 20
"""There are so many rounds that there are as many requests, or three: the first ones find a server that
has done nothing yet."""
FEW = 20
RATES = {"SQLite": (10_000, 30_000), "PostgreSQL": (8_000, 20_000)}


def sizes() -> list[int]:
    """How many sessions are handed in, one size after the other."""
    return [int(each) for each in os.environ.get("SESSIONS", "1000 10000 50000").split()]


def stock() -> int:
    """How many sessions lie in the database when the last of the pushes comes; 0: none does."""
    return int(os.environ.get("STOCK", "1000000"))


def measure(running: House, sessions: int, there: str = "") -> Iterator[Figure]:
    """Changes a second on the clock, and microseconds of the server's processors for each."""
    phone = running.phone("Nguyễn Thị Lan")
    rates, costs, weights, paces = [], [], [], []
    for _ in range(max(ROUNDS, REQUESTS * CHANGES_PER_REQUEST // sessions)):
        paces.append(running.yardstick.bulk())
        before = running.cpu()
        seconds, weight = _hand_in(running, phone, sessions, CHANGES_PER_REQUEST)
        rates.append(sessions / seconds)
        costs.append((running.cpu() - before) / sessions * 1e6)
        weights.append(weight / sessions)
        paces.append(running.yardstick.bulk())
    gate, aim = RATES[running.sort]
    name = f"{sessions:,} sessions from one phone{there}"
    rate, cost = median(rates), median(costs)
    clocks, cpus = zip(*paces, strict=True)
    yield running.figure(f"push, {name}", rate, "/s", gate, at_least=True, aim=aim, paces=clocks)
    yield running.figure(f"server CPU a change, {name}", cost, "µs", 90, aim=35, paces=cpus)
    yield running.figure(f"peak memory, {name}", running.peak(), "MB")
    yield running.figure(f"both ways a change, {name}", median(weights), "B", 170, aim=100)
    phone.sync_all()
    small = [_hand_in(running, phone, FEW, FEW)[1] / FEW for _ in range(ROUNDS)]
    yield running.figure(f"both ways a change, a sync of {FEW}", median(small), "B", 240, aim=150)


def _hand_in(running: House, phone: Phone, sessions: int, batch: int) -> tuple[float, int]:
    """Seconds that the requests took, and the bytes of all bodies."""
    seconds, weight = 0.0, 0
    for start in range(0, sessions, batch):
        running.fill_allowances()
        answer = phone.round(phone.body(phone.creates(min(batch, sessions - start))))
        assert not answer.told["more"]
        seconds += answer.seconds
        weight += answer.up + answer.down
    return seconds, weight
