"""Every verdict (PROTOCOL 4.4), what is kept of each change, and how it ends."""

import pytest
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.database.engine import db
from server.records.tables import ReviewItem
from tests.phones import new_id
from tests.server.sync.reviewing import review_of, settle, settlements, verdict
from tests.town import TEAM, Town


def test_the_same_change_again_gets_the_same_verdict(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    first = lan.sync(change)
    again = lan.sync(change)
    assert verdict(first) == verdict(again) == ("applied", None)
    assert first[0]["row"] == again[0]["row"]
    assert len(lan.of_kind("help_session")) == 1


def test_twice_in_one_batch_counts_once(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    results = lan.sync(change, change)
    assert [each["verdict"] for each in results] == ["applied", "applied"]
    assert len(lan.of_kind("help_session")) == 1


def test_another_content_under_the_same_id_is_kept_for_a_person(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    lan.sync(change)
    other = {**change, "set": {**change["set"], "people": 7}}
    assert verdict(lan.sync(other)) == ("id_reuse", "id_reuse")
    assert verdict(lan.sync(other)) == ("id_reuse", "id_reuse")
    (item,) = review_of(town)
    assert (item["kind"], item["body"]["set"]["people"]) == ("id_reuse", 7)
    assert lan.rows[change["record"]]["f"]["people"] == 1


def test_an_edit_waits_for_its_create(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    edit = lan.edit(create["record"], {"people": 5}, {"people": 1})
    assert verdict(lan.sync(edit)) == ("held", "needs_create")
    assert verdict(lan.sync(create)) == ("applied", None)
    assert lan.rows[create["record"]]["f"]["people"] == 5
    assert settlements(lan) == [
        {"change": edit["id"], "record": create["record"], "outcome": "applied", "fields": []}
    ]
    assert verdict(lan.sync(edit)) == ("applied", None)
    assert review_of(town) == []


def test_a_held_edit_of_another_phone_goes_in_late_and_that_phone_is_told(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    create = lan.session()
    edit = ha.edit(create["record"], {"people": 9}, {"people": 1})
    ha.sync(edit)
    lan.sync(create)
    assert lan.rows[create["record"]]["f"]["people"] == 9
    assert [each["outcome"] for each in settlements(ha)] == ["applied"]


@pytest.mark.parametrize(("decision", "people"), [("accept", 9), ("refuse", 5)])
def test_a_late_value_stands_as_a_proposal(town: Town, decision: str, people: int) -> None:
    lan, ha = town.lan(), town.ha()
    create = lan.session()
    lan.sync(create)
    ha.sync(ha.edit(create["record"], {"people": 5}, {"people": 1}))
    late = lan.edit(create["record"], {"people": 9, "note": "đông"}, {"people": 1, "note": None})
    (told,) = lan.sync(late)
    assert (told["verdict"], told["fields"]) == ("conflict", ["people"])
    assert told["row"]["f"]["people"] == 5
    assert told["row"]["f"]["note"] == "đông"
    (proposal,) = lan.of_kind("proposal")
    assert (proposal["f"]["current"], proposal["f"]["proposed"]) == (5, 9)
    (item,) = review_of(town)
    assert settle(town, item, decision, "đã hỏi lại") == 200
    assert settle(town, item, decision) == (200 if decision == "accept" else 409)
    (told,) = settlements(lan)
    outcome = "accepted" if decision == "accept" else "refused"
    assert (told["outcome"], told["fields"]) == (outcome, ["people"])
    assert told["reason"] == "đã hỏi lại"
    assert lan.rows[create["record"]]["f"]["people"] == people
    assert lan.of_kind("proposal")[0]["f"]["settled"] == outcome
    assert lan.digests() == lan.last["digest"]


def test_two_who_touch_different_fields_both_win(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    create = lan.session()
    lan.sync(create)
    service = {"people": 1, "outcome": "XONG", "reasons": []}
    ha.sync(ha.edit(create["record"], {"services.DD07": service}, {"services.DD07": None}))
    told = lan.sync(lan.edit(create["record"], {"age_band": "60"}, {"age_band": "KHONGHOI"}))
    assert verdict(told) == ("applied", None)
    assert lan.rows[create["record"]]["f"]["services.DD07"] == service
    assert lan.rows[create["record"]]["f"]["age_band"] == "60"


def test_a_volunteer_cannot_edit_another_ones_session(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    create = lan.session()
    lan.sync(create)
    edit = minh.edit(create["record"], {"people": 5}, {"people": 1})
    assert verdict(minh.sync(edit)) == ("review", "not_author")
    (item,) = review_of(town)
    assert settle(town, item, "accept") == 200
    assert [each["outcome"] for each in settlements(minh)] == ["accepted"]
    assert minh.rows[create["record"]]["f"]["people"] == 5


def test_what_is_refused_stays_out_and_the_phone_learns_it(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    create = lan.session()
    lan.sync(create)
    minh.sync(minh.edit(create["record"], {"people": 5}, {"people": 1}))
    (item,) = review_of(town)
    assert settle(town, item, "refuse", "không phải buổi của bạn") == 200
    (told,) = settlements(minh)
    assert (told["outcome"], told["reason"]) == ("refused", "không phải buổi của bạn")
    assert minh.rows[create["record"]]["f"]["people"] == 1


def test_a_reason_is_screened_like_a_note_and_is_not_audited(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    create = lan.session()
    lan.sync(create)
    minh.sync(minh.edit(create["record"], {"people": 5}, {"people": 1}))
    (item,) = review_of(town)
    assert settle(town, item, "refuse", "gọi bà Sáu 0905123456 hỏi lại") == 200
    (told,) = settlements(minh)
    assert told["reason"] == "gọi bà Sáu … hỏi lại"
    with town.app.app_context():
        kept = db.session.scalars(select(ReviewItem.reason).where(ReviewItem.id == item["id"]))
        assert kept.all() == ["gọi bà Sáu … hỏi lại"]
        audited = select(AuditEntry.details).where(AuditEntry.action == "review_settled")
        told = {"decision": "refuse", "record": create["record"], "team": TEAM}
        assert db.session.scalars(audited).all() == [told]


def test_a_correction_closes_what_it_replaces(town: Town) -> None:
    lan = town.lan()
    bad = lan.session(people=0)
    assert verdict(lan.sync(bad)) == ("review", "bad_value")
    good = {**lan.session(bad["record"], people=3), "replaces": bad["id"]}
    assert verdict(lan.sync(good)) == ("applied", None)
    assert review_of(town) == []


def test_another_record_under_a_known_id_is_kept_for_a_person(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    lan.sync(create)
    assert verdict(lan.sync(lan.session(create["record"], people=4))) == ("review", "record_exists")
    assert verdict(lan.sync(lan.session(create["record"]))) == ("applied", None)


def test_a_place_may_be_added_by_all_and_changed_by_the_lead_only(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    place = lan.change(
        "create", new_id(), "place", set={"name": "Nhà văn hóa Thanh Sơn", "place_kind": "NVH"}
    )
    assert verdict(lan.sync(place)) == ("applied", None)
    edit = {"set": {"name": "NVH Thanh Sơn"}, "prev": {"name": "Nhà văn hóa Thanh Sơn"}}
    assert verdict(lan.sync(lan.change("edit", place["record"], "place", **edit))) == (
        "review",
        "lead_only",
    )
    assert verdict(ha.sync(ha.change("edit", place["record"], "place", **edit))) == (
        "applied",
        None,
    )
    assert verdict(lan.sync(lan.session(place=place["record"]))) == ("applied", None)


def test_void_and_live_again(town: Town) -> None:
    lan = town.lan()
    change = lan.session()
    lan.sync(change)
    lan.sync(lan.edit(change["record"], {"status": "void"}, {"status": "live"}))
    assert lan.rows[change["record"]]["state"] == "void"
    lan.sync(lan.edit(change["record"], {"status": "live"}, {"status": "void"}))
    assert lan.rows[change["record"]]["state"] == "counted"
