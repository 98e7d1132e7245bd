"""A lead's phone adds a member to the team, with no network (PROTOCOL 5.3.9)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sync.kinds.member import row_id
from sync.membership import Enrolment
from sync.settling import accept_change
from sync.situation import Record
from sync.verdict import Verdict

from .situations import (
    HA,
    LAN,
    OTHER_TEAM,
    TEAM,
    by,
    create,
    member,
    on,
    received,
    verdict,
)

HOA = "1a000000-0000-4000-8000-000000000009"
SAID = {"member": HOA, "name": "Hoa", "affiliation": "DOAN", "from": "2026-11-24"}
ON_HAS_PHONE = by(HA)


def addition(set_: Any = None, **parts: Any) -> dict[str, Any]:
    """Hà adds Hoa."""
    usual = {"kind": "member", "author": HA, "record": row_id(HOA, TEAM), "set": set_ or SAID}
    return create(**{**usual, **parts})


def test_a_lead_adds_a_member() -> None:
    decision = verdict(addition(), ON_HAS_PHONE)
    assert (decision.verdict, decision.code) == ("applied", None)
    assert decision.record is not None
    assert (decision.record.channel, decision.record.state) == (f"team:{TEAM}", "counted")
    assert decision.record.fields == {**SAID, "role": "volunteer"}


def test_only_a_lead_does() -> None:
    decision = verdict(addition(author=LAN))
    assert (decision.verdict, decision.code) == (Verdict.REVIEW, "lead_only")


def test_who_leads_no_more_does_not() -> None:
    over = replace(ON_HAS_PHONE, memberships=(member(HA, "lead", end=date(2026, 11, 23)),))
    assert verdict(addition(), over).code == "lead_only"


def test_not_into_another_team() -> None:
    elsewhere = addition(channel=f"team:{OTHER_TEAM}", record=row_id(HOA, OTHER_TEAM))
    assert verdict(elsewhere, ON_HAS_PHONE).code == "wrong_channel"


def test_not_from_a_phone_that_waits() -> None:
    waits = replace(ON_HAS_PHONE, enrolments=(Enrolment(HA, TEAM, "pending"),))
    assert verdict(addition(), waits).code == "device_pending_other"


@pytest.mark.parametrize(
    "record", [row_id(HOA, OTHER_TEAM), row_id(LAN, TEAM), "5e000000-0000-4000-8000-000000000001"]
)
def test_the_row_has_the_id_that_everybody_foretells(record: str) -> None:
    decision = verdict(addition(record=record), ON_HAS_PHONE)
    assert (decision.code, decision.fields) == ("bad_shape", ("record",))


def test_nobody_is_made_twice() -> None:
    known = replace(ON_HAS_PHONE, member_known=True)
    decision = verdict(addition(), known)
    assert (decision.code, decision.fields) == ("record_exists", ("member",))


def test_the_same_member_again_is_in_already() -> None:
    row = Record("member", f"team:{TEAM}", "counted", {**SAID, "role": "volunteer", "to": None}, HA)
    again = on(row, replace(ON_HAS_PHONE, member_known=True))
    decision = verdict(addition(), again)
    assert (decision.verdict, decision.apply) == ("applied", None)
    assert verdict(addition({**SAID, "name": "Mai"}), again).code == "record_exists"


@pytest.mark.parametrize(
    ("set_", "code"),
    [
        ({**SAID, "from": "2026-11-26"}, "bad_day"),
        ({**SAID, "affiliation": "KHONGCO"}, "unknown_code"),
        ({**SAID, "role": "lead"}, "bad_value"),
        ({"member": HOA}, "bad_value"),
        ({"name": "Hoa"}, "bad_value"),
    ],
)
def test_what_is_no_member(set_: dict[str, Any], code: str) -> None:
    assert verdict(addition(set_), ON_HAS_PHONE).code == code


def test_a_citizens_number_is_blanked_in_a_name() -> None:
    decision = verdict(addition({**SAID, "name": "Hoa 0912 345 678"}), ON_HAS_PHONE)
    assert (decision.code, decision.fields) == ("screened", ("name",))
    assert decision.record is not None
    assert "0912" not in decision.record.fields["name"]


def test_a_person_may_accept_what_a_volunteer_added() -> None:
    change = received(addition(author=LAN)).change
    assert change is not None
    record = accept_change(change, None)
    assert (record.channel, record.fields["name"]) == (f"team:{TEAM}", "Hoa")


def test_a_member_is_never_edited_by_a_phone() -> None:
    decision = verdict(addition(op="edit", set={"name": "Mai"}, prev={"name": "Hoa"}), ON_HAS_PHONE)
    assert decision.code == "server_only_kind"
