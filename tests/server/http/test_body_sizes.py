"""Lists and objects without an end in a body are refused before any of their items is validated."""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.phones import KEY, new_id
from tests.town import Town

MANY = 200_000
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "/api/rejoin people": lambda: {**REJOIN, "people": [1] * 40_000},
    "/api/rejoin receipts": lambda: {**REJOIN, "receipts": [1] * 40_000},
    "/api/rejoin names": lambda: {f"n{n}": 1 for n in range(10_000)},
    "/api/sync/v1/have changes": lambda: {"changes": [1] * 16_000},
    "/api/sync/v1 repaired": lambda: {**ROUND, "repaired": [1] * MANY},
    "/api/sync/v1 cursor": lambda: {**ROUND, "cursor": {f"n{n}": "" for n in range(MANY // 4)}},
    "/api/sync/v1 bundles": lambda: {**ROUND, "bundles": [{"name": 1}] * (MANY // 5)},
}
REJOIN = {"device": new_id(), "key": KEY, "proof": None, "receipts": [], "people": []}
ROUND = {
    "protocol": 1, "app": "1.1.0", "schema": 1, "device": new_id(), "seen": None,
    "now": "2026-11-24T09:00:00+07:00", "changes": [1],
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_a_list_without_an_end_costs_what_it_costs_to_read(town: Town, name: str) -> None:
    """Told by the functions that are called, which are the same on a machine that is busy."""
    lan = town.lan()
    asked = BODIES[name]()
    longest = max(
        len(value) for value in (asked, *asked.values()) if isinstance(value, list | dict)
    )
    body = json.dumps(asked).encode()
    calls = Counter[str]()
    sys.setprofile(lambda frame, event, argument: calls.update([event]))
    try:
        answer = lan.web.raw(name.split()[0], body)
    finally:
        sys.setprofile(None)
    assert (answer.status, answer.code) == (422, "invalid_shape")
    # Each item is read and looked through for what no database holds; validating one takes dozens.
    assert calls["call"] < 10 * longest + 3_000


def test_a_short_body_that_becomes_a_long_one_is_no_dearer(town: Town) -> None:
    body = gzip.compress(json.dumps({"changes": [1] * 16_000}).encode())
    answer = town.lan().web.raw("/api/sync/v1/have", body, **{"Content-Encoding": "gzip"})
    assert answer.code == "invalid_shape"


def test_what_is_allowed_is_still_told_item_by_item(town: Town) -> None:
    answer = town.lan().web.post("/api/rejoin", {**REJOIN, "people": [1], "more": 1})
    assert answer.code == "invalid_shape"
    assert set(answer.json["details"]["errors"]["json"]) >= {"people", "more"}


def test_of_too_many_changes_the_phone_hears_that_it_may_halve_them(town: Town) -> None:
    lan = town.lan()
    assert lan.ask([{}] * 2000).code == "batch_too_large"
