"""Phones that ask whether there is anything new, and there is nothing: neither for them nor for anybody,
or others wrote meanwhile what is not for them."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.together import at_once

ASKED, ROUNDS = 100, 5
TOGETHER = 50
EACH = 20
TEAMS = 10
ALONE = "idle sync, server CPU"
MOST_BYTES = 940
"""Headers included; two thirds of them are a phone's cookie, its state and what an HTTP answer needs. Behind nginx
40 fewer: gunicorn's `Server` and `Connection` end there."""


def measure(running: House, there: str = "") -> Iterator[Figure]:
    """Milliseconds of one phone alone, bytes of request and answer, and how many a second of many."""
    yield from measure_one(running, there)
    yield from _measure_many(running, there)


def measure_one(running: House, there: str = "", rounds: int = ROUNDS) -> Iterator[Figure]:
    """One phone alone."""
    phone = running.phone("Phan Thị Hà", 1)
    answers, cost, bares = [], 0.0, []
    for _ in range(rounds):
        bares.append(running.yardstick.single())
        before = running.cpu()
        answers += [phone.round(phone.body([])) for _ in range(ASKED)]
        cost += (running.cpu() - before) / ASKED / rounds * 1e6
    took = median(each.seconds for each in answers) * 1000
    weight = median(each.up + each.down for each in answers)
    yield running.figure(f"idle sync, p50{there}", took, "ms", bares=[each.ms for each in bares])
    cpus = [each.cpu for each in bares]
    yield running.figure(f"{ALONE}{there}", cost, "µs", bares=cpus, like=ALONE)
    yield running.figure(f"idle sync, both ways{there}", weight, "B", MOST_BYTES)


def _measure_many(running: House, there: str) -> Iterator[Figure]:
    stranger = running.phone("Võ Văn Sáu", 1 + TEAMS)
    # Each that joins is news to the others: what they have not heard would be asked for again and again.
    phones = [running.phone(f"Lê Văn {chr(97 + n % 26)}", 1 + n % TEAMS) for n in range(TOGETHER)]
    for name, wrote in (("", 0), (", others wrote", 1)):
        rates, alike = [], []
        for _ in range(ROUNDS):
            for each in phones:
                each.sync_all()
            stranger.wire.close()
            stranger.round(stranger.body(stranger.creates(wrote)))
            alike.append(running.yardstick.together())
            asked = [[each.spelled(each.body([]))] * EACH for each in phones]
            seconds, _ = at_once(running.port, asked)
            rates.append(TOGETHER * EACH / seconds)
        name = f"idle syncs, {TOGETHER} at once{name}{there}"
        yield running.figure(name, median(rates), "/s", at_least=True, bares=alike)
