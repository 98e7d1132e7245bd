"""The table of rates: each worker counts its share of them, in memory."""

import pytest
from flask import Flask

from server.auth import rate_limits
from server.auth.rate_limits import Rate, share_rates
from server.reports import routes
from sync.problems import ProblemError
from tests.town import Town
from tests.wires import Browser

FEW = Rate("few", 6, 60, "too_many_attempts")


def wait(rate: Rate, caller: str) -> int:
    """The seconds that the caller has to wait, 0 for one that may go on."""
    try:
        rate.count(caller)
    except ProblemError as error:
        return error.retry_after or 0
    return 0


def test_a_worker_lets_its_share_through(request: pytest.FixtureRequest) -> None:
    request.addfinalizer(lambda: share_rates(2))
    shares = {1: 6, 2: 3, 3: 2, 20: 2}
    for workers, share in shares.items():
        share_rates(workers)
        assert FEW.each == share


def test_half_of_a_rate_in_its_time(town: Town) -> None:
    assert [wait(FEW, "Lan") for _ in range(5)] == [0, 0, 0, 60, 60]
    assert wait(FEW, "Minh") == 0
    town.clock.move(seconds=50)
    assert wait(FEW, "Lan") == 10
    town.clock.move(seconds=10)
    assert wait(FEW, "Lan") == 0


def test_what_is_given_back_does_not_count(town: Town) -> None:
    for _ in range(10):
        FEW.count("Lan")
        FEW.give_back("Lan")
    assert FEW.spent("Lan") == 0


def test_what_costs_more_than_is_left_uses_up_the_rate(town: Town) -> None:
    FEW.check("Lan")
    FEW.spend("Lan", 100)
    with pytest.raises(ProblemError):
        FEW.check("Lan")
    town.clock.move(seconds=60)
    FEW.check("Lan")


def test_no_two_rates_have_one_name() -> None:
    names = [each.name for each in vars(rate_limits).values() if isinstance(each, Rate)]
    assert len(set(names)) == len(names)


def test_reports_are_looked_up_at_a_rate(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "SNAPSHOTS", FEW)
    desk, anybody, elsewhere = town.sign_in(), Browser(town.connect()), Browser(town.connect())
    path = "/api/snapshots/AAAAA-AAAAA"
    assert [anybody.get(path).status for _ in range(4)] == [404, 404, 404, 429]
    refused = anybody.get(path)
    assert (refused.code, refused.headers["Retry-After"]) == ("too_many_attempts", "60")
    # An account is counted apart from its address, and an address apart from another one.
    assert desk.get(path).status == 404
    assert elsewhere.get(path).status == 429
    town.clock.move(minutes=1)
    assert anybody.get(path).status == 404
