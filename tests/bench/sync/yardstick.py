"""How fast this machine is just now, beside the one that the goals of the sync were set on.

The goals are figures of a quiet machine. On another one, or beside other work, they would tell of
the machine and not of us. So a bare endpoint (bare.py) is measured in the same moments, and what it
reaches here, as a part of what it reached there, is the pace at which our own figures are read. That
one was not kept: ours does what was told of it, so a pace is good to a tenth or two at best. Where a
disk is waited for, or other work takes turns with ours, the pace by the clock flatters a push, which
waits for the disk less often than it thinks; then read the processor's time."""

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
from tests.bench.sync.bare import TABLE
from tests.bench.sync.phone import Phone
from tests.bench.sync.together import at_once, spelled
from tests.machine.ports import free_port
from tests.server.gunicorn import wait_for

PUSHED = {"SQLite": 70_000, "PostgreSQL": 50_000}
"""Changes a second that a bare endpoint took on the machine of the goals, one phone, all durable."""
IDLE_MS = 0.53
TOGETHER = 2_900
"""A bare round without changes there: milliseconds of one phone alone, and rounds a second of 50."""
PUSHED_CPU_US = (9, 19)
"""Its processor time for each of them, from and to. A machine on which it takes as much is as fast as
that one, as far as anybody can tell."""
BARE = "tests.bench.sync.bare:create_app()"
BATCHES, BATCH = 5, 200
ASKED, PHONES, EACH = 50, 50, 8


class Pace(NamedTuple):
    """By the clock, where a disk is waited for too, and by the seconds of the processors."""

    clock: float
    cpu: float


@dataclass
class Yardstick:
    """A bare endpoint on the same sort of database. Each measure gives a pace: 0.5 is half as fast
    as there."""

    sort: str
    phone: Phone
    master: int

    def bulk(self) -> Pace:
        """The pace of changes handed in many at a time."""
        self._connect()
        seconds, before = 0.0, processes.cpu(self.master)
        for _ in range(BATCHES):
            seconds += self.phone.ask(self.phone.body(self.phone.creates(BATCH)))[1]
        number = BATCHES * BATCH
        used = (processes.cpu(self.master) - before) / number * 1e6
        least, most = PUSHED_CPU_US
        there = min(max(used, least), most)
        return Pace(number / seconds / PUSHED[self.sort], there / used)

    def single(self) -> float:
        """The pace of small requests, one after the other."""
        self._connect()
        took = [self.phone.ask(self.phone.body([]))[1] for _ in range(ASKED)]
        return IDLE_MS / 1000 / median(took)

    def together(self) -> float:
        """The pace of small requests, many at once."""
        one = spelled(self.phone.body([]), self.phone.headers, self.phone.port)
        seconds, _ = at_once(self.phone.port, [[one] * EACH] * PHONES)
        return PHONES * EACH / seconds / TOGETHER

    def _connect(self) -> None:
        """A new connection, and a first request over it: the server closes one on which nothing
        comes."""
        self.phone.wire.close()
        self.phone.ask(self.phone.body([]))


@contextmanager
def yardstick(sort: str, folder: Path, url: str | None, words: list[str]) -> Iterator[Yardstick]:
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
        env={**os.environ, **settings},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield Yardstick(sort, Phone(port, Random(3)), running.pid)
    finally:
        running.terminate()
        running.wait(20)
