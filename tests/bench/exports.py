"""What a coordinator takes away as a file, through gunicorn and over HTTP: how long it takes to come,
and how large a worker grows over it. FILED="10000" in the environment asks for fewer sessions."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from server.database.clock import day_of
from tests.bench import downloads
from tests.bench.figures import Figure
from tests.bench.multiplying import multiply
from tests.bench.sync.house import House, house, sorts

TEAMS, EACH = 10, 100
ROUNDS = 3
FILE, REPORT, MEGABYTES = 5.5, 0.55, 200
"""A file of all sessions takes so many times the processor's time that a bare endpoint needs to take in
as many; a month's report a tenth of it."""


def measure() -> Iterator[Figure]:
    """Of a year's sessions, first on SQLite, then on PostgreSQL where there is one; and of the
    report of a month."""
    for sort in sorts():
        with house(sort) as running:
            yield from _measure(running, int(os.environ.get("FILED", "100000")))


def _measure(running: House, sessions: int) -> Iterator[Figure]:
    for team in range(TEAMS):
        phone = running.phone("Nguyễn Thị Lan", team)
        phone.round(phone.body(phone.creates(EACH)))
    multiply(running.database, sessions)
    now = datetime.now(UTC)
    year = {"from": day_of(now - timedelta(days=365)), "to": day_of(now)}
    for ending in ("xlsx", "csv"):
        name = f"{sessions:,} sessions as {ending}"
        yield from _file(running, f"help-sessions.{ending}", year, name, sessions, FILE)
    yield running.figure("the largest worker after both", running.largest(), "MB", MEGABYTES)
    yield from downloads.measure(running)
    told, _ = running.desk().get("/api/units", {})
    units = {unit["name"]: unit["id"] for unit in json.loads(told)["rows"]}
    month = {"unit": units["Cụm Đức Phổ"], "month": year["to"][:7]}
    for ending in ("xlsx", "docx"):
        yield from _file(
            running, f"report.{ending}", month, f"a month's report as {ending}", sessions, REPORT
        )


def _file(
    running: House, file: str, query: dict[str, str], name: str, sessions: int, goal: float
) -> Iterator[Figure]:
    """Seconds until it is all there, the best of a few: what else the machine does only makes them
    more. Then the processor's, on the average."""
    desk = running.desk()
    took, before = [], running.cpu()
    bares = [running.yardstick.bulk()]
    for _ in range(ROUNDS):
        running.fill_allowances()
        body, seconds = desk.get(f"/api/exports/{file}", query)
        assert body
        took.append(seconds)
    used = (running.cpu() - before) / ROUNDS
    bares.append(running.yardstick.bulk())
    clocks, cpus = zip(*bares, strict=True)
    yield running.figure(name, min(took), "s", bares=[sessions / each for each in clocks])
    alike = [sessions * each / 1e6 for each in cpus]
    yield running.figure(f"server CPU, {name}", used, "s", goal, bares=alike)
