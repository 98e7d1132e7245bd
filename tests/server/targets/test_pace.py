"""How a target stands on a day, as phones reckon it too (pwa/src/rules/pace.test.ts)."""

from datetime import date
from typing import Any

from server.targets.target_math import Aim, Key, pace, planned
from tests.sync.golden import each_case


@each_case("pace")
def test_pace(case: dict[str, Any]) -> None:
    first, last, day = (date.fromisoformat(case[name]) for name in ("from", "to", "day"))
    aims = {Key("people", "", first, last): Aim(goal=case["number"])}
    by = min(day, last)
    assert (planned(aims, first, by) if by >= first else 0) == case["planned"]
    left = max(0, case["number"] - case["done"])
    assert pace(left, max(day, first), last) == case["per_day"]
