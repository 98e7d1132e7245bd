"""Values of one's own from whoever settles what waits (PROTOCOL 5.7.7)."""

from datetime import timedelta
from typing import Any

import pytest

from sync.editing import own_values, received_with
from sync.refusal import ChangeRefused
from sync.settling import accept_change

from .situations import CODES, HA, MINH, TODAY, create, done, edit, session_set, there

SAYS = {"corrected": {"name": "Sơn", "why": "Đếm lại"}}


def wanted(own: dict[str, Any]) -> dict[str, Any]:
    return own_values(there(), own, frozenset({MINH}), CODES, TODAY)


def test_own_values_stand_in_place_of_the_sent_ones() -> None:
    sent = create(set=session_set(people=0, note="đông"))
    change = received_with(sent, {"people": 6}).change
    assert change is not None
    assert (change.id, change.set["people"], change.set["note"]) == (sent["id"], 6, "đông")
    assert sent["set"]["people"] == 0


def test_null_leaves_out_what_is_no_field_and_takes_away_what_is_one() -> None:
    sent = create(set=session_set(weather="mưa", note="đông"))
    change = received_with(sent, {"weather": None, "note": None}).change
    assert change is not None
    assert not {"weather", "note"} & change.set.keys()
    late = received_with(edit({"note": "đông", "weather": "mưa"}, {}), {"note": None})
    assert late.refusal is not None
    assert late.refusal.field == "weather"
    mended = received_with(edit({"note": "đông", "weather": "mưa"}, {}), {"weather": None}).change
    assert mended is not None
    assert mended.set == {"note": "đông"}


@pytest.mark.parametrize("body", [None, "x", {}, {"set": [1]}])
def test_what_has_no_fields_cannot_be_edited(body: Any) -> None:
    with pytest.raises(ChangeRefused) as refused:
        received_with(body, {"people": 6})
    assert refused.value.code == "bad_shape"


def test_of_an_unknown_kind_nothing_is_left_out() -> None:
    received = received_with(create(kind="wizardry", set={"a": 1}), {"a": None})
    assert received.body["set"] == {"a": None}
    assert received.change is None


@pytest.mark.parametrize(
    ("own", "code", "field"),
    [
        ({}, "bad_shape", "set"),
        ({"people": 0}, "bad_value", "people"),
        ({"place_kind": "SAO_HOA"}, "unknown_code", "place_kind"),
        ({"companions": [HA]}, "unknown_code", "companions"),
        ({"day": (TODAY + timedelta(days=2)).isoformat()}, "bad_day", "day"),
        ({"team": HA}, "unknown_field", "team"),
    ],
)
def test_own_values_are_judged_like_any_other(own: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(ChangeRefused) as refused:
        wanted(own)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_own_values_are_clean_and_hold_nothing_of_citizens() -> None:
    clean = wanted({"companions": [MINH], "note": " Gọi 0912345678 ", "place": None})
    assert clean["companions"] == [MINH]
    assert "0912345678" not in clean["note"]
    assert clean["place"] is None


def test_the_record_says_who_edited_what_was_accepted() -> None:
    change = received_with(create(set=session_set(people=0)), {"people": 6}).change
    assert change is not None
    made = accept_change(change, None, edited=SAYS)
    assert (made.state, made.fields["corrected"]) == ("counted", SAYS["corrected"])
    late = received_with(edit({"people": 0}, {}), {"people": 6}).change
    assert late is not None
    now = accept_change(late, there(), edited=SAYS)
    assert (now.fields["people"], now.fields["corrected"]) == (6, SAYS["corrected"])


def test_nobody_makes_a_session_that_serves_too_many() -> None:
    sent = create(set=session_set(people=0, **{"services.DD01": done(3)}))
    change = received_with(sent, {"people": 2}).change
    assert change is not None
    with pytest.raises(ChangeRefused) as refused:
        accept_change(change, None, edited=SAYS)
    assert refused.value.code == "served_too_many"
