"""Phones that ask whether there is anything new, and there is nothing."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.together import at_once, spelled

ASKED, ROUNDS = 100, 5
TOGETHER = 50
EACH = 20
TEAMS = 10


def measure(running: House, there: str = "") -> Iterator[Figure]:
    """Milliseconds of one phone alone, bytes of both bodies, and how many a second of many."""
    phone = running.phone("Phan Thị Hà", 1)
    answers, cost, paces = [], 0.0, []
    for _ in range(ROUNDS):
        paces.append(running.yardstick.single())
        before = running.cpu()
        answers += [phone.round(phone.body([])) for _ in range(ASKED)]
        cost += (running.cpu() - before) / ASKED / ROUNDS * 1e6
    took = median(each.seconds for each in answers) * 1000
    weight = median(each.up + each.down for each in answers)
    yield running.figure(f"idle sync, p50{there}", took, "ms", 1.2, aim=0.5, paces=paces)
    yield running.figure(f"idle sync, server CPU{there}", cost, "µs", paces=paces)
    yield running.figure(f"idle sync, both ways{there}", weight, "B", 400, aim=250)
    phones = [running.phone(f"Lê Văn {chr(97 + n % 26)}", 1 + n % TEAMS) for n in range(TOGETHER)]
    rates, paces = [], []
    for _ in range(ROUNDS):
        paces.append(running.yardstick.together())
        asked = [[spelled(each.body([]), each.headers, running.port)] * EACH for each in phones]
        seconds, _ = at_once(running.port, asked)
        rates.append(TOGETHER * EACH / seconds)
    rate = median(rates)
    name = f"idle syncs, {TOGETHER} at once{there}"
    yield running.figure(name, rate, "/s", 1200, at_least=True, aim=3000, paces=paces)
