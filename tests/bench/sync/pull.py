"""A new phone of the team takes all its sessions away."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

ROUNDS = 3


def measure(running: House) -> Iterator[Figure]:
    """Rows a second on the clock, processor time and bytes for each."""
    rates, costs, weights, bares, rows = [], [], [], [], 0
    for number in range(ROUNDS):
        phone = running.new_phone()
        phone.join(running.codes[0], f"Trần Văn Minh {'abc'[number]}")
        before = running.cpu()
        rows, seconds, weight = _download(phone)
        rates.append(rows / seconds)
        costs.append((running.cpu() - before) / rows * 1e6)
        weights.append(weight / rows)
        bares.append(running.yardstick.bulk())
    name = "first download of a team"
    rate, cost = median(rates), median(costs)
    clocks, cpus = zip(*bares, strict=True)
    yield running.figure(name, rate, "/s", at_least=True, bares=clocks)
    yield running.figure(f"{name}, server CPU a row", cost, "µs", bares=cpus)
    yield running.figure(f"{name}, bytes a row", median(weights), "B", 75, aim=60)
    yield running.figure(f"{name}, rows", rows, "")


def _download(phone: Phone) -> tuple[int, float, int]:
    rows, seconds, weight, more = 0, 0.0, 0, True
    while more:
        answer = phone.round(phone.body([]))
        rows += len(answer.told["rows"])
        seconds += answer.seconds
        weight += answer.down
        more = answer.told["more"]
    return rows, seconds, weight
