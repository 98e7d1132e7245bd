"""Whose a record's id is: PROTOCOL 5.2.9."""

from dataclasses import replace
from typing import Any

import pytest

from sync.change import Change
from sync.record_id import is_anothers, is_servers, separate_id
from sync.refusal import ChangeRefused
from sync.settling import accept_change
from sync.situation import Known
from sync.verdict import Verdict, decide

from .situations import (
    LAN,
    MINH,
    OTHER_PHONE,
    OTHER_TEAM,
    PHONE,
    SESSION,
    SITUATION,
    TEAM,
    create,
    edit,
    received,
    there,
)

OWN = separate_id(SESSION, PHONE)
TAKEN = replace(SITUATION, id_taken=True)


def parsed(sent: dict[str, Any]) -> Change:
    change = received(sent).change
    assert change is not None
    return change


def test_the_id_follows_from_the_other_one_and_the_phone() -> None:
    assert OWN == "5fc27ce4-6e87-5a6e-9aac-bbd13ad215f1"
    assert separate_id(SESSION, OTHER_PHONE) != OWN
    assert is_servers(OWN)


@pytest.mark.parametrize("op", ["create", "edit"])
def test_a_record_of_another_phone_is_not_ones_own(op: str) -> None:
    change = parsed(create(author=MINH) if op == "create" else edit({"people": 2}, {}))
    assert is_anothers(change, there(), OTHER_PHONE, PHONE)
    assert not is_anothers(change, there(), PHONE, PHONE)


def test_what_no_phone_made_was_not_taken() -> None:
    assert not is_anothers(parsed(create(author=MINH)), there(), None, PHONE)
    foretold = parsed(create(record=OWN, author=MINH))
    assert not is_anothers(foretold, there(), OTHER_PHONE, PHONE)


def test_the_same_by_the_same_author_is_the_same_whatever_phone_says_it() -> None:
    assert not is_anothers(parsed(create()), there(), OTHER_PHONE, PHONE)
    assert is_anothers(parsed(create()), there(people=2), OTHER_PHONE, PHONE)


def test_the_same_place_of_another_author_is_another() -> None:
    said = {"name": "Nhà văn hóa", "place_kind": "NVH"}
    place = create(kind="place", set=said)
    stands = decide(received(place), SITUATION).record
    assert stands is not None
    elsewhere = stands._replace(author=MINH, channel=f"team:{OTHER_TEAM}")
    assert is_anothers(parsed(place), elsewhere, OTHER_PHONE, PHONE)


def test_it_waits_for_a_person_and_then_goes_in() -> None:
    sent = received(create())
    assert sent.change is not None
    own = sent._replace(change=sent.change._replace(record=OWN))
    decision = decide(own, TAKEN)
    assert (decision.verdict, decision.code) == (Verdict.REVIEW, "record_exists")
    record = accept_change(parsed(create(record=OWN)), None, id_taken=True)
    assert (record.state, record.channel, record.author) == ("counted", f"team:{TEAM}", LAN)
    with pytest.raises(ChangeRefused, match="record_exists"):
        accept_change(parsed(create(record=OWN)), there(people=2), id_taken=True)
    assert decide(own, replace(TAKEN, record=there())).verdict is Verdict.APPLIED


def test_a_change_of_another_phone_is_no_repeat() -> None:
    sent = received(create())
    known = Known(sent.payload_hash, "review", "unknown_author", (), device=OTHER_PHONE)
    assert decide(sent, replace(SITUATION, known=known)).verdict is Verdict.ID_REUSE
    ours = replace(known, device=PHONE)
    assert decide(sent, replace(SITUATION, known=ours)).code == "unknown_author"
