"""The envelope of a round: what is refused, what is replaced, and what may be missing."""

from typing import Any

import pytest

from server.sync.envelope import Round, read_round
from sync.problems import ProblemError

DEVICE = "0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6"
READY = {
    "installed": True,
    "persisted": None,
    "room_mb": 1234,
    "browser": "Chrome 120",
    "ready": False,
    "lacks": "room",
}
LEAST = {
    "protocol": 1,
    "app": "1.1.0",
    "schema": 1,
    "device": DEVICE,
    "now": "2026-11-26T09:10:00+07:00",
}


def field_of(name: str, value: Any) -> Any:
    """The field as it is read, or the code of the problem."""
    try:
        return getattr(read_round({**LEAST, name: value}), name)
    except ProblemError as error:
        return error.problem.code


def test_optional_fields_have_defaults_and_unknown_ones_are_ignored() -> None:
    found = read_round({**LEAST, "of_a_newer_app": [1], "\ud800": 1})
    assert isinstance(found, Round)
    assert (found.seen, found.cursor, found.limit, found.changes) == (None, {}, 500, [])
    assert (found.once, found.brief, found.ready, found.oldest) == (False, False, None, None)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("protocol", [None, True, 0, 1.0, "7", 1001, "\ud800"]),
        ("app", [None, "", "x" * 21, 7]),
        ("device", ["", DEVICE.upper(), DEVICE + "\n", None]),
        ("now", [None, "2026-11-26", "2026-11-26T09:10:00", "1899-12-31T00:00:00Z",
                 "9001-01-01T00:00:00Z", "2026-02-30T09:10:00Z", "\ud800"]),
        ("seen", [[1], [True, "a"], [-1, "a"], [1, "é"], [1, "x" * 17], [2**53, "a"], [1, "a\n"]]),
        ("cursor", [[], {"": 1}, {"x" * 49: 1}, {"\x00": 1}, {"\ud800": 1}, {"a": -1}, {"a": True},
                    {"a": "\ud800"}]),
        ("pending", [-1, "1", None]),
        ("limit", [0, 2001]),
        ("once", [1, "true", None]),
        ("brief", [0, "yes"]),
        ("changes", [{}, None, "x"]),
        ("bundles", [[1]]),
        ("repaired", [["x"] * 101, [1]]),
    ],
)  # fmt: skip
def test_malformed_fields_refuse_the_round(name: str, values: list[Any]) -> None:
    assert {field_of(name, value) for value in values} == {"invalid_shape"}


def test_a_required_field_may_not_be_missing() -> None:
    for name in LEAST:
        with pytest.raises(ProblemError):
            read_round({each: value for each, value in LEAST.items() if each != name})


def test_what_could_hold_any_text_is_replaced() -> None:
    """These fields are stored or logged."""
    assert field_of("app", "1.2.3-rc.1") == "1.2.3-rc.1"
    assert field_of("app", "1.2.3 Sáu") == field_of("app", "1.1.0\n") == "?"
    assert field_of("repaired", ["catalogue", f"team:{DEVICE}", "team:0905123456", "bà Sáu"]) == [
        "catalogue", f"team:{DEVICE}",
    ]  # fmt: skip


def test_a_malformed_readiness_is_dropped_and_keeps_no_change_out() -> None:
    assert field_of("ready", READY) == READY
    assert field_of("ready", {"installed": True})["lacks"] is None
    for name, value in [
        ("installed", 1), ("persisted", "yes"), ("browser", "Chrome 12345"),
        ("browser", "Chrome 120\n"), ("lacks", "clocks"), ("lacks", "\ud800"), ("room_mb", -1),
    ]:  # fmt: skip
        assert field_of("ready", {**READY, name: value}) is None
    assert field_of("ready", "\ud800") is None
    assert field_of("ready", {**READY, "\ud800": 1}) == READY
