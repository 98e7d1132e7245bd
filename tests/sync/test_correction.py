"""What a session says of an edit that was not its author's (PROTOCOL 4.1.8 and 5.4.4)."""

from typing import Any

import pytest

from sync.receive import receive
from sync.settling import accept_change

from .situations import HA, LAN, by, create, edit, on, there, verdict

ON_HAS_PHONE = by(HA)


def void(**parts: Any) -> dict[str, Any]:
    """Hà makes Lan's session void."""
    return edit({"status": "void"}, {"status": "live"}, **{"author": HA, **parts})


def test_a_lead_says_why() -> None:
    decision = verdict(void(why="  Ghi trùng buổi sáng "), on(there(), ON_HAS_PHONE))
    assert decision.record is not None
    assert decision.record.fields["corrected"] == {"by": HA, "why": "Ghi trùng buổi sáng"}
    assert decision.record.state == "void"


@pytest.mark.parametrize("said", [{}, {"why": None}, {"why": "  "}])
def test_an_app_that_does_not_ask_why_still_works(said: dict[str, Any]) -> None:
    decision = verdict(void(**said), on(there(), ON_HAS_PHONE))
    assert decision.record is not None
    assert decision.record.fields["corrected"] == {"by": HA}


def test_an_author_explains_nothing() -> None:
    decision = verdict(void(author=LAN), on(there()))
    assert decision.record is not None
    assert "corrected" not in decision.record.fields
    assert decision.apply == {"status": "void"}


def test_the_authors_own_edit_takes_the_correction_away() -> None:
    corrected = verdict(void(why="Ghi trùng"), on(there(), ON_HAS_PHONE)).record
    assert corrected is not None
    back = verdict(edit({"status": "live"}, {"status": "void"}), on(corrected))
    assert back.record is not None
    assert back.apply == {"status": "live", "corrected": None}
    assert "corrected" not in back.record.fields


def test_an_author_who_takes_a_session_back_says_why() -> None:
    corrected = verdict(void(why="Ghi trùng"), on(there(), ON_HAS_PHONE)).record
    assert corrected is not None
    back = edit({"status": "live"}, {"status": "void"}, why="Hai buổi khác nhau")
    record = verdict(back, on(corrected)).record
    assert record is not None
    assert record.fields["corrected"] == {"by": LAN, "why": "Hai buổi khác nhau"}
    assert record.state == "counted"


def test_an_edit_of_which_nothing_goes_in_says_nothing() -> None:
    late = edit({"people": 3}, {"people": 2}, author=HA, why="Đếm lại")
    decision = verdict(late, on(there(people=7), ON_HAS_PHONE))
    assert (decision.verdict, decision.record) == ("conflict", None)


def test_a_reason_is_screened() -> None:
    received = receive(void(why="Chị Hoa 0912 345 678 nói sai"))
    assert received.change is not None
    assert received.change.why is not None
    assert "0912" not in received.change.why


@pytest.mark.parametrize("why", ["a" * 121, 7, ["a"]])
def test_a_reason_is_a_short_text(why: Any) -> None:
    decision = verdict(void(why=why), on(there(), ON_HAS_PHONE))
    assert (decision.code, decision.fields) == ("bad_shape", ("why",))


def test_a_create_has_no_reason() -> None:
    assert verdict(create(why="Vì sao")).code == "bad_shape"


def test_nobody_sets_the_correction_by_hand() -> None:
    forged = edit({"corrected": {"by": HA}}, {})
    assert verdict(forged, on(there())).code == "unknown_field"


def test_an_edit_that_a_person_accepts_says_by_whom_too() -> None:
    change = receive(void(why="Ghi trùng")).change
    assert change is not None
    record = accept_change(change, there())
    assert record.fields["corrected"] == {"by": HA, "why": "Ghi trùng"}
    assert record.fields["status"] == "void"
    own = receive(edit({"people": 3}, {"people": 1})).change
    assert own is not None
    assert "corrected" not in accept_change(own, record).fields
