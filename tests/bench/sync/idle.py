"""Phones that ask whether there is anything new, and there is nothing: neither for them nor for anybody,
or others wrote meanwhile what is not for them."""

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
    stranger, phone = running.phone("Võ Văn Sáu", 1 + TEAMS), running.phone("Phan Thị Hà", 1)
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
    # Each that joins is news to the others: what they have not heard would be asked for again and again.
    phones = [running.phone(f"Lê Văn {chr(97 + n % 26)}", 1 + n % TEAMS) for n in range(TOGETHER)]
    for name, wrote, gate in (("", 0, 1200), (", others wrote", 1, None)):
        rates, paces = [], []
        for _ in range(ROUNDS):
            for each in phones:
                each.sync_all()
            stranger.wire.close()
            stranger.round(stranger.body(stranger.creates(wrote)))
            paces.append(running.yardstick.together())
            asked = [[spelled(each.body([]), each.headers, running.port)] * EACH for each in phones]
            seconds, _ = at_once(running.port, asked)
            rates.append(TOGETHER * EACH / seconds)
        name = f"idle syncs, {TOGETHER} at once{name}{there}"
        rate, aim = median(rates), 3000 if gate else None
        yield running.figure(name, rate, "/s", gate, at_least=True, aim=aim, paces=paces)
