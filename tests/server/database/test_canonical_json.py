"""The fast spelling of JSON is the canonical one."""

from typing import Any

import pytest
from hypothesis import example, given

from server.database.canonical_json import dumps_canonical
from sync.values import canonical
from tests.sync.strategies import ANY_JSON, CLEAN_JSON


def outcome(spelling: Any, value: Any) -> Any:
    """The bytes, or the sort of error."""
    try:
        return spelling(value)
    except (ValueError, RecursionError, TypeError) as error:
        return type(error)


@given(CLEAN_JSON | ANY_JSON)
@example({"b": 1.0, "a": [1e16, 1.5, -0.0, 2**70, 1e-7]})
@example(["e\u0301", '\u2028\x7f\x1f/"\\', {"e\u0301": 1, "\u00e9": 2}])
@example([float("nan")])
@example(float("inf"))
@example("\ud800")
@example(("a", None, True))
def test_it_spells_as_the_rules_do(value: Any) -> None:
    assert outcome(dumps_canonical, value) == outcome(canonical, value)


@pytest.mark.parametrize("value", [1.0, 0.5, -1e300, None])
def test_a_bare_number_too(value: Any) -> None:
    assert dumps_canonical(value) == canonical(value)
