"""What all tests of the sync share."""

import pytest

from server.sync import push_limiter


@pytest.fixture(autouse=True)
def no_time_is_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A push costs its points, whatever else the machine does meanwhile."""
    monkeypatch.setattr(push_limiter, "thread_time", lambda: 0.0)
