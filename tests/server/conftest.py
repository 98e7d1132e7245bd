"""What all tests of the server share."""

from collections.abc import Iterator

import pytest

from server.http import concurrency
from server.records import write_budget
from tests.town import Town


@pytest.fixture(autouse=True)
def no_write_is_too_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the lock, whatever else the machine does while it is held."""
    monkeypatch.setattr(write_budget, "monotonic", lambda: 0.0)


@pytest.fixture
def worker(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application is in a worker, whose requests take permits and wait for none."""
    monkeypatch.setattr(concurrency, "WAIT_SECONDS", 0.0)
    concurrency.start_permits(town.app, 16)
    yield
    del town.app.extensions["permits"]
