"""A database that says nothing is asked by one for all, and everybody else is told at once."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from server.database import circuit_breaker, timeouts
from server.database.circuit_breaker import CircuitBreaker
from server.database.errors import is_busy
from server.database.timeouts import CONNECT

PATIENCE = 10


class Database:
    """Answers when it is let, with what it is told to."""

    def __init__(self) -> None:
        self.asked, self.answer = threading.Semaphore(0), threading.Semaphore(0)
        self.is_there = False
        self.times = 0

    def answers(self) -> bool:
        self.times += 1
        self.asked.release()
        assert self.answer.acquire(timeout=PATIENCE)
        return self.is_there

    def say(self, is_there: bool) -> None:
        """What it says to the question that is asked now."""
        assert self.asked.acquire(timeout=PATIENCE)
        self.is_there = is_there
        self.answer.release()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circuit_breaker, "PAUSE_SECONDS", 0.0)


def settle() -> None:
    """Until nobody asks any more."""
    for thread in threading.enumerate():
        if thread.name == "database-probe":
            thread.join(PATIENCE)


def test_it_opens_when_nothing_answers_and_closes_when_something_does(at_once: None) -> None:
    database = Database()
    breaker = CircuitBreaker(database.answers)
    breaker.suspect()
    breaker.suspect()  # one question is enough
    assert not breaker.is_open
    database.say(False)
    assert database.asked.acquire(timeout=PATIENCE)  # it asks again, and is open meanwhile
    assert (breaker.is_open, database.times) == (True, 2)
    database.asked.release()
    database.say(True)
    settle()
    assert (breaker.is_open, database.times) == (False, 2)


def test_who_is_only_slow_keeps_it_closed(at_once: None) -> None:
    database = Database()
    breaker = CircuitBreaker(database.answers)
    for _ in range(2):
        breaker.suspect()
        database.say(True)
        settle()
        assert not breaker.is_open
    assert database.times == 2


@pytest.fixture
def silent() -> Iterator[int]:
    """A port where somebody listens and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_silent_database_is_waited_for_once(silent: int, at_once: None) -> None:
    engine = create_engine(f"postgresql+psycopg://nobody@127.0.0.1:{silent}/none")
    took = []
    with timeouts.serving():
        while not took or took[-1] > 0.5:
            assert len(took) < 5
            began = time.monotonic()
            with pytest.raises(OperationalError) as failed:
                engine.connect()
            assert is_busy(failed.value)
            took.append(time.monotonic() - began)
    assert max(took) < CONNECT + 2
    assert len(took) > 1
