"""The same change is known under whatever rules of screening: PROTOCOL 5.2.1."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.budget import TEXT_CODE_POINTS
from sync.receive import receive
from sync.redact import screen_body
from sync.repeat import is_repeat, is_same_body
from sync.situation import Known

from .situations import create, session_set
from .strategies import ANY_JSON, damaged_changes

WORDS = ["bác", "Lan", " ", "  ", "0912345678", "mk: abc123", "hoa@gmail.com", "…", ".", "xong"]
NOTES = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


def known(sent: Any) -> Known:
    """What is kept of a change that was not understood, so that only the bodies can tell."""
    return Known("older", "review", "bad_shape", (), body=receive(sent).body)


def noted(note: Any) -> dict[str, Any]:
    return create(set=session_set(note=note))


@given(NOTES)
def test_a_note_that_lost_something_is_still_that_note(note: str) -> None:
    assert is_repeat(known(noted(note)), receive(noted(note)))


@given(ANY_JSON | damaged_changes())
def test_whatever_came_is_what_came(value: Any) -> None:
    assert is_same_body(screen_body(value), receive(value))


@pytest.mark.parametrize(
    "other",
    ["số ở chợ", "gọi số 0987654321 ở nhà", "0987654321", "số 12 ở chợ", "", None, 5],
)
def test_another_note_is_another_change(other: Any) -> None:
    assert not is_repeat(known(noted("số 0912345678 ở chợ")), receive(noted(other)))


@pytest.mark.parametrize(
    "other",
    [
        lambda sent: {**sent, "no": 2},
        lambda sent: {**sent, "colour": "…"},
        lambda sent: {**sent, "set": {**sent["set"], "people": 2}},
        lambda sent: {**sent, "set": {**sent["set"], "people": True}},
        lambda sent: {name: each for name, each in sent.items() if name != "at"},
        lambda sent: {**sent, "set": [sent["set"]]},
    ],
)
def test_a_blank_stands_for_nothing_but_text(
    other: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    sent = noted("số 0912345678 ở chợ")
    assert not is_repeat(known(sent), receive(other(sent)))


def test_names_of_objects_are_compared_like_texts() -> None:
    sent = create(set={"0912345678": 1, "note": "a"})
    assert is_repeat(known(sent), receive(sent))
    assert not is_repeat(known(sent), receive(create(set={"0912345678": 2, "note": "a"})))


def test_of_a_text_that_no_field_takes_nothing_is_kept_or_compared() -> None:
    long = "chợ " * TEXT_CODE_POINTS
    assert is_repeat(known(noted(long)), receive(noted(long)))
    # What a server of before kept of one was longer than what is looked through today.
    before = noted(long[:999])
    assert is_same_body(before, receive(noted(long)))
    assert not is_repeat(known(noted(long)), receive(noted("chợ")))


def test_an_ellipsis_that_somebody_typed_stands_for_nothing() -> None:
    assert not is_repeat(known(noted("giúp … rồi về")), receive(noted("giúp bà con rồi về")))


def test_rules_that_got_stricter_know_what_milder_ones_kept() -> None:
    kept = noted("gọi 0912345678 nhé")
    assert is_same_body(kept, receive(kept))
    assert not is_same_body(kept, receive(noted("gọi 0912345678 nha")))
