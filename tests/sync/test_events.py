"""Events: what a phone makes in its own channel, and what openings of papers come to (PROTOCOL 5.17)."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.events import Reader, join_openings, openings
from sync.membership import Enrolment
from sync.verdict import Decision

from .situations import LAN, OTHER_TEAM, PHONE, SITUATION, TEAM, WAITING, create, member, verdict

PAPER = "3a000000-0000-4000-8000-000000000001"
GOLDEN = json.loads(
    (Path(__file__).parents[2] / "sync/cases/openings.json").read_text(encoding="utf-8")
)
OF_LAN = replace(SITUATION, readers=frozenset({TEAM}))


def opened(situation: Any = OF_LAN, **parts: Any) -> Decision:
    said = {"document": PAPER, "version": 1, "as": "text"}
    return verdict(
        create(**{"kind": "opening", "channel": f"device:{PHONE}", "set": said, **parts}), situation
    )


def test_an_opening_counts_in_the_team_of_its_reader_on_its_day() -> None:
    decision = opened()
    assert decision.record is not None
    assert (decision.verdict, decision.record.state) == ("applied", "counted")
    assert decision.record.channel == f"device:{PHONE}"
    assert decision.record.fields == {
        "document": PAPER, "version": 1, "as": "text", "author": LAN, "team": TEAM, "on": "2026-11-24",
    }  # fmt: skip


@pytest.mark.parametrize("channel", [f"team:{TEAM}", f"device:{LAN}"])
def test_it_stands_in_no_other_channel(channel: str) -> None:
    assert opened(channel=channel).code == "wrong_channel"


def test_who_was_no_reader_is_kept_and_not_counted() -> None:
    others = replace(SITUATION, readers=frozenset({OTHER_TEAM}))
    for situation, at in ((others, "2026-11-24T09:10:00+07:00"), (OF_LAN, "2016-01-01T00:00:00Z")):
        decision = opened(situation, at=at)
        assert decision.record is not None
        assert (decision.verdict, decision.code) == ("applied", None)
        assert (decision.record.state, "team" in decision.record.fields) == ("void", False)


def test_a_clock_that_is_wrong_by_years_costs_nobody_the_opening() -> None:
    years_behind = replace(OF_LAN, clock_offset=-8 * 365 * 86_400.0)
    decision = opened(years_behind, at="2018-11-26T09:10:00+07:00")
    assert decision.record is not None
    assert (decision.record.state, decision.record.fields["on"]) == ("counted", "2026-11-24")


def test_who_left_since_is_heard_and_who_waits_counts_later() -> None:
    left = replace(
        OF_LAN,
        enrolments=(Enrolment(LAN, TEAM, "ended"),),
        memberships=(member(LAN, end=SITUATION.today),),
    )
    waiting = replace(WAITING, readers=frozenset({TEAM}))
    states = [each.record.state for each in (opened(left), opened(waiting)) if each.record]
    assert states == ["counted", "awaiting_approval"]


def test_told_again_it_is_the_same_whatever_is_known_of_its_reader_by_then() -> None:
    there = opened().record
    moved = replace(OF_LAN, record=there, readers=frozenset())
    assert opened(moved) == Decision(opened().verdict)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_what_openings_come_to(case: dict[str, Any]) -> None:
    found = openings((row["state"], row["f"]) for row in case["rows"])
    told = {
        Reader(each["document"], each["version"], each["member"]): (each["on"], each["team"])
        for each in case["readers"]
    }
    assert found == told
    assert len(GOLDEN["cases"]) == GOLDEN["count"] >= 15


FEW = st.sampled_from("abc")
READERS = st.builds(Reader, FEW, st.integers(1, 2), FEW)
TOLD = st.lists(
    st.dictionaries(READERS, st.tuples(st.sampled_from(["2026-11-23", "2026-11-24"]), FEW))
)


@given(TOLD, st.randoms(), st.integers(0, 8))
def test_neither_order_nor_doubling_nor_splitting_matters(
    told: list[Any], chance: Any, at: int
) -> None:
    whole = join_openings(*told)
    shuffled = [*told, *told[:at]]
    chance.shuffle(shuffled)
    assert join_openings(*shuffled) == whole
    assert join_openings(join_openings(*shuffled[:at]), join_openings(*shuffled[at:])) == whole
