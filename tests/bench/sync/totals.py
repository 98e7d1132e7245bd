"""What coordinators ask while all this comes in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

from server.database.clock import day_of
from tests.bench.figures import Figure
from tests.bench.sync.house import Desk, House

ASKED = 40
"""The first ones find connections that know nothing yet of what is asked."""
Query = dict[str, str]


def measure(running: House, there: str = "") -> Iterator[Figure]:
    """Milliseconds for the week of one team, and for all there is by team."""
    now = datetime.now(UTC)
    week = {"from": day_of(now - timedelta(days=6)), "to": day_of(now)}
    desk = running.desk()
    team = {**week, "team": running.teams[0], "by": "day"}
    whole = {"from": "2025-01-01", "to": week["to"], "by": "team"}
    for name, query, goal in (
        ("tallies of one team's week", team, 20),
        ("tallies of everything", whole, 280),
    ):
        bares = [running.yardstick.single().ms]
        took = _median(running, desk, query)
        bares.append(running.yardstick.single().ms)
        yield running.figure(f"{name}{there}", took, "ms", goal, bares=bares)


def _median(running: House, desk: Desk, query: Query) -> float:
    took = []
    for _ in range(ASKED):
        running.fill_allowances()
        took.append(desk.get("/api/tallies", query)[1])
    return median(took) * 1000
