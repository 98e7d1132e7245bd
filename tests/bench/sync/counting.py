"""What it costs a round that each is counted for Prometheus: rounds of one phone on one server, some
counted and some not, in turns."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.sync.counting_at_will import HEADER, NOW
from tests.bench.sync.house import House, house
from tests.bench.sync.phone import Phone

APP = "tests.bench.sync.counting_at_will:create_counting()"
PAIRS, ASKED, PUSHED, MADE = 100, 60, 4, 20
MOST = 1.03


def measure(sort: str) -> Iterator[Figure]:
    """How many times the processor's time of an idle round, and of a push of some sessions."""
    with house(sort, app=APP) as running:
        phone = running.phone("Phan Thị Hà", 1)
        for name, changes in (("idle sync", 0), (f"push of {MADE}", MADE)):
            pairs = [_pair(running, phone, changes, n % 2 == 0) for n in range(PAIRS)]
            ratio = median(counted / bare for counted, bare in pairs)
            yield Figure(f"{sort}: {name}, counted / uncounted, server CPU", ratio, "×", MOST)


def _pair(running: House, phone: Phone, changes: int, is_first: bool) -> tuple[float, float]:
    """Seconds of the processor, counted and uncounted; which comes first changes."""
    running.fill_allowances()
    costs = {}
    for counted in (is_first, not is_first):
        phone.headers.pop(HEADER, None)
        if not counted:
            phone.headers[HEADER] = "1"
        before = running.cpu()
        for _ in range((PUSHED if changes else ASKED) - 1):
            phone.round(phone.body(phone.creates(changes)))
        phone.headers[NOW] = "1"
        phone.round(phone.body(phone.creates(changes)))
        del phone.headers[NOW]
        costs[counted] = running.cpu() - before
    return costs[True], costs[False]
