"""What the bench measures is served as it is: a house and the bare endpoint beside it answer."""

import json
from contextlib import ExitStack

import pytest

from tests.bench.sync.house import house

SOME = 3


@pytest.mark.parametrize("sort", ["SQLite", "PostgreSQL"])
def test_a_house_and_the_bare_endpoint_beside_it_take_changes(sort: str) -> None:
    with ExitStack() as stack:
        running = stack.enter_context(house(sort))
        phone, beside = running.phone("Nguyễn Thị Lan"), running.yardstick.phone
        for each in (phone, beside):
            stack.callback(each.wire.close)
        taken = phone.round(phone.body(phone.creates(SOME))).told
        kept = json.loads(beside.ask(beside.body(beside.creates(SOME))).body)
        for told in (taken, kept):
            assert [each["verdict"] for each in told["results"]] == ["applied"] * SOME
