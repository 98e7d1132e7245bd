"""Changes that no phone of ours makes: kept for a person, and never a neighbour lost."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.phones import Phone

Spoil = Callable[[dict[str, Any]], Any]

# Text that no database holds is cleaned and the session kept; any time a phone can tell is taken.
MENDED = ("NUL in a note", "half a surrogate", "year 9999")


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


SPOILED: dict[str, Spoil] = {
    "null": lambda change: None,
    "number": lambda change: 7,
    "text": lambda change: "change",
    "list": lambda change: [change],
    "empty": lambda change: {},
    "no id": lambda change: {**change, "id": None},
    "id in capitals": lambda change: {**change, "id": change["id"].upper()},
    "NUL in a note": lambda change: {**change, "set": {**change["set"], "note": "a\x00b"}},
    "half a surrogate": lambda change: {**change, "set": {**change["set"], "note": "\ud83d"}},
    "NUL in a name": lambda change: {**change, "set": {**change["set"], "no\x00te": "a"}},
    "NUL in the kind": lambda change: {**change, "kind": "help\x00session"},
    "half a surrogate in the op": lambda change: {**change, "op": "\udfff"},
    "huge number": lambda change: {**change, "no": 10**300},
    "negative": lambda change: {**change, "no": -1},
    "fraction": lambda change: {**change, "no": 1.5},
    "true": lambda change: {**change, "no": True},
    "nested": lambda change: {**change, "set": {**change["set"], "note": deep(25)}},
    "long text": lambda change: {**change, "set": {**change["set"], "note": "x" * 200_000}},
    "many fields": lambda change: {**change, "set": {f"f{n}": n for n in range(5000)}},
    "author of a wrong type": lambda change: {**change, "author": ["x"]},
    "record of a wrong type": lambda change: {**change, "record": {"a": 1}},
    "channel of a wrong type": lambda change: {**change, "channel": 5},
    "unknown kind": lambda change: {**change, "kind": "citizen"},
    "unknown field": lambda change: {**change, "set": {**change["set"], "phone": "0912345678"}},
    "day in 1970": lambda change: {**change, "set": {**change["set"], "day": "1970-01-01"}},
    "day in 2099": lambda change: {**change, "set": {**change["set"], "day": "2099-01-01"}},
    "year 0000": lambda change: {**change, "at": "0000-01-01T00:00:00+07:00"},
    "year 9999": lambda change: {**change, "at": "9999-12-31T23:59:59-12:00"},
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_change_goes_to_review_alone(lan: Phone, name: str) -> None:
    first, last = lan.session(), lan.session()
    spoiled = SPOILED[name](lan.session())
    results = lan.sync(first, spoiled, last)
    verdicts = [each["verdict"] for each in results]
    expected = "applied" if name in MENDED else "review"
    assert verdicts == ["applied", expected, "applied"]
    again = lan.sync(spoiled)
    assert again[0]["verdict"] == expected
    assert {first["record"], last["record"]} <= lan.rows.keys()
    assert lan.digests() == lan.last["digest"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
PARTS = st.sampled_from(
    ["id", "no", "author", "op", "kind", "record", "channel", "schema", "at", "set", "prev", "x"]
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(replaced=st.dictionaries(PARTS, JSON, min_size=1, max_size=4))
def test_no_value_in_any_place_hurts(lan: Phone, replaced: dict[str, Any]) -> None:
    good = lan.session()
    results = lan.sync({**lan.session(), **replaced}, good)
    assert results[0]["verdict"] in ("applied", "review", "held", "id_reuse")
    assert results[1]["verdict"] == "applied"
    assert good["record"] in lan.rows
