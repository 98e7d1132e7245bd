"""Somebody holds the sync clock while phones push: what those wait who bring nothing, and those who push."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from socket import create_connection
from statistics import quantiles

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone
from tests.faults.holding import held_clock

PUSHING, ASKING, ROUNDS = 20, 8, 50
PUSH_IN, ASK_IN = 21, 22
"""Phones that push, and phones that ask so often each: their lines go to both workers. Each in a team of
their own, since a code lets in 20."""


def measure(running: House) -> Iterator[Figure]:
    """Milliseconds of idle rounds, quiet and with the clock held, and the seconds of the longest push."""
    asking = [running.phone(f"Đỗ Thị {chr(97 + n)}", ASK_IN) for n in range(ASKING)]
    pushing = [running.phone(f"Bùi Văn {chr(97 + n)}", PUSH_IN) for n in range(PUSHING)]
    for each in asking:
        each.sync_all()
    bares = [running.yardstick.single().ms]
    quiet = _idle(asking)
    with held_clock(running.database), ExitStack() as stack:
        lines = []
        for phone in pushing:
            line = stack.enter_context(create_connection(("127.0.0.1", running.port), timeout=60))
            line.sendall(phone.spelled(phone.body(phone.creates(5))))
            lines.append(line)
        began = time.perf_counter()
        held = _idle(asking)
        told = [line.recv(1 << 16) for line in lines]
        longest = time.perf_counter() - began
    assert all(b" 503 " in each[:20] and b"Retry-After" in each for each in told)
    bares.append(running.yardstick.single().ms)
    yield running.figure("idle sync, p95, quiet", quiet, "ms", bares=bares)
    yield running.figure("idle sync, p95, clock held, times its quiet p95", held / quiet, "", 5)
    yield running.figure(f"{PUSHING} pushes, clock held, told to wait", longest, "s", 6)


def _idle(phones: list[Phone]) -> float:
    took = []
    for _ in range(ROUNDS):
        took += [phone.round(phone.body([])).seconds for phone in phones]
    return quantiles(took, n=20)[-1] * 1000
