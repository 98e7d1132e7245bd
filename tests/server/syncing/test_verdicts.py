"""Every verdict (PROTOCOL 4.4), what is kept of each change, and how it ends."""

from typing import Any

import pytest
from sqlalchemy import select

from server.extensions import db
from server.operations.tables import AuditEntry
from server.syncing.tables import ReviewItem
from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, TEAM, Town


def verdict(results: list[dict[str, Any]]) -> tuple[str, str | None]:
    (told,) = results
    return told["verdict"], told["code"]


def review_of(town: Town) -> list[dict[str, Any]]:
    answer = town.desk().get("/api/review")
    assert answer.status == 200
    rows: list[dict[str, Any]] = answer.json["rows"]
    return rows


def settle(town: Town, item: dict[str, Any], decision: str, reason: str | None = None) -> int:
    path = f"/api/review/{item['id']}/settlement"
    return town.desk().post(path, {"decision": decision, "reason": reason}).status


def settlements(phone: Phone) -> list[dict[str, Any]]:
    phone.sync()
    return [row["f"] for row in phone.of_kind("settlement")]


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
    assert settle(town, item, decision) == 409
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
        assert db.session.scalars(audited).all() == [{"decision": "refuse"}]


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


def test_an_unknown_author_goes_to_review(town: Town) -> None:
    lan = town.lan()
    change = {**lan.session(), "author": new_id()}
    assert verdict(lan.sync(change)) == ("review", "unknown_author")


def test_a_foreign_team_goes_to_review_and_shows_nothing_of_it(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    theirs = tam.session()
    tam.sync(theirs)
    create = {**lan.session(), "channel": f"team:{OTHER_TEAM}"}
    assert verdict(lan.sync(create)) == ("review", "wrong_channel")
    edit = lan.edit(theirs["record"], {"people": 500}, {"people": 1})
    for _ in range(2):
        (told,) = lan.sync(edit)
        assert (told["verdict"], told["row"]) == ("review", None)
    same_id = lan.session(theirs["record"])
    (told,) = lan.sync(same_id)
    assert (told["verdict"], told["row"]) == ("review", None)
    assert {row["team"]["id"] for row in review_of(town)} == {TEAM}
    ha = town.ha()
    waiting = ha.web.get("/api/review").json["rows"]
    (item,) = [row for row in waiting if row["body"]["id"] == create["id"]]
    answer = ha.web.post(f"/api/review/{item['id']}/settlement", {"decision": "accept"})
    assert answer.code == "not_found"
    tam.sync()
    assert tam.rows[theirs["record"]]["f"]["people"] == 1


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"kind": "wizardry"}, "unknown_kind"),
        ({"kind": "proposal"}, "server_only_kind"),
        ({"schema": 99}, "schema_too_new"),
        ({"op": "destroy"}, "bad_shape"),
        ({"no": 2**70}, "bad_shape"),
        ({"channel": "catalogue"}, "wrong_channel"),
        ({"at": "yesterday"}, "bad_shape"),
        ({"set": [1, 2]}, "bad_shape"),
        ({"extra": 1}, "bad_shape"),
    ],
)
def test_what_is_not_understood_is_kept(town: Town, parts: dict[str, Any], code: str) -> None:
    lan = town.lan()
    change, good = {**lan.session(), **parts}, lan.session()
    results = lan.sync(change, good)
    assert [(each["verdict"], each["code"]) for each in results] == [
        ("review", code),
        ("applied", None),
    ]
    assert len(review_of(town)) == 1
    assert lan.sync(change)[0]["verdict"] == "review"
    assert len(review_of(town)) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": "1970-01-01"}, "bad_day"),
        ({"day": "2099-12-31"}, "bad_day"),
        ({"day": "2026-10-01"}, "not_member"),
        ({"day": "2026-02-30"}, "bad_day"),
        ({"citizen": "Nguyễn Văn A"}, "unknown_field"),
        ({"people": "1"}, "bad_value"),
        ({"people": True}, "bad_value"),
        ({"place_kind": "TRENTROI"}, "unknown_code"),
        ({"services.ZZ99": {"people": 1, "outcome": "XONG", "reasons": []}}, "unknown_code"),
        ({"services.DD": {"people": 1, "outcome": "XONG", "reasons": []}}, "unknown_code"),
        ({"companions": [new_id()]}, "unknown_code"),
        ({"note": "x" * 121}, "bad_value"),
    ],
)
def test_fields_that_do_not_fit_are_kept(town: Town, fields: dict[str, Any], code: str) -> None:
    lan = town.lan()
    results = lan.sync(lan.session(**fields), lan.session())
    assert [each["verdict"] for each in results] == ["review", "applied"]
    assert results[0]["code"] == code


def test_numbers_of_citizens_are_blanked_before_anything_is_kept(town: Town) -> None:
    lan = town.lan()
    change = lan.session(note="gọi cô Ba 0912 345 678")
    (told,) = lan.sync(change)
    assert (told["verdict"], told["code"], told["fields"]) == ("applied", "screened", ["note"])
    assert "345" not in told["row"]["f"]["note"]
    refused = lan.session(people=0, note="CCCD 001199001234")
    lan.sync(refused)
    assert "001199001234" not in str(review_of(town))


def test_a_wrong_clock_is_forgiven_but_a_person_looks(town: Town) -> None:
    lan = town.lan()
    change = lan.session(day="2026-12-24")
    (told,) = lan.sync(change, now="2026-12-24T09:00:00+07:00")
    assert (told["verdict"], told["code"]) == ("applied", "bad_day")
    assert told["row"]["state"] == "attention"
    (item,) = review_of(town)
    assert settle(town, item, "accept") == 200
    lan.sync()
    assert lan.rows[change["record"]]["state"] == "counted"


def test_a_day_put_right_needs_nobody_any_more(town: Town) -> None:
    lan = town.lan()
    change = lan.session(day="2026-12-24")
    lan.sync(change, now="2026-12-24T09:00:00+07:00")
    lan.sync(lan.edit(change["record"], {"day": "2026-11-24"}, {"day": "2026-12-24"}))
    assert lan.rows[change["record"]]["state"] == "counted"
    assert review_of(town) == []


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
