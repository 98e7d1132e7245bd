"""A volunteer who asks for sixteen files at once without a pause, while another phone asks whether there
is anything new."""

import http.client
import multiprocessing
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from urllib.parse import urlencode

from server.database.clock import day_of
from tests.bench.figures import Figure
from tests.bench.sync.attack import ASKED, SECONDS, slow
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

AT_ONCE = 16
AGAIN = 0.1
"""Seconds after a refusal: it is not heeded, but to be refused is not the work that is meant."""


def measure(running: House) -> Iterator[Figure]:
    """How many times the slowest idle round in twenty takes longer than in quiet, and how many of the
    files were made meanwhile."""
    phone = running.phone("Phan Thị Hà", 1)
    quiet = slow(phone, ASKED, 60.0)
    asker = running.phone("Lê Văn Minh", 0)
    made = multiprocessing.Value("i", 0)
    work = [
        multiprocessing.Process(target=_ask, args=(running.port, asker, made), daemon=True)
        for _ in range(AT_ONCE)
    ]
    for each in work:
        each.start()
    try:
        beside = slow(phone, 10**6, SECONDS)
    finally:
        for each in work:
            each.terminate()
            each.join()
    assert made.value > 0
    name = f"idle sync beside {AT_ONCE} files asked for at once"
    yield running.figure(f"{name}, p95", beside * 1000, "ms")
    yield running.figure(f"{name}, times its quiet p95", beside / quiet, "", 3)


def _ask(port: int, asker: Phone, made: "Synchronized[int]") -> None:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    now = datetime.now(UTC)
    year = urlencode({"from": day_of(now - timedelta(days=365)), "to": day_of(now)})
    while True:
        wire.request("GET", f"/api/exports/help-sessions.xlsx?{year}", headers=asker.headers)
        answer = wire.getresponse()
        answer.read()
        if answer.status == 200:
            with made.get_lock():
                made.value += 1
        else:
            time.sleep(AGAIN)
