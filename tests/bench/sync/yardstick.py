"""What a bare endpoint (bare.py) does here and now, beside which the figures of the sync are read.

It is served by the same worker and the same framework. Of a round that brings nothing it does nothing at
all; of changes the least that a server can do with them. A figure as times that one tells of us and not
of the machine, as long as both are measured in the same moments, and the processor's time more surely
than the clock: where a disk is waited for, or other work takes turns with ours, the two do not wait alike."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import psycopg

from tests.bench.sync import processes
from tests.bench.sync.bare import NOTHING, TABLE
from tests.bench.sync.notes import Notes
from tests.bench.sync.phone import Phone
from tests.bench.sync.together import at_once
from tests.bench.sync.wire import request
from tests.machine.needs import ROOT
from tests.machine.ports import free_port
from tests.server.gunicorn import wait_for

BARE = "tests.bench.sync.bare:create_app()"
BATCHES, BATCH = 5, 200
ASKED, PHONES, EACH = 100, 50, 8


class Bulk(NamedTuple):
    """Changes a second by the clock, and microseconds of the processors for each."""

    rate: float
    cpu: float


class Single(NamedTuple):
    """Milliseconds of a request by the clock, and microseconds of the processors."""

    ms: float
    cpu: float


@dataclass
class Yardstick:
    """A bare endpoint on the same sort of database."""

    phone: Phone
    master: int

    def bulk(self) -> Bulk:
        """Changes handed in many at a time."""
        self._connect()
        seconds, before = 0.0, processes.cpu(self.master)
        for _ in range(BATCHES):
            seconds += self.phone.ask(self.phone.body(self.phone.creates(BATCH))).seconds
        number = BATCHES * BATCH
        return Bulk(number / seconds, (processes.cpu(self.master) - before) / number * 1e6)

    def single(self) -> Single:
        """Small requests, one after the other."""
        self._connect()
        before = processes.cpu(self.master)
        took = [self.phone.ask(self.phone.body([]), NOTHING).seconds for _ in range(ASKED)]
        used = (processes.cpu(self.master) - before) / ASKED
        return Single(median(took) * 1000, used * 1e6)

    def together(self) -> float:
        """Small requests a second, many at once."""
        phone = self.phone
        one = request(NOTHING, phone.body([]), phone.headers, phone.port)
        seconds, _ = at_once(phone.port, [[one] * EACH] * PHONES)
        return PHONES * EACH / seconds

    def _connect(self) -> None:
        """A new connection, and a first request over it: the server closes one on which nothing
        comes."""
        self.phone.wire.close()
        self.phone.ask(self.phone.body([]), NOTHING)


@contextmanager
def yardstick(folder: Path, url: str | None, words: list[str]) -> Iterator[Yardstick]:
    """A running bare endpoint; `words` are gunicorn's, as the house is served with. `url` is that of
    a PostgreSQL database."""
    port = free_port()
    if url:
        settings = {"BARE_POSTGRESQL": url}
        with psycopg.connect(url, autocommit=True) as database:
            database.execute(TABLE)
    else:
        settings = {"BARE_SQLITE": str(folder / "bare.db")}
        with sqlite3.connect(settings["BARE_SQLITE"]) as made:
            made.execute(TABLE)
        made.close()
    running = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words, "--bind", f"127.0.0.1:{port}", BARE],
        cwd=ROOT,
        env={**os.environ, **settings, "INSTANCE_DIR": str(folder / "bare")},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield Yardstick(Phone(port, Random(3), Notes(Random(5))), running.pid)
    finally:
        running.terminate()
        running.wait(20)
