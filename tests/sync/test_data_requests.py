"""Requests about people's own data: who may ask, and by when it is answered (PROTOCOL 5.20)."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.data_requests import answer_day, without_words
from sync.membership import Enrolment

from .situations import LAN, PHONE, SITUATION, TEAM, WAITING, create, member, verdict

GOLDEN = json.loads(
    (Path(__file__).parents[2] / "sync/cases/answer_days.json").read_text(encoding="utf-8")
)


def asked(situation: Any = SITUATION, **parts: Any) -> Any:
    said = {"wish": "erase"}
    return verdict(
        create(**{"kind": "data_request", "channel": f"device:{PHONE}", "set": said, **parts}),
        situation,
    )


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_by_which_day_it_is_answered(case: dict[str, str]) -> None:
    assert answer_day(date.fromisoformat(case["received"])).isoformat() == case["answer_by"]
    assert len(GOLDEN["cases"]) == GOLDEN["count"] >= 15


def test_it_counts_whatever_team_its_author_is_in() -> None:
    left = replace(
        SITUATION,
        enrolments=(Enrolment(LAN, TEAM, "ended"),),
        memberships=(member(LAN, end=date(2026, 1, 1)),),
    )
    for situation in (SITUATION, WAITING, left):
        record = asked(situation).record
        assert record is not None
        assert (record.state, record.channel) == ("counted", f"device:{PHONE}")
        assert record.fields == {
            "wish": "erase",
            "author": LAN,
            "received": SITUATION.today.isoformat(),
            "answer_by": answer_day(SITUATION.today).isoformat(),
        }


def test_a_clock_that_is_wrong_moves_no_day() -> None:
    record = asked(at="2016-01-01T00:00:00Z").record
    assert record.fields["received"] == SITUATION.today.isoformat()


@pytest.mark.parametrize("channel", [f"team:{TEAM}", f"device:{LAN}"])
def test_it_stands_in_no_other_channel(channel: str) -> None:
    assert asked(channel=channel).code == "wrong_channel"


def test_told_again_it_stays_as_it_was_answered() -> None:
    there = asked().record
    answered = replace_fields(there, outcome="done", answered="2026-11-25")
    assert asked(replace(SITUATION, record=answered)).verdict == "applied"


def test_of_an_erased_person_no_words_are_left() -> None:
    said = {"wish": "correct", "text": "Tên mình là Lân", "answer": "Đã sửa", "outcome": "done"}
    assert without_words(said) == {"wish": "correct", "outcome": "done"}


def replace_fields(record: Any, **fields: Any) -> Any:
    return record._replace(fields={**record.fields, **fields})
