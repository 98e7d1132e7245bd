"""What coordinators ask while all this comes in."""

import http.client
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from urllib.parse import urlencode

from server.clock import day_of
from tests.bench.figures import Figure
from tests.bench.sync.house import House

ASKED = 15
Query = dict[str, str]


def measure(running: House, there: str = "") -> Iterator[Figure]:
    """Milliseconds for the week of one team, and for all there is by team."""
    now = datetime.now(UTC)
    week = {"from": day_of(now - timedelta(days=6)), "to": day_of(now)}
    wire = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    login, password = running.login
    word = json.dumps({"login": login, "password": password})
    wire.request("POST", "/api/session", word, headers)
    answer = wire.getresponse()
    answer.read()
    assert answer.status == 200
    headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
    team = {**week, "team": running.teams[0].id, "by": "day"}
    whole = {"from": "2025-01-01", "to": week["to"], "by": "team"}
    for name, query, gate, aim in (
        ("tallies of one team's week", team, 5, 1),
        ("tallies of everything", whole, 150, 60),
    ):
        paces = [running.yardstick.single()]
        took = _median(wire, headers, query)
        paces.append(running.yardstick.single())
        yield running.figure(f"{name}{there}", took, "ms", gate, aim=aim, paces=paces)


def _median(wire: http.client.HTTPConnection, headers: Query, query: Query) -> float:
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        wire.request("GET", "/api/tallies?" + urlencode(query), headers=headers)
        answer = wire.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, body
    return median(took)
