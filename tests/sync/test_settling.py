"""What a person decides: PROTOCOL 5.7."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sync.change import Change
from sync.membership import Membership
from sync.refusal import ChangeRefused
from sync.settling import accept_change, check_people, mend_day, overrule
from sync.situation import Record

from .situations import (
    HA,
    LAN,
    MINH,
    SITUATION,
    TEAM,
    WAITING,
    by,
    create,
    done,
    edit,
    member,
    received,
    session_set,
    there,
    verdict,
)


def parsed(sent: dict[str, Any]) -> Change:
    change = received(sent).change
    assert change is not None
    return change


def refusal(change: Change, record: Record | None) -> str:
    with pytest.raises(ChangeRefused) as caught:
        accept_change(change, record)
    return caught.value.code


def test_an_accepted_create_counts_although_its_day_did_not_fit() -> None:
    record = accept_change(parsed(create(set=session_set(day="2020-01-01"))), None)
    assert (record.state, record.channel, record.author) == ("counted", f"team:{TEAM}", LAN)
    assert record.fields["author"] == LAN


def test_an_accepted_create_may_be_void() -> None:
    assert accept_change(parsed(create(set=session_set(status="void"))), None).state == "void"


def test_an_accepted_create_of_what_is_there_changes_nothing() -> None:
    assert accept_change(parsed(create()), there()) == there()


def test_a_create_against_another_record_cannot_be_accepted() -> None:
    assert refusal(parsed(create()), there(people=2)) == "record_exists"


def test_an_edit_needs_its_record() -> None:
    assert refusal(parsed(edit({"people": 2}, {})), None) == "needs_create"


def test_nothing_brings_back_what_was_erased() -> None:
    erased = there()._replace(erased=True)
    for change in (create(), edit({"people": 2}, {})):
        assert refusal(parsed(change), erased) == "erased"


def test_a_create_that_is_not_whole_cannot_be_accepted() -> None:
    assert refusal(parsed(create(set={"people": 1})), None) == "bad_value"


def test_a_create_for_no_team_cannot_be_accepted() -> None:
    channel = "device:0a000000-0000-4000-8000-000000000001"
    assert refusal(parsed(create(channel=channel)), None) == "wrong_channel"


def test_an_accepted_edit_overrules_what_stands_there() -> None:
    record = accept_change(parsed(edit({"people": 2}, {"people": 1})), there(people=9))
    assert record.fields["people"] == 2


def test_an_accepted_proposal_may_take_a_field_away() -> None:
    record = overrule(there(note="vội"), {"note": None})
    assert "note" not in record.fields


def test_an_accepted_proposal_may_not_leave_a_session_without_services() -> None:
    with pytest.raises(ChangeRefused):
        overrule(there(), {"services.DD01": None})


LOWERED = ({"people": 8}, {"services.DD01": done(8)})
RAISED = ({"services.DD01": done(13)}, {"people": 13})


@pytest.mark.parametrize(("alone", "other"), [LOWERED, RAISED])
def test_of_two_proposals_that_belong_together_one_goes_in_first(
    alone: dict[str, Any], other: dict[str, Any]
) -> None:
    ten = there(**{"people": 10, "services.DD01": done(10)})
    with pytest.raises(ChangeRefused) as caught:
        overrule(ten, alone)
    assert (caught.value.code, caught.value.field) == ("served_too_many", "services.DD01")
    both = overrule(overrule(ten, other), alone)
    assert both.fields["people"] == both.fields["services.DD01"]["people"]


def test_a_session_that_serves_too_many_already_is_mended_and_not_made_worse() -> None:
    impossible = there(**{"people": 12, "services.DD01": done(13), "services.TT04": done(12)})
    for fields in ({"start": "08:00"}, {"people": 13}, {"services.DD01": done(12)}):
        record = overrule(impossible, fields)
        assert {name: record.fields[name] for name in fields} == fields
    assert overrule(impossible, {"status": "void"}).state == "void"
    for fields in ({"people": 11}, {"services.DD01": done(14)}, {"services.TT04": done(13)}):
        with pytest.raises(ChangeRefused):
            overrule(impossible, fields)


def test_an_accepted_edit_serves_no_more_people_than_were_there() -> None:
    change = parsed(edit({"people": 1}, {"people": 2}))
    assert refusal(change, there(**{"people": 2, "services.DD01": done(2)})) == "served_too_many"


def test_an_accepted_proposal_voids_and_takes_void_back() -> None:
    voided = overrule(there(), {"status": "void"})
    assert voided.state == "void"
    assert overrule(voided, {"status": "live"}).state == "counted"


def test_what_waits_for_approval_goes_on_waiting() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    assert overrule(waiting, {"services.TT04": done()}).state == "awaiting_approval"


def test_a_void_proposal_takes_a_waiting_session_out_too() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    assert overrule(waiting, {"status": "void"}).state == "void"


def test_void_taken_back_waits_only_for_an_approval_that_may_come() -> None:
    waiting = verdict(create(), WAITING).record
    assert waiting is not None
    void = overrule(waiting, {"status": "void"})
    assert overrule(void, {"status": "live"}, waiting=True) == waiting
    accepted = overrule(void, {"status": "live"}, waiting=False)
    assert (accepted.state, accepted.channel) == ("counted", f"team:{TEAM}")


def test_other_fields_leave_a_refused_phones_record_where_it_is() -> None:
    refused = verdict(create(), WAITING).record
    assert refused is not None
    attention = refused._replace(state="attention")
    for fields in ({"people": 3}, {"day": "2026-11-23"}):
        record = overrule(attention, fields, waiting=False)
        assert (record.state, record.channel) == ("attention", attention.channel)
    assert overrule(attention, {"status": "void"}, waiting=False).channel == attention.channel


def test_only_a_day_that_is_settled_ends_attention() -> None:
    attention = there()._replace(state="attention")
    assert overrule(attention, {"people": 3}).state == "attention"
    assert overrule(attention, {"status": "live"}).state == "attention"
    assert overrule(attention, {"day": "2026-11-23"}).state == "counted"
    accepted = accept_change(parsed(edit({"people": 3}, {"people": 1})), attention)
    assert accepted.state == "attention"


def test_people_nobody_knows_can_only_be_refused() -> None:
    stranger = "1a000000-0000-4000-8000-00000000dead"
    check_people(parsed(create(set=session_set(companions=[MINH]))), TEAM, SITUATION)
    check_people(parsed(create()), TEAM, by(HA))
    check_people(parsed(create()), TEAM, WAITING)
    for change, situation, code in (
        (create(author=stranger), SITUATION, "unknown_author"),
        (create(set=session_set(companions=[stranger])), SITUATION, "unknown_code"),
        (edit({"companions": [MINH]}, {"companions": []}), WAITING, "unknown_code"),
    ):
        with pytest.raises(ChangeRefused) as caught:
            check_people(parsed(change), TEAM, situation)
        assert caught.value.code == code


def test_an_id_of_the_servers_making_cannot_be_accepted() -> None:
    foretold = "5e000000-0000-5000-8000-000000000001"
    assert refusal(parsed(create(record=foretold)), None) == "bad_shape"


BY_HA = {"by": HA}


def doubtful(**fields: Any) -> Record:
    """Lan's session on a day of the next century."""
    wrong = {**there(**fields).fields, "day": "2099-11-05"}
    return there()._replace(state="attention", fields=wrong)


def test_a_session_set_to_the_day_that_fits_counts_and_says_who_did_that() -> None:
    now = mend_day(doubtful(), "2026-11-20", BY_HA, SITUATION)
    assert (now.state, now.fields["day"], now.fields["corrected"]) == (
        "counted",
        "2026-11-20",
        BY_HA,
    )
    assert "corrected" not in mend_day(doubtful(), "2026-11-20", None, SITUATION).fields


@pytest.mark.parametrize(
    ("day", "memberships", "code"),
    [
        ("2026-11-26", SITUATION.memberships, "bad_day"),
        ("2026-11-20", (member(LAN, end=date(2026, 11, 19)), member(MINH)), "not_member"),
        ("2026-11-20", (member(MINH),), "not_member"),
        ("2026-11-20", (member(LAN),), "unknown_code"),
    ],
)
def test_the_day_that_fitted_is_looked_at_again(
    day: str, memberships: tuple[Membership, ...], code: str
) -> None:
    situation = replace(SITUATION, memberships=memberships)
    with pytest.raises(ChangeRefused) as caught:
        mend_day(doubtful(companions=[MINH]), day, BY_HA, situation)
    assert caught.value.code == code
