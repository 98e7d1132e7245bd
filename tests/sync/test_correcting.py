"""What a coordinator may make of a session (PROTOCOL 5.8)."""

from typing import Any

import pytest

from sync.correcting import Corrected, CorrectionRequest, correct
from sync.refusal import ChangeRefused
from sync.situation import Record

from .situations import CODES, HA, MINH, TODAY, done, there

WHY = "Đếm thiếu hai người"
SAYS = {"name": "Sơn", "why": WHY}


def corrected(
    record: Record, set_: dict[str, Any], prev: dict[str, Any] | None = None, why: str = WHY
) -> Corrected:
    seen = {name: record.fields.get(name) for name in set_} if prev is None else prev
    wish = CorrectionRequest(set_, seen, why, "Sơn")
    return correct(record, wish, frozenset({MINH}), CODES, TODAY)


def test_the_session_says_who_corrected_it_and_why() -> None:
    now = corrected(there(), {"people": 3})
    assert now.applied == {"people": 3, "corrected": SAYS}
    assert now.record == there()._replace(fields={**there().fields, "people": 3, "corrected": SAYS})


def test_what_stands_there_already_is_no_correction() -> None:
    assert corrected(there(), {"people": 1}) == Corrected({}, (), there())


def test_nothing_goes_in_where_somebody_else_was_first() -> None:
    now = corrected(there(people=2), {"people": 3, "note": "Chợ sáng"}, {"people": 1})
    assert now == Corrected({}, ("people",), there(people=2))


@pytest.mark.parametrize("why", ["", "   ", "a" * 121])
def test_a_reason_is_never_missing(why: str) -> None:
    with pytest.raises(ChangeRefused) as refused:
        corrected(there(), {"people": 3}, why=why)
    assert refused.value.field == "why"


def test_void_and_back_again() -> None:
    void = corrected(there(), {"status": "void"}).record
    assert void.state == "void"
    assert corrected(void, {"status": "live"}).record.state == "counted"


def test_another_field_leaves_a_day_that_did_not_fit_to_be_settled() -> None:
    doubtful = there()._replace(state="attention")
    assert corrected(doubtful, {"people": 3}).record.state == "attention"
    assert corrected(doubtful, {"day": "2026-11-20"}).record.state == "counted"


@pytest.mark.parametrize(
    ("set_", "code"),
    [
        ({"day": "2026-11-27"}, "bad_day"),
        ({"day": "2014-12-31"}, "bad_day"),
        ({"people": 0}, "bad_value"),
        ({"people": None}, "bad_value"),
        ({"services.DD01": None}, "bad_value"),
        ({"services.KHONGCO": done()}, "unknown_code"),
        ({"companions": [HA]}, "unknown_code"),
        ({"author": MINH}, "unknown_field"),
        ({"corrected": None}, "unknown_field"),
    ],
)
def test_what_no_phone_could_set_no_coordinator_sets(set_: dict[str, Any], code: str) -> None:
    with pytest.raises(ChangeRefused) as refused:
        corrected(there(), set_)
    assert refused.value.code == code


def test_who_once_stood_in_the_team_may_be_named() -> None:
    assert corrected(there(), {"companions": [MINH]}).record.fields["companions"] == [MINH]
