"""The common envelope, read in one pass, against the schema that every other one goes through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from server.sync.envelope import common_round
from server.sync.schemas import RoundSchema

DEVICE = "0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6"
READY = {
    "installed": True,
    "persisted": None,
    "room_mb": 1234,
    "browser": "Chrome 120",
    "ready": False,
    "lacks": "room",
}
USUAL = {
    "protocol": 1,
    "app": "1.1.0",
    "schema": 1,
    "device": DEVICE,
    "now": "2026-11-26T09:10:00+07:00",
    "seen": [41, "0a1b2c3d"],
    "cursor": {"catalogue": 12, f"team:{DEVICE}": 41},
    "pending": 0,
    "oldest": None,
    "ready": READY,
    "limit": 500,
    "once": True,
    "brief": True,
    "changes": [{"any": "thing"}, 7, None],
}
ODD: list[Any] = [
    None, True, False, 0, -1, 1, 1.0, 7, 2**53, "", "7", "1.1.0", "x" * 60, "\x00", "team:é", [], [1],
    {}, {"a": 1}, [41, "0a"], [True, "0a"], [-1, "0a"], [1, "é"], [1, "x" * 17], [2**53, "a"],
    {"a": True}, {"": 1}, {"x" * 49: 1}, {"\x00": 1}, {"a": -1}, "1899-12-31T00:00:00Z", "2026-11-26",
    "9001-01-01T00:00:00Z", "2026-11-26T09:10:00", "2026-11-26T09:10:00.123456Z", DEVICE.upper(),
    "2026-02-30T09:10:00Z", "1.2.3 Sáu", "Chrome", "Chrome 12345", "Chrome 120\n", "clock", READY,
]  # fmt: skip


def by_the_schema(said: Any) -> Any:
    """What the schema alone makes of it; None where it refuses."""
    try:
        return Schema.load(RoundSchema(), said)
    except ValidationError:
        return None


def is_read_alike(said: Any) -> bool:
    found = common_round(said)
    if found is not None:
        assert found == by_the_schema(said)
        assert type(found["seen"]) in (tuple, type(None))
    return found is not None


def test_what_the_app_says_is_common() -> None:
    told = [
        USUAL,
        {**USUAL, "seen": None, "cursor": {}, "ready": None, "changes": []},
        {
            **USUAL,
            "pending": 3,
            "oldest": "2026-11-25T22:00:00.500Z",
            "once": False,
            "brief": False,
        },
        {
            **USUAL,
            "ready": {**READY, "room_mb": None, "browser": None, "ready": None, "lacks": None},
        },
    ]
    assert all(is_read_alike(each) for each in told)


def test_whatever_stands_in_a_place_is_read_alike() -> None:
    common = 0
    for name in USUAL:
        common += sum(is_read_alike({**USUAL, name: odd}) for odd in ODD)
        without = {each: value for each, value in USUAL.items() if each != name}
        assert common_round(without) is None
    for name in READY:
        common += sum(is_read_alike({**USUAL, "ready": {**READY, name: odd}}) for odd in ODD)
    assert 30 < common < 300
    for said in (*ODD, {**USUAL, "bundles": []}, {**USUAL, "repaired": []}, {**USUAL, "x": 1}):
        assert common_round(said) is None


@given(st.dictionaries(st.sampled_from(list(USUAL)), st.sampled_from(ODD), max_size=3))
def test_several_odd_things_at_once_are_read_alike(odd: dict[str, Any]) -> None:
    is_read_alike({**USUAL, **odd})


@pytest.mark.parametrize("value", [1, "yes", "true", "0"])
def test_only_true_and_false_are_taken_for_them(value: Any) -> None:
    for name in ("once", "brief"):
        assert by_the_schema({**USUAL, name: value}) is None
    for name in ("installed", "persisted", "ready"):
        told = by_the_schema({**USUAL, "ready": {**READY, name: value}})
        assert told["ready"] is None  # what a phone says of itself keeps no change from coming in
