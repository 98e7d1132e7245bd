"""Lists and objects without an end in a body are refused before any of their items is validated."""

import gzip
import json
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from server.http.json_body import decode_json
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
    lan = town.lan()
    body = json.dumps(BODIES[name]()).encode()
    path = name.split()[0]
    decode_json(body)
    began = process_time()
    decode_json(body)
    reading = process_time() - began
    began = process_time()
    answer = lan.web.raw(path, body)
    cost = process_time() - began
    assert (answer.status, answer.code) == (422, "invalid_shape")
    # Read fast, slowly where it is spelled as no app does, and looked through for what no database
    # holds; validated item by item it would be a hundred times.
    assert cost < 12 * reading + 0.05


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
