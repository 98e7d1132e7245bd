"""Eight phones that hand in the dearest bodies without a pause, while another one asks whether there is
anything new."""

import gzip
import http.client
import json
import multiprocessing
import time
from collections.abc import Iterator
from random import Random
from statistics import quantiles
from typing import Any

from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

PHONES, ASKED, SECONDS = 8, 300, 8.0
AGAIN = 0.1
"""Seconds after a refusal: it is not heeded, but to be refused is not the work that is meant."""
UNITS = ("pw4", "1 ", "mk 4829 1 ", "at1.com_", "3mốt4 ")


def measure(running: House) -> Iterator[Figure]:
    """How many times the slowest idle round in twenty takes longer than in quiet."""
    phone = running.phone("Phan Thị Hà", 1)
    quiet = slow(phone, ASKED, 60.0)
    phones = [running.phone(f"Lê Văn {chr(97 + n)}", 2 + n) for n in range(PHONES)]
    bodies = [(each.headers, _bodies(each, running.rng)) for each in phones]
    work = [
        multiprocessing.Process(target=_attack, args=(running.port, headers, some), daemon=True)
        for headers, some in bodies
    ]
    for each in work:
        each.start()
    try:
        attacked = slow(phone, 10**6, SECONDS)
    finally:
        for each in work:
            each.terminate()
            each.join()
    name = f"idle sync beside {PHONES} phones with the dearest pushes"
    yield running.figure(f"{name}, p95", attacked * 1000, "ms")
    yield running.figure(f"{name}, times its quiet p95", attacked / quiet, "", 3)


def slow(phone: Phone, most: int, seconds: float) -> float:
    """Seconds of the slowest round in twenty."""
    took: list[float] = []
    ends = time.monotonic() + seconds
    phone.sync_all()
    while len(took) < most and time.monotonic() < ends:
        took.append(phone.round(phone.body([])).seconds)
    return quantiles(took, n=20)[-1]


def _bodies(phone: Phone, rng: Random) -> list[bytes]:
    found = []
    for unit in UNITS:
        changes = phone.creates(300)
        for each in changes:
            text = (f"{rng.randrange(10**6):x} " + unit * 400)[:360]
            each["set"] |= {"note": text[:119], "colour": text, "other": text}
        said: dict[str, Any] = json.loads(_plain(phone.body([])))
        found.append(gzip.compress(json.dumps({**said, "changes": changes}).encode()))
    return found


def _plain(raw: bytes) -> bytes:
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def _attack(port: int, headers: dict[str, str], bodies: list[bytes]) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while True:
        for body in bodies:
            wire.request("POST", "/api/sync/v1", body, {**headers, "Content-Encoding": "gzip"})
            answer = wire.getresponse()
            answer.read()
            if answer.status == 429:
                time.sleep(AGAIN)
