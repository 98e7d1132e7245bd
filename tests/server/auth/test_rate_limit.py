"""How often one asker may ask what costs."""

import pytest
from flask import Flask

from server.auth.rate_limits import RateLimit
from server.reports import routes
from sync.problems import ProblemError
from tests.town import Town
from tests.wires import Browser


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hand() -> Hand:
    return Hand()


def wait(pace: RateLimit, asker: str) -> int:
    """The seconds that the asker has to wait, 0 for one that may ask."""
    try:
        pace.check(asker)
    except ProblemError as error:
        return error.retry_after or 0
    return 0


def test_so_many_at_once_and_then_one_after_the_other(hand: Hand) -> None:
    pace = RateLimit(60, 60, timer=hand)
    assert [wait(pace, "Lan") for _ in range(62)] == [0] * 60 + [1, 1]
    hand.seconds += 1
    assert [wait(pace, "Lan") for _ in range(2)] == [0, 1]
    hand.seconds += 60
    assert [wait(pace, "Lan") for _ in range(61)] == [0] * 60 + [1]


def test_who_is_refused_is_told_when_and_loses_nothing_by_asking(hand: Hand) -> None:
    pace = RateLimit(1, 30, timer=hand)
    assert [wait(pace, "Lan") for _ in range(3)] == [0, 30, 30]
    hand.seconds += 29.5
    assert wait(pace, "Lan") == 1
    hand.seconds += 0.5
    assert wait(pace, "Lan") == 0


def test_each_asker_has_a_pace_and_few_are_remembered(hand: Hand) -> None:
    pace = RateLimit(1, 60, kept=2, timer=hand)
    assert [wait(pace, who) for who in ("Lan", "Minh", "Lan", "Minh")] == [0, 0, 60, 60]
    assert wait(pace, "Hà") == 0
    assert wait(pace, "Lan") == 0  # forgotten: she asked before the other two


def test_reports_are_looked_up_at_a_pace(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    monkeypatch.setattr(routes, "_OF_SNAPSHOTS", RateLimit(3, 60, timer=hand))
    desk, anybody, elsewhere = town.sign_in(), Browser(town.connect()), Browser(town.connect())
    path = "/api/snapshots/AAAAA-AAAAA"
    assert [anybody.get(path).status for _ in range(4)] == [404, 404, 404, 429]
    refused = anybody.get(path)
    assert (refused.code, refused.headers["Retry-After"]) == ("too_many_attempts", "20")
    # An account is counted apart from its address, and an address apart from another one.
    assert desk.get(path).status == 404
    assert elsewhere.get(path).status == 429
    hand.seconds += 20
    assert [anybody.get(path).status for _ in range(2)] == [404, 429]
