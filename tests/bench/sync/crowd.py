"""The end of a campaign's day: fifty phones find signal at once."""

from collections.abc import Iterator
from statistics import median, quantiles

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.together import at_once

PHONES, NEW, TEAMS = 50, 20, 10
ROUNDS = 3


def measure(running: House) -> Iterator[Figure]:
    """Milliseconds until all are done and of the slowest in twenty; each needs one request."""
    phones = [running.phone(f"Đỗ Thị {chr(97 + n % 26)}", 11 + n % TEAMS) for n in range(PHONES)]
    totals, slow, costs, bares = [], [], [], []
    for _ in range(ROUNDS):
        bares.append(running.yardstick.bulk())
        bodies = [each.body(each.creates(NEW)) for each in phones]
        asked = [[each.spelled(body)] for each, body in zip(phones, bodies, strict=True)]
        before = running.cpu()
        seconds, took = at_once(running.port, asked)
        costs.append((running.cpu() - before) / PHONES / NEW * 1e6)
        totals.append(seconds * 1000)
        slow.append(quantiles(took, n=20)[-1] * 1000)
        for each in phones:
            each.sync_all()
    name = f"{PHONES} phones with {NEW} sessions at once"
    total, last = median(totals), median(slow)
    alike = [PHONES * NEW / each.rate * 1000 for each in bares]
    yield running.figure(f"{name}, total", total, "ms", bares=alike)
    yield running.figure(f"{name}, p95", last, "ms", bares=alike)
    yield running.figure(f"{name}, requests a sync", 1, "", 1, aim=1)
    yield running.figure(
        f"{name}, server CPU a change", median(costs), "µs", bares=[each.cpu for each in bares]
    )
