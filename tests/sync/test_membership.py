"""Who may write what: PROTOCOL 5.3."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sync.membership import Enrolment, may_create, was_member
from sync.situation import Situation
from sync.verdict import Decision
from sync.write_permissions import record_state

from .situations import (
    HA,
    JOINED,
    LAN,
    MINH,
    OTHER_TEAM,
    SITUATION,
    TEAM,
    TODAY,
    by,
    create,
    edit,
    member,
    on,
    session_set,
    there,
    verdict,
)

YEAR = 365 * 24 * 3600


def on_day(day: str, situation: Situation = SITUATION, **fields: object) -> Decision:
    return verdict(create(set=session_set(day=day, **fields)), situation)


def test_the_author_must_be_a_person_of_this_phone() -> None:
    decision = verdict(create(author=MINH))
    assert (decision.verdict, decision.code) == ("review", "unknown_author")


def test_an_edit_by_somebody_who_is_not_on_this_phone_is_not_even_held() -> None:
    assert verdict(edit({"people": 2}, {"people": 1}, author=MINH)).code == "unknown_author"


def test_another_teams_channel_is_refused() -> None:
    decision = verdict(create(channel=f"team:{OTHER_TEAM}"))
    assert (decision.verdict, decision.code) == ("review", "wrong_channel")


@pytest.mark.parametrize("channel", ["catalogue", "team:x", None, 5, f"unit:{TEAM}"])
def test_what_is_no_channel_of_records_is_refused(channel: object) -> None:
    assert verdict(create(channel=channel)).code == "wrong_channel"


def test_a_member_whom_the_coordinator_moved_writes_to_the_new_team() -> None:
    moved = replace(
        SITUATION,
        enrolments=(Enrolment(LAN, TEAM, "ended"), Enrolment(LAN, OTHER_TEAM, "approved")),
        memberships=(member(LAN, end=TODAY), member(LAN, team=OTHER_TEAM, start=TODAY)),
    )
    assert verdict(create(channel=f"team:{OTHER_TEAM}"), moved).verdict == "applied"


def test_a_phone_that_was_let_in_for_another_team_writes_nothing_here() -> None:
    twice = replace(SITUATION, memberships=(member(LAN), member(LAN, team=OTHER_TEAM)))
    assert verdict(create(channel=f"team:{OTHER_TEAM}"), twice).code == "wrong_channel"
    elsewhere = there()._replace(fields={**there().fields, "team": OTHER_TEAM})
    change = edit({"people": 2}, {"people": 1})
    assert verdict(change, on(elsewhere, twice)).code == "not_author"


MOVED = replace(
    SITUATION,
    enrolments=(Enrolment(LAN, TEAM, "ended"), Enrolment(LAN, OTHER_TEAM, "approved")),
    memberships=(
        member(LAN, end=TODAY - timedelta(days=1)),
        member(LAN, team=OTHER_TEAM, start=TODAY),
        member(MINH),
    ),
)


def test_the_day_of_a_move_belongs_to_both_teams() -> None:
    assert on_day("2026-11-24", MOVED).verdict == "applied"
    assert on_day("2026-11-25", MOVED).code == "not_member"
    new = create(channel=f"team:{OTHER_TEAM}")
    assert verdict(new, MOVED).verdict == "applied"
    early = create(channel=f"team:{OTHER_TEAM}", set=session_set(day="2026-11-23"))
    assert verdict(early, MOVED).code == "not_member"


def test_on_the_day_of_a_move_one_still_edits_the_own_sessions_and_no_others() -> None:
    change = edit({"people": 2}, {"people": 1})
    assert verdict(change, on(there(), MOVED)).verdict == "applied"
    tomorrow = replace(MOVED, today=TODAY + timedelta(days=1))
    assert verdict(change, on(there(), tomorrow)).code == "not_member"
    others = there()._replace(author=MINH)
    assert verdict(change, on(others, MOVED)).code == "not_member"


def test_a_lead_who_moved_today_leads_no_more() -> None:
    moved = replace(
        by(HA),
        memberships=(
            member(LAN),
            member(HA, "lead", end=TODAY - timedelta(days=1)),
            member(HA, team=OTHER_TEAM, start=TODAY),
        ),
    )
    change = edit({"people": 2}, {"people": 1}, author=HA)
    assert verdict(change, on(there(), moved)).code == "not_member"


def test_only_another_team_that_begins_the_day_after_makes_an_end_a_move() -> None:
    yesterday = TODAY - timedelta(days=1)
    left = member(LAN, end=yesterday)
    others = {
        "the same team": member(LAN, start=TODAY + timedelta(days=1)),
        "a day later": member(LAN, team=OTHER_TEAM, start=TODAY + timedelta(days=1)),
        "long before": member(LAN, team=OTHER_TEAM, start=JOINED),
        "somebody else": member(MINH, team=OTHER_TEAM, start=TODAY),
    }
    for why, other in others.items():
        assert not was_member(LAN, TEAM, TODAY, [left, other]), why


def test_who_moves_on_the_day_of_joining_was_there_on_that_day_only() -> None:
    """The membership was over before it began: the new team's is the first that ever was."""
    both = [
        member(LAN, start=TODAY, end=TODAY - timedelta(days=1)),
        member(LAN, team=OTHER_TEAM, start=TODAY),
    ]
    assert was_member(LAN, TEAM, TODAY, both)
    assert was_member(LAN, OTHER_TEAM, TODAY - timedelta(days=30), both)
    for days in (-1, 1, 30):
        assert not was_member(LAN, TEAM, TODAY - timedelta(days=days), both)


def test_who_joined_after_the_last_day_of_the_team_was_there_until_it() -> None:
    """A coordinator enters the end of a team days later."""
    ended = [member(LAN, start=TODAY, end=TODAY - timedelta(days=2))]
    found = {days: was_member(LAN, TEAM, TODAY - timedelta(days=days), ended) for days in (0, 1, 2)}
    assert found == {0: False, 1: False, 2: True}
    assert was_member(LAN, TEAM, TODAY - timedelta(days=30), ended)
    assert not was_member(LAN, TEAM, TODAY - timedelta(days=31), ended)


def test_the_first_membership_reaches_back_30_days() -> None:
    edge = JOINED - timedelta(days=30)
    assert on_day(edge.isoformat()).verdict == "applied"
    decision = on_day((edge - timedelta(days=1)).isoformat())
    assert (decision.verdict, decision.code, decision.fields) == (
        "review", "not_member", ("day",),
    )  # fmt: skip


def test_a_second_membership_reaches_back_nowhere() -> None:
    both = [
        member(LAN, team=OTHER_TEAM, start=date(2025, 1, 1), end=date(2026, 9, 30)),
        member(LAN, start=JOINED),
    ]
    assert not was_member(LAN, TEAM, JOINED - timedelta(days=1), both)
    assert was_member(LAN, TEAM, JOINED, both)
    assert was_member(LAN, OTHER_TEAM, date(2024, 12, 2), both)


def test_the_last_day_of_a_membership_still_counts() -> None:
    left = replace(SITUATION, memberships=(member(LAN, end=date(2026, 11, 20)),))
    assert on_day("2026-11-20", left).verdict == "applied"
    assert on_day("2026-11-21", left).code == "not_member"


def test_of_who_left_the_membership_of_the_day_decides() -> None:
    enrolments = (Enrolment(LAN, TEAM, "ended"),)
    left = replace(
        SITUATION, enrolments=enrolments, memberships=(member(LAN, end=date(2026, 11, 20)),)
    )
    assert on_day("2026-11-20", left).verdict == "applied"
    assert on_day("2026-11-22", left).verdict == "review"
    assert on_day("2026-11-20", replace(left, memberships=())).verdict == "review"


@pytest.mark.parametrize("state", ["refused", "barred"])
@pytest.mark.parametrize("elsewhere", ["pending", "approved", "ended"])
def test_who_is_out_in_a_team_writes_nothing_in_it_whatever_they_are_elsewhere(
    state: str, elsewhere: str
) -> None:
    enrolments = (
        Enrolment(LAN, TEAM, state),  # type: ignore[arg-type]
        Enrolment(LAN, OTHER_TEAM, elsewhere),  # type: ignore[arg-type]
    )
    for end in (None, date(2026, 11, 20)):
        out = replace(SITUATION, enrolments=enrolments, memberships=(member(LAN, end=end),))
        assert on_day("2026-11-20", out).code == "unknown_author"
        assert (
            verdict(edit({"people": 2}, {"people": 1}), on(there(), out)).code == "unknown_author"
        )


def test_tomorrow_fits_and_the_day_after_does_not() -> None:
    assert on_day("2026-11-25").verdict == "applied"
    assert on_day("2026-11-26").code == "bad_day"


@pytest.mark.parametrize("day", ["1970-01-01", "2014-12-31", "2099-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_kept_for_review(day: str) -> None:
    decision = on_day(day)
    assert (decision.verdict, decision.code, decision.fields) == ("review", "bad_day", ("day",))


def test_a_leap_day_is_a_day() -> None:
    old = replace(SITUATION, memberships=(member(LAN, start=date(2024, 1, 1)),))
    assert on_day("2024-02-29", old).verdict == "applied"


def test_a_day_that_fits_once_the_clock_is_corrected_is_applied_with_attention() -> None:
    ahead = replace(SITUATION, clock_offset=73 * YEAR)
    decision = on_day("2099-11-05", ahead)
    assert (decision.verdict, decision.code, decision.fields) == ("applied", "bad_day", ("day",))
    assert decision.record is not None
    assert (decision.record.state, decision.record.fields["day"]) == ("attention", "2099-11-05")
    assert decision.fits == (date(2099, 11, 5) - timedelta(days=73 * 365)).isoformat()


def test_the_hour_takes_part_in_the_correction() -> None:
    ahead = replace(SITUATION, clock_offset=2 * 3600.0)
    assert on_day("2026-11-26", ahead, start="01:30").verdict == "applied"
    assert on_day("2026-11-26", ahead, start="02:30").verdict == "review"


def test_a_wrong_clock_does_not_matter_where_the_day_fits() -> None:
    decision = on_day("2026-11-24", replace(SITUATION, clock_offset=73 * YEAR))
    assert (decision.code, decision.fits) == (None, None)


@pytest.mark.parametrize(
    ("hours", "day", "offered"),
    [(26, "2026-11-25", "2026-11-24"), (-26, "2026-11-23", "2026-11-24"), (12, "2026-11-23", None)],
)
def test_a_clock_wrong_by_more_than_twelve_hours_puts_a_day_that_fits_in_doubt(
    hours: int, day: str, offered: str | None
) -> None:
    wrong = replace(SITUATION, clock_offset=hours * 3600.0)
    decision = on_day(day, wrong, start="11:00")
    assert decision.record is not None
    state = "counted" if offered is None else "attention"
    assert (decision.fits, decision.record.state) == (offered, state)
    assert record_state(decision.record, wrong) == state
    void = decision.record._replace(
        state="void", fields={**decision.record.fields, "status": "void"}
    )
    back = edit({"status": "live"}, {"status": "void"})
    restored = verdict(back, on(void, wrong))
    assert (restored.fits, restored.record and restored.record.state) == (offered, state)
    lead = on(void, replace(by(HA), clock_offset=wrong.clock_offset))
    by_lead = verdict(back | {"author": HA, "why": "Buổi này có thật"}, lead).record
    assert by_lead is not None
    assert by_lead.state == "counted"
    chosen = verdict(edit({"day": "2026-11-22"}, {"day": day}), on(decision.record, wrong)).record
    assert chosen is not None
    assert chosen.state == "counted"


def test_no_day_is_offered_on_which_a_companion_was_not_there() -> None:
    minh = member(MINH, end=date(2026, 11, 23))
    slow = replace(SITUATION, memberships=(member(LAN), minh), clock_offset=-26 * 3600.0)
    decision = on_day("2026-11-23", slow, start="11:00", companions=[MINH])
    assert decision.record is not None
    assert (decision.fits, decision.record.state) == (None, "counted")
    assert record_state(decision.record, slow) == "counted"


def test_an_offset_beyond_all_calendars_is_no_correction() -> None:
    assert on_day("2099-01-01", replace(SITUATION, clock_offset=1e12)).code == "bad_day"


def test_a_lead_who_corrects_the_day_has_it_counted() -> None:
    attention = there()._replace(state="attention", fields={**there().fields, "day": "2099-11-05"})
    change = edit({"day": "2026-11-20"}, {"day": "2099-11-05"}, author=HA)
    decision = verdict(change, on(attention, by(HA)))
    assert decision.record is not None
    assert decision.record.state == "counted"


def test_other_edits_leave_attention_and_an_accepted_session_as_they_are() -> None:
    odd = {**there().fields, "day": "2020-01-01"}
    for state in ("attention", "counted"):
        record = there()._replace(state=state, fields=odd)
        decision = verdict(edit({"people": 2}, {"people": 1}), on(record))
        assert decision.record is not None
        assert decision.record.state == state


def test_an_edit_may_not_move_the_day_out_of_the_membership() -> None:
    decision = verdict(edit({"day": "2020-01-01"}, {"day": "2026-11-24"}), on(there()))
    assert (decision.verdict, decision.code) == ("review", "not_member")


def test_volunteers_change_their_own_sessions_only() -> None:
    decision = verdict(edit({"people": 2}, {"people": 1}, author=MINH), on(there(), by(MINH)))
    assert (decision.verdict, decision.code) == ("review", "not_author")


def test_a_companion_is_no_author() -> None:
    session = there(companions=[MINH])
    change = edit({"people": 2}, {"people": 1}, author=MINH)
    assert verdict(change, on(session, by(MINH))).code == "not_author"


def test_a_lead_of_another_team_is_nobody_here() -> None:
    leads = (member(LAN), member(HA, "lead", team=OTHER_TEAM))
    situation = replace(by(HA), memberships=leads)
    change = edit({"people": 2}, {"people": 1}, author=HA)
    assert verdict(change, on(there(), situation)).code == "wrong_channel"


def test_a_lead_who_stopped_leading_is_a_lead_no_more() -> None:
    stopped = (member(LAN), member(HA, "lead", end=date(2026, 11, 1)))
    change = edit({"people": 2}, {"people": 1}, author=HA)
    situation = on(there(), replace(by(HA), memberships=stopped))
    assert verdict(change, situation).code == "not_member"


def test_who_left_changes_nothing_any_more() -> None:
    left = replace(SITUATION, memberships=(member(LAN, end=date(2026, 11, 20)),))
    change = edit({"people": 2}, {"people": 1})
    assert verdict(change, on(there(), left)).code == "not_member"


def test_an_edit_goes_by_the_channel_that_the_server_has() -> None:
    change = edit({"people": 2}, {"people": 1}, channel=f"team:{OTHER_TEAM}")
    decision = verdict(change, on(there()))
    assert decision.record is not None
    assert decision.record.channel == f"team:{TEAM}"


def test_companions_must_have_been_members_on_that_day() -> None:
    assert on_day("2026-11-24", companions=[MINH, HA]).verdict == "applied"
    stranger = "1a000000-0000-4000-8000-0000000000ff"
    decision = on_day("2026-11-24", companions=[MINH, stranger])
    assert (decision.verdict, decision.code, decision.fields) == (
        "review", "unknown_code", ("companions",),
    )  # fmt: skip


def test_may_create_needs_a_possible_day_and_a_membership() -> None:
    memberships = [member(LAN)]
    assert may_create(LAN, TEAM, TODAY, memberships, TODAY)
    assert not may_create(LAN, TEAM, TODAY + timedelta(days=2), memberships, TODAY)
    assert not may_create(MINH, TEAM, TODAY, memberships, TODAY)


def test_taking_void_back_asks_about_the_day_again() -> None:
    gone = there(status="void")._replace(state="void")
    gone = gone._replace(fields={**gone.fields, "day": "2099-11-05"})
    restore = edit({"status": "live"}, {"status": "void"})
    decision = verdict(restore, on(gone))
    assert (decision.verdict, decision.code) == ("review", "bad_day")
    ahead = replace(SITUATION, clock_offset=float((date(2099, 11, 5) - TODAY).days * 86400))
    decision = verdict(restore, on(gone, ahead))
    assert (decision.verdict, decision.code) == ("applied", "bad_day")
    assert decision.record is not None
    assert decision.record.state == "attention"
    mended = edit({"status": "live", "day": "2026-11-24"}, {"status": "void", "day": "2099-11-05"})
    decision = verdict(mended, on(gone))
    assert decision.record is not None
    assert decision.record.state == "counted"
