"""The verdict on one change: PROTOCOL 5.2 and 5.4."""

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from sync.situation import Known
from sync.verdict import MOST_HELD, Verdict

from .situations import (
    CHANGE,
    HA,
    LAN,
    MINH,
    PHONE,
    SITUATION,
    TEAM,
    by,
    create,
    done,
    edit,
    on,
    received,
    session_set,
    there,
    verdict,
)


def test_a_usual_session_is_applied_and_counted() -> None:
    decision = verdict(create())
    assert (decision.verdict, decision.code, decision.fields) == ("applied", None, ())
    assert decision.record is not None
    assert (decision.record.channel, decision.record.state) == (f"team:{TEAM}", "counted")
    assert decision.record.author == LAN
    assert decision.record.fields == decision.apply
    assert decision.record.fields["team"] == TEAM
    assert decision.record.fields["author"] == LAN
    assert decision.record.fields["age_band"] == "KHONGHOI"


def test_a_known_change_gets_its_stored_verdict_and_writes_nothing() -> None:
    stored = Known(received(create()).payload_hash, "review", "not_member", ("day",))
    decision = verdict(create(), replace(SITUATION, known=stored, device_state="revoked"))
    assert decision.verdict is Verdict.REVIEW
    assert (decision.code, decision.fields, decision.known) == ("not_member", ("day",), True)
    assert decision.record is decision.apply is None


def test_the_same_change_spelled_otherwise_is_known() -> None:
    sent = create(set=session_set(note="Chợ"))
    again = create(set=session_set(note="Cho\u031b\u0323", people=1.0))
    stored = Known(received(sent).payload_hash, "applied", None, ())
    assert verdict(again, replace(SITUATION, known=stored)).known


def test_a_known_id_with_other_content_is_id_reuse() -> None:
    stored = Known(received(create()).payload_hash, "applied", None, ())
    decision = verdict(create(set=session_set(people=2)), replace(SITUATION, known=stored))
    assert (decision.verdict, decision.code) == ("id_reuse", "id_reuse")
    assert decision.record is None
    assert not decision.known


def test_everything_from_a_revoked_phone_is_kept_for_review() -> None:
    decision = verdict(create(), replace(SITUATION, device_state="revoked"))
    assert (decision.verdict, decision.code) == ("review", "device_revoked")
    assert decision.record is None


@pytest.mark.parametrize("kind", ["proposal", "settlement", "device", "team", "service"])
def test_a_phone_never_writes_what_the_server_writes(kind: str) -> None:
    decision = verdict(create(kind=kind, set={}))
    assert (decision.verdict, decision.code) == ("review", "server_only_kind")


def test_a_kind_from_tomorrow_waits_for_a_person() -> None:
    assert verdict(create(kind="check_in")).code == "unknown_kind"


def test_a_schema_from_tomorrow_waits_for_a_person() -> None:
    decision = verdict(create(schema=2, mood="new"))
    assert (decision.code, decision.fields) == ("schema_too_new", ("schema",))


def test_an_erased_record_is_gone_for_creates_and_edits() -> None:
    erased = on(there()._replace(erased=True, fields={}, state="void"))
    for change in (create(), edit({"people": 2}, {"people": 1})):
        decision = verdict(change, erased)
        assert (decision.verdict, decision.code) == ("gone", "erased")
        assert decision.record is None


def test_nothing_of_an_erased_record_is_kept_whoever_sends_it() -> None:
    erased = on(there()._replace(erased=True, fields={}, state="void"))
    for situation in (
        replace(erased, device_state="revoked"),
        replace(erased, enrolments=()),
    ):
        decision = verdict(create(), situation)
        assert (decision.verdict, decision.code) == ("gone", "erased")
    assert verdict(create(set={"people": 0}), erased).verdict == "gone"
    other = Known("0" * 64, "applied", None, ())
    decision = verdict(create(), replace(erased, known=other))
    assert (decision.verdict, decision.known) == ("gone", True)


def test_what_a_revoked_phone_sends_of_a_record_that_was_never_there_is_looked_at() -> None:
    revoked = replace(on(there()), record=None, device_state="revoked")
    assert verdict(create(), revoked).code == "device_revoked"


def test_an_edit_that_came_before_its_create_is_held() -> None:
    decision = verdict(edit({"people": 2}, {"people": 1}))
    assert (decision.verdict, decision.code) == ("held", "needs_create")


def test_of_the_edits_of_a_phone_that_came_before_their_create_so_many_are_held() -> None:
    change = edit({"people": 2}, {"people": 1})
    held = verdict(change, replace(SITUATION, held_edits=MOST_HELD - 1))
    assert (held.verdict, held.code) == ("held", "needs_create")
    full = verdict(change, replace(SITUATION, held_edits=MOST_HELD))
    assert (full.verdict, full.code) == ("review", "needs_create")


def test_a_held_edit_is_decided_anew_once_its_record_is_there() -> None:
    decision = verdict(edit({"people": 2}, {"people": 1}), on(there()))
    assert decision.verdict is Verdict.APPLIED
    assert decision.record is not None
    assert decision.record.fields["people"] == 2


def test_a_create_of_what_is_there_already_is_applied_and_writes_nothing() -> None:
    decision = verdict(create(id="cc000000-0000-4000-8000-000000000002"), on(there()))
    assert decision.verdict is Verdict.APPLIED
    assert decision.record is decision.apply is None


def test_a_create_of_a_record_with_other_content_waits_for_a_person() -> None:
    decision = verdict(create(set=session_set(people=2)), on(there()))
    assert (decision.verdict, decision.code) == ("review", "record_exists")


def test_an_edit_of_another_kind_than_the_record_is_not_understood() -> None:
    change = edit({"name": "Chợ"}, {}, kind="place")
    assert verdict(change, on(there())).fields == ("kind",)


def test_an_edit_applies_only_what_it_says() -> None:
    decision = verdict(edit({"people": 5}, {"people": 1}), on(there(note="vội")))
    assert decision.apply == {"people": 5}
    assert decision.record is not None
    assert decision.record.fields == {**there(note="vội").fields, "people": 5}


def test_an_edit_that_stands_there_already_writes_nothing() -> None:
    decision = verdict(edit({"people": 1}, {"people": 7}), on(there()))
    assert decision.verdict is Verdict.APPLIED
    assert decision.record is decision.apply is None


def test_a_late_value_becomes_a_proposal_and_its_neighbours_go_in() -> None:
    change = edit({"people": 2, "start": "10:00"}, {"people": 1, "start": "09:00"})
    decision = verdict(change, on(there(people=3)))
    assert (decision.verdict, decision.fields) == ("conflict", ("people",))
    assert decision.apply == {"start": "10:00"}
    (proposal,) = decision.proposals
    assert (proposal.field, proposal.current, proposal.proposed) == ("people", 3, 2)
    assert proposal.id == str(uuid5(UUID(CHANGE), "people"))


def test_a_conflict_in_every_field_leaves_the_record_alone() -> None:
    decision = verdict(edit({"people": 2}, {"people": 1}), on(there(people=3)))
    assert decision.verdict is Verdict.CONFLICT
    assert decision.record is decision.apply is None
    assert len(decision.proposals) == 1


def test_a_service_that_goes_away_is_proposed_as_null() -> None:
    change = edit({"services.TT04": None}, {"services.TT04": done(1)})
    decision = verdict(change, on(there(**{"services.TT04": done(2)})))
    assert decision.proposals[0].proposed is None


def test_void_is_a_field_that_takes_the_session_out_of_the_count() -> None:
    decision = verdict(edit({"status": "void"}, {"status": "live"}), on(there()))
    assert decision.record is not None
    assert decision.record.state == "void"


def test_taking_void_back_counts_again() -> None:
    gone = there(status="void")._replace(state="void")
    decision = verdict(edit({"status": "live"}, {"status": "void"}), on(gone))
    assert decision.record is not None
    assert decision.record.state == "counted"


def test_a_session_created_void_is_void() -> None:
    assert there(status="void").state == "void"


def test_an_edit_may_not_leave_a_session_without_services() -> None:
    change = edit({"services.DD01": None}, {"services.DD01": done()})
    decision = verdict(change, on(there()))
    assert (decision.verdict, decision.code, decision.fields) == (
        "review", "bad_value", ("services",),
    )  # fmt: skip


def test_a_service_may_be_exchanged_in_one_edit() -> None:
    change = edit(
        {"services.DD01": None, "services.TT04": done(3)},
        {"services.DD01": done(), "services.TT04": None},
    )
    decision = verdict(change, on(there()))
    assert decision.record is not None
    assert "services.DD01" not in decision.record.fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place_kind", "SAO_HOA"),
        ("age_band", "99"),
        ("services.XX01", done()),
        ("services.DD01", done(1, "XX")),
        ("services.DD01", done(1, "KHONG", "XX9")),
    ],
)
def test_a_code_that_never_was_in_the_catalogue_waits_for_a_person(
    field: str, value: object
) -> None:
    decision = verdict(create(set=session_set(**{field: value})))
    assert (decision.verdict, decision.code, decision.fields) == (
        "review", "unknown_code", (field,),
    )  # fmt: skip


def test_a_retired_code_is_accepted() -> None:
    assert verdict(create(set=session_set(**{"services.KH01": done()}))).verdict == "applied"


def test_a_note_that_was_screened_is_applied_and_says_so() -> None:
    decision = verdict(create(set=session_set(note="gọi lại 0912 345 678")))
    assert (decision.verdict, decision.code, decision.fields) == (
        "applied", "screened", ("note",),
    )  # fmt: skip
    assert decision.record is not None
    assert "0912" not in decision.record.fields["note"]


def test_an_edit_of_a_screened_note_is_no_conflict() -> None:
    screened = there(note="gọi lại 0912345678")
    change = edit({"note": "gọi lại sau"}, {"note": "gọi lại 0912345678"})
    assert verdict(change, on(screened)).verdict is Verdict.APPLIED


def test_a_lead_corrects_and_the_author_stays() -> None:
    change = edit({"people": 5}, {"people": 1}, author=HA)
    decision = verdict(change, on(there(), by(HA)))
    assert decision.record is not None
    assert (decision.record.author, decision.record.fields["author"]) == (LAN, LAN)


def test_the_author_is_no_companion() -> None:
    decision = verdict(create(set=session_set(companions=[LAN])))
    assert (decision.code, decision.fields) == ("bad_value", ("companions",))
    change = edit({"companions": [LAN]}, {"companions": []}, author=HA)
    assert verdict(change, on(there(), by(HA))).code == "bad_value"
    assert verdict(create(set=session_set(companions=[MINH]))).verdict is Verdict.APPLIED


def test_a_change_without_usable_id_is_found_again_by_its_content() -> None:
    first, again = received(create(id="57")), received(create(id="57"))
    assert first.id == again.id != "57"
    assert verdict(create(id="57")).code == "bad_shape"
    assert received(create(id="58")).id != first.id


def test_records_stand_where_the_server_says() -> None:
    decision = verdict(create(channel=f"device:{PHONE}"))
    assert (decision.verdict, decision.code) == ("review", "wrong_channel")


def test_a_phone_makes_no_id_that_the_server_would_make() -> None:
    foretold = str(uuid5(UUID(CHANGE), "settlement "))
    decision = verdict(create(record=foretold))
    assert (decision.verdict, decision.code) == ("review", "bad_shape")
    assert decision.fields == ("record",)
