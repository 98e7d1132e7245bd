"""Screening leaves a change as it came where it holds nothing but what its table lets phones send."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.budget import CHANGE_CODE_POINTS, LOOK_CODE_POINTS, RequestBudget
from sync.kinds import FROM_PHONES, KINDS, OWN_WORDS
from sync.protocol_limits import LONGEST_TEXT, WHY_CODE_POINTS
from sync.receive import receive
from sync.screening import blank

from .situations import LAN, MINH, PHONE, TEAM, create, done, edit, session_set
from .strategies import good_sets

MEMBER = {"member": MINH, "name": "Nguyễn Thị Hoa", "affiliation": "DOAN", "from": "2026-11-24"}
PLACE = {"name": "Chợ Đức Phổ", "place_kind": "CHO"}
MOST_FIELDS = 32
"""What our app sends has fewer."""

SENT = {
    "a session": create(),
    "a session on a phone that waits": create(channel=f"device:{PHONE}"),
    "a session said anew": create(replaces=PHONE),
    "a place": create(kind="place", set=PLACE),
    "another name of a place": edit({"name": "Chợ"}, {"name": "Chợ Đức Phổ"}, kind="place"),
    "a member": create(kind="member", set=MEMBER),
    "a note put in where there was none": edit({"note": "vội"}, {"note": None}),
    "a note taken away": edit({"note": None}, {"note": "vội"}),
    "a service put in": edit({"services.TT04": done()}, {"services.TT04": None}),
    "a service taken away": edit({"services.TT04": None}, {"services.TT04": done()}),
    "a correction with its reason": edit({"people": 2}, {"people": 1}, why="Đếm lại"),
    "companions as they were tapped": create(set=session_set(companions=[TEAM, MINH, LAN])),
}


@pytest.mark.parametrize("name", SENT)
def test_screening_leaves_a_clean_change_unchanged(name: str) -> None:
    received = receive(SENT[name])
    assert received.change is not None
    assert received.body is SENT[name]


def test_a_session_without_a_note_costs_a_request_nothing() -> None:
    sent = create(set=session_set(companions=[MINH, LAN], place=PHONE))
    assert receive(sent, budget=RequestBudget(0)).change is not None


def test_screening_finds_nothing_in_the_protocols_own_words() -> None:
    assert [word for word in OWN_WORDS if blank(word) != word] == []


@given(st.sampled_from(FROM_PHONES).flatmap(lambda kind: st.tuples(st.just(kind), good_sets(kind))))
def test_screening_leaves_valid_fields_of_each_kind_unchanged(sent: tuple[str, Any]) -> None:
    kind, set_ = sent
    clean = {name: each for name, each in set_.items() if each is not None}
    made = create(kind=kind, set=KINDS[kind].validate(clean, "create"))
    assert receive(made).body is made
    if "edit" in KINDS[kind].ops:
        clean = KINDS[kind].validate(set_, "edit")
        made = edit(clean, dict(clean), kind=kind)
        assert receive(made).body is made


def test_what_our_app_sends_fits_into_the_budget_of_a_change() -> None:
    for name in FROM_PHONES:
        texts = [
            rule.spec["text"]["most"] for rule in KINDS[name].fields.values() if "text" in rule.spec
        ]
        assert max(texts, default=0) <= LONGEST_TEXT
        lists = [
            rule.spec["ids"]["most"] for rule in KINDS[name].fields.values() if "ids" in rule.spec
        ]
        values = 2 * (MOST_FIELDS * len(("it", "people", "outcome", "reasons", 1, 2)) + sum(lists))
        looked = 2 * sum(max(LOOK_CODE_POINTS, each) for each in texts) + WHY_CODE_POINTS
        assert values + looked <= CHANGE_CODE_POINTS
