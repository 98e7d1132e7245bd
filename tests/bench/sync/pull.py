"""A new phone of the team takes all its sessions away."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

ROUNDS = 3


def measure(running: House) -> Iterator[Figure]:
    """Rows a second on the clock, processor time and bytes for each."""
    rates, costs, weights, paces, rows = [], [], [], [], 0
    for number in range(ROUNDS):
        phone = Phone(running.port, running.rng)
        phone.join(running.codes[0], f"Trần Văn Minh {'abc'[number]}")
        before = running.cpu()
        rows, seconds, weight = _download(phone)
        rates.append(rows / seconds)
        costs.append((running.cpu() - before) / rows * 1e6)
        weights.append(weight / rows)
        paces.append(running.yardstick.bulk())
    name = f"first download, {rows:,} rows"
    rate, cost = median(rates), median(costs)
    clocks, cpus = zip(*paces, strict=True)
    yield running.figure(name, rate, "/s", 80_000, at_least=True, aim=250_000, paces=clocks)
    yield running.figure(f"{name}, server CPU a row", cost, "µs", paces=cpus)
    yield running.figure(f"{name}, bytes a row", median(weights), "B", 75, aim=60)


def _download(phone: Phone) -> tuple[int, float, int]:
    rows, seconds, weight, more = 0, 0.0, 0, True
    while more:
        answer = phone.round(phone.body([]))
        rows += len(answer.told["rows"])
        seconds += answer.seconds
        weight += answer.down
        more = answer.told["more"]
    return rows, seconds, weight
