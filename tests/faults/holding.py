"""What keeps others waiting: somebody who holds the writer's lock, and phones that push and ask meanwhile."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from statistics import quantiles

import psycopg

from tests.faults.phone import PatientPhone
from tests.wires import Answer

PAUSE = 0.02
"""Seconds between a phone's rounds, that it does not ask all the time when it is refused at once."""
MOVE = "UPDATE sync_clock SET hi = hi WHERE id = 1"


@contextmanager
def held_clock(url: str) -> Iterator[None]:
    """Somebody else has written and does not commit."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            other.execute(MOVE)
            yield
            other.execute("ROLLBACK")
        return
    with psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute(MOVE)
        yield
        other.rollback()


@dataclass
class Asked:
    """How long the rounds of some phones took in seconds, and what was answered; 0 for no answer."""

    seconds: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    retry_after: set[int] = field(default_factory=set)

    def note(self, began: float, answer: Answer | None) -> None:
        self.seconds.append(time.monotonic() - began)
        self.statuses.add(answer.status if answer else 0)
        if answer and answer.status == 503:
            self.retry_after.add(int(answer.headers["Retry-After"]))

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20)[-1]


def ask_idly(phone: PatientPhone, times: int) -> Asked:
    """Rounds of a phone that brings nothing, one after the other."""
    asked = Asked()
    for _ in range(times):
        began = time.monotonic()
        asked.note(began, phone.round())
    return asked


@contextmanager
def asking(pushing: list[PatientPhone], idle: list[PatientPhone]) -> Iterator[tuple[Asked, Asked]]:
    """While the one phones push what they have and more, and the others ask whether there is news:
    how it went, complete at the end."""
    over, pushed, asked = threading.Event(), Asked(), Asked()

    def push(phone: PatientPhone) -> None:
        while not over.is_set():
            phone.save_session()
            began = time.monotonic()
            pushed.note(began, phone.round())
            over.wait(PAUSE)

    def ask(phone: PatientPhone) -> None:
        while not over.is_set():
            began = time.monotonic()
            asked.note(began, phone.round())
            over.wait(PAUSE)

    with ThreadPoolExecutor(len(pushing) + len(idle)) as pool:
        running = [pool.submit(push, phone) for phone in pushing]
        running += [pool.submit(ask, phone) for phone in idle]
        try:
            yield pushed, asked
        finally:
            over.set()
            for each in running:
                each.result()
