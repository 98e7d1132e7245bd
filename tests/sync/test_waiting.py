"""A phone that waits for approval: PROTOCOL 5.3.2 and 5.3.6."""

from dataclasses import replace
from datetime import date, timedelta

from sync.membership import Enrolment
from sync.write_permissions import day_that_fits, record_state

from .situations import (
    HA,
    LAN,
    MINH,
    OTHER_PHONE,
    OTHER_TEAM,
    PHONE,
    SITUATION,
    TEAM,
    TODAY,
    WAITING,
    by,
    create,
    edit,
    member,
    on,
    session_set,
    there,
    verdict,
)

MINHS = replace(WAITING, memberships=(member(MINH, start=date(2026, 8, 1)),))
"""Lan's phone waits; Minh has been in the team for long."""


def test_a_waiting_phone_records_in_its_own_channel() -> None:
    decision = verdict(create(), WAITING)
    assert decision.verdict == "applied"
    assert decision.record is not None
    assert decision.record.channel == f"device:{PHONE}"
    assert decision.record.state == "awaiting_approval"
    assert decision.record.team == TEAM


def test_a_waiting_phone_changes_what_it_recorded() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    decision = verdict(edit({"people": 2}, {"people": 1}), on(waiting, WAITING))
    assert decision.record is not None
    assert decision.record.state == "awaiting_approval"
    voided = verdict(edit({"status": "void"}, {"status": "live"}), on(waiting, WAITING))
    assert voided.record is not None
    assert voided.record.state == "void"
    again = verdict(edit({"status": "live"}, {"status": "void"}), on(voided.record, WAITING))
    assert again.record is not None
    assert again.record.state == "awaiting_approval"


def test_a_waiting_phone_changes_nothing_of_the_team() -> None:
    waiting = replace(WAITING, memberships=(member(LAN),))
    decision = verdict(edit({"people": 2}, {"people": 1}), on(there(), waiting))
    assert (decision.verdict, decision.code) == ("review", "device_pending_other")


def test_a_waiting_phone_writes_to_no_other_team() -> None:
    waiting = replace(WAITING, memberships=(member(LAN, team=OTHER_TEAM),))
    assert verdict(create(channel=f"team:{OTHER_TEAM}"), waiting).code == "wrong_channel"


def test_what_waits_on_another_phone_is_out_of_reach() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    elsewhere = replace(on(waiting), device=OTHER_PHONE)
    assert verdict(edit({"people": 2}, {"people": 1}), elsewhere).code == "wrong_channel"


def test_what_waits_is_its_authors_also_on_a_shared_phone() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    shared = replace(by(MINH), record=waiting)
    assert verdict(edit({"people": 2}, {"people": 1}, author=MINH), shared).code == "not_author"


def test_a_waiting_phone_names_only_members_as_companions() -> None:
    change = create(set=session_set(companions=[MINH]))
    decision = verdict(change, WAITING)
    assert (decision.verdict, decision.code) == ("review", "unknown_code")
    shared = replace(WAITING, memberships=(member(MINH),))
    assert verdict(change, shared).verdict == "applied"
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    later = edit({"companions": [MINH]}, {"companions": []})
    assert verdict(later, on(waiting, WAITING)).code == "unknown_code"
    assert verdict(later, on(waiting, shared)).verdict == "applied"


def test_approval_counts_what_fits_the_membership() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    moved = waiting._replace(channel=f"team:{TEAM}")
    assert record_state(waiting, SITUATION) == "awaiting_approval"
    assert record_state(moved, SITUATION) == "counted"
    assert record_state(moved, replace(SITUATION, memberships=())) == "attention"
    void = moved._replace(fields={**moved.fields, "status": "void"})
    assert record_state(void, SITUATION) == "void"


def test_approval_offers_the_day_that_fits_by_the_phones_clock() -> None:
    waiting = verdict(create(set=session_set(day="2026-08-25", companions=[MINH])), MINHS).record
    assert waiting is not None
    moved = waiting._replace(channel=f"team:{TEAM}")
    slow = replace(SITUATION, clock_offset=timedelta(days=-91).total_seconds())
    assert record_state(moved, slow) == "attention"
    assert day_that_fits(moved, slow) == TODAY
    assert day_that_fits(moved, SITUATION) is None
    for_the_team = {each.member: each for each in SITUATION.memberships}
    without_minh = (for_the_team[LAN], for_the_team[HA])
    assert day_that_fits(moved, replace(slow, memberships=without_minh)) is None
    before_lan = replace(slow, clock_offset=timedelta(days=-1).total_seconds())
    assert day_that_fits(moved, before_lan) is None


def test_what_a_refused_phone_edits_goes_on_asking_for_a_person() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    refused = replace(WAITING, enrolments=(Enrolment(LAN, TEAM, "refused"),))
    attention = waiting._replace(state="attention")
    mended = verdict(edit({"day": "2026-11-23"}, {"day": "2026-11-24"}), on(attention, refused))
    assert mended.record is not None
    assert mended.record.state == "attention"
    voided = verdict(edit({"status": "void"}, {"status": "live"}), on(attention, refused))
    assert voided.record is not None
    assert voided.record.state == "void"
    again = verdict(edit({"status": "live"}, {"status": "void"}), on(voided.record, refused))
    assert again.record is not None
    assert again.record.state == "attention"


def test_what_waits_is_changed_by_nobody_who_never_joined_on_the_phone() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    change = edit({"people": 2}, {"people": 1}, author=MINH)
    decision = verdict(change, on(waiting, WAITING))
    assert (decision.verdict, decision.code) == ("review", "unknown_author")
