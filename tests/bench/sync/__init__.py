"""How much a sync costs, through gunicorn and over HTTP, on SQLite and on PostgreSQL.

SESSIONS="1000 10000" in the environment says how many sessions one phone hands in, and STOCK how many
lie there when some more come at the end; fewer make a short run, STOCK=0 a shorter one. Seconds of a processor are told beside the time on the clock, since a machine that others
use too makes only the second one longer."""

from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench.figures import Figure
from tests.bench.multiplying import multiply
from tests.bench.sync import (
    attack,
    channels,
    counting,
    crowd,
    held,
    idle,
    pull,
    push,
    totals,
)  # fmt: skip
from tests.bench.sync.house import House, house, sorts


def measure() -> Iterator[Figure]:
    """The table of the sync, first on SQLite, then on PostgreSQL where there is one."""
    for sort in sorts():
        yield from _measure(sort)
        yield from counting.measure(sort)


def _measure(sort: str) -> Iterator[Figure]:
    for sessions in push.sizes():
        with ExitStack() as stack:
            running = stack.enter_context(house(sort))
            yield from push.measure(running, sessions)
            if sessions == max(push.sizes()):
                yield from _afterwards(running)
                if push.stock():
                    yield from _on_a_stock(running)


def _afterwards(running: House) -> Iterator[Figure]:
    yield from pull.measure(running)
    yield from idle.measure(running)
    yield from channels.measure(running)
    yield from crowd.measure(running)
    yield from held.measure(running)
    yield from attack.measure(running)
    yield from totals.measure(running)
    yield running.memory()


def _on_a_stock(running: House) -> Iterator[Figure]:
    """What is kept must not make it dearer to take more."""
    multiply(running.database, push.stock(), apart=True)
    there = f", {push.stock():,} there"
    yield from push.measure(running, min(push.sizes()), there)
    yield from idle.measure(running, there)
    yield from totals.measure(running, there)
