"""Proposals, and which item stands for a matter that was corrected more than once."""

from typing import Any

import pytest

from tests.phones import Phone, new_id
from tests.town import OTHER_TEAM, TEAM, Town


def waiting(town: Town) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = town.desk().get("/api/review").json["rows"]
    return rows


def with_stranger(lan: Phone, record: str, people: int, **parts: Any) -> dict[str, Any]:
    """An edit that goes to review: nobody knows the companion."""
    set_ = {"people": people, "companions": [new_id()]}
    return {**lan.edit(record, set_, {"people": 1, "companions": []}), **parts}


def test_proposals_go_to_the_team_with_their_record(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    create = minh.session()
    minh.sync(create, minh.edit(create["record"], {"people": 3}, {"people": 2}))
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "approve"}).status == 200
    (item,) = waiting(town)
    assert (item["kind"], item["record"]) == ("proposal", create["record"])
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    minh.sync()
    (proposal,) = minh.of_kind("proposal")
    assert (proposal["channel"], proposal["f"]["settled"]) == (f"team:{TEAM}", "accepted")
    assert minh.rows[create["record"]]["f"]["people"] == 3
    assert minh.digests() == minh.last["digest"]


def test_proposals_of_a_refused_phone_come_with_an_accepted_record(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    create = minh.session()
    minh.sync(create, minh.edit(create["record"], {"people": 3}, {"people": 2}))
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    (item,) = waiting(town)
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    (proposal,) = waiting(town)
    assert (proposal["kind"], proposal["record"]) == ("proposal", create["record"])


def restored(town: Town, minh: Phone, decision: str | None) -> str:
    """Minh's void session with an accepted edit that takes void back, and a late value about it;
    Minh waited, was decided on or not. Answers the session's id."""
    create = minh.session()
    record = create["record"]
    void = minh.edit(record, {"status": "void"}, {"status": "live"})
    minh.sync(create, void)
    if decision is not None:
        path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
        assert town.desk().post(path, {"decision": decision}).status == 200
    minh.sync(minh.edit(record, {"people": 3}, {"people": 2}))
    # Lan is nobody on this phone, so her edit waits for a person.
    live = minh.edit(record, {"status": "live"}, {"status": "void"})
    minh.sync({**live, "author": town.lan().member})
    (item,) = waiting(town)
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    return str(record)


def test_void_taken_back_on_a_refused_phone_counts_when_accepted(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    record = restored(town, minh, "refuse")
    lan = town.lan()
    lan.sync()
    row = lan.rows[record]
    assert (row["channel"], row["state"]) == (f"team:{TEAM}", "counted")
    assert lan.digests() == lan.last["digest"]
    minh.sync()
    assert record not in minh.rows
    assert refusals(minh) == ["refused"]  # While it was void on a refused phone nobody was asked.
    assert waiting(town) == []


def test_void_taken_back_on_a_waiting_phone_goes_on_waiting(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    record = restored(town, minh, None)
    minh.sync()
    row = minh.rows[record]
    assert (row["channel"], row["state"]) == (f"device:{minh.device}", "awaiting_approval")
    assert waiting(town) == []


def refusals(minh: Phone) -> list[str]:
    minh.sync()
    assert minh.digests() == minh.last["digest"]
    told = [row["f"] for row in minh.of_kind("settlement") if row["f"]["fields"] == ["people"]]
    return [each["outcome"] for each in told]


def test_proposals_about_a_refused_session_are_refused_with_it(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    create = minh.session()
    minh.sync(create, minh.edit(create["record"], {"people": 3}, {"people": 2}))
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    assert refusals(minh) == []
    (item,) = waiting(town)
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    assert refusals(minh) == ["refused"]
    assert [row["f"]["settled"] for row in minh.of_kind("proposal")] == ["refused"]


def test_proposals_about_a_void_session_are_refused_with_the_phone(town: Town) -> None:
    minh = town.phone("Minh", auto_approve=False)
    create = minh.session()
    late = minh.edit(create["record"], {"people": 3}, {"people": 2})
    minh.sync(create, late, minh.edit(create["record"], {"status": "void"}, {"status": "live"}))
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    assert waiting(town) == []
    assert refusals(minh) == ["refused"]


@pytest.mark.parametrize("last", ["void", "late"])
def test_changes_on_their_way_at_the_refusal_leave_no_proposal_open(town: Town, last: str) -> None:
    minh = town.phone("Minh", auto_approve=False)
    create = minh.session()
    late = minh.edit(create["record"], {"people": 3}, {"people": 2})
    void = minh.edit(create["record"], {"status": "void"}, {"status": "live"})
    first, second = (late, void) if last == "void" else (void, late)
    minh.sync(create, first)
    path = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    minh.sync(second)
    assert waiting(town) == []
    assert refusals(minh) == ["refused"]


@pytest.mark.parametrize("by", ["lead", "coordinator"])
@pytest.mark.parametrize(
    ("word", "people", "service"),
    [
        ({"decision": "accept"}, 8, 8),
        ({"decision": "refuse", "reason": "Đã đếm lại"}, 12, 12),
        ({"decision": "edit", "set": {"people": 9}, "reason": "Đã đếm lại"}, 9, 8),
    ],
    ids=["accepted", "refused", "edited"],
)
def test_the_numbers_of_one_late_edit_are_settled_by_one_word(
    town: Town, by: str, word: dict[str, Any], people: int, service: int
) -> None:
    lan, ha = town.lan(), town.ha()
    web = ha.web if by == "lead" else town.desk()
    record = late_numbers(lan, ha)
    (item,) = (row for row in waiting(town) if row["field"] != "note")
    assert (item["field"], item["current"], item["proposed"]) == ("people", 12, 8)
    assert item["corrected"] == {"name": "Hà", "why": "Theo sổ"}
    (beside,) = item["beside"]
    assert (beside["field"], beside["proposed"]["people"]) == ("services.DD01", 8)
    assert web.get("/api/review").json["total"] == 2  # the note is another matter
    assert web.post(f"/api/review/{item['id']}/settlement", word).status == 200
    assert [row["field"] for row in waiting(town)] == ["note"]
    lan.sync()
    row = lan.rows[record]["f"]
    assert (row["people"], row["services.DD01"]["people"]) == (people, service)
    # The author's own number stands: nothing says any more that somebody else set it.
    assert ("corrected" in row) is (word["decision"] != "accept")
    told = [row["f"] for row in lan.of_kind("settlement")]
    assert sorted(field for each in told for field in each["fields"]) == ["people", "services.DD01"]
    assert lan.digests() == lan.last["digest"]


def test_a_service_for_more_people_than_there_were_is_not_accepted(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    record = late_numbers(lan, ha)
    (item,) = (row for row in waiting(town) if row["field"] != "note")
    path, word = f"/api/review/{item['id']}/settlement", {"decision": "edit", "reason": "Nhầm"}
    refused = ha.web.post(path, {**word, "set": {"people": 7}})
    assert (refused.status, refused.json["details"]["code"]) == (422, "served_too_many")
    assert len(waiting(town)) == 2
    lan.sync()
    assert lan.rows[record]["f"]["people"] == 12


def late_numbers(lan: Phone, ha: Phone) -> str:
    """A session whose lead corrected what its author has changed otherwise meanwhile."""
    create = lan.session(people=10, note="Chợ", **{"services.DD01": served(10)})
    lan.sync(create)
    record = create["record"]
    was = {"people": 10, "services.DD01": served(10), "note": "Chợ"}
    now = {"people": 12, "services.DD01": served(12), "note": "Chợ mới"}
    (told,) = ha.sync(ha.edit(record, now, was) | {"why": "Theo sổ"})
    assert told["verdict"] == "applied"
    late = {"people": 8, "services.DD01": served(8), "note": "Chợ cũ"}
    assert lan.sync(lan.edit(record, late, was))[0]["verdict"] == "conflict"
    return str(record)


def served(people: int) -> dict[str, Any]:
    return {"people": people, "outcome": "XONG", "reasons": []}


def test_one_item_stands_for_one_matter(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    lan.sync(create)
    first = with_stranger(lan, create["record"], 5)
    second = with_stranger(lan, create["record"], 6, replaces=first["id"])
    lan.sync(first)
    lan.sync(second)
    assert [item["body"]["id"] for item in waiting(town)] == [second["id"]]
    good = lan.edit(
        create["record"], {"people": 7, "companions": []}, {"people": 1, "companions": []}
    )
    (told,) = lan.sync({**good, "replaces": second["id"]})
    assert told["verdict"] == "applied"
    assert waiting(town) == []


def test_a_correction_closes_all_that_led_to_it(town: Town) -> None:
    lan = town.lan()
    first = lan.session(people=0)
    second = {**lan.session(first["record"], people=501), "replaces": first["id"]}
    lan.sync(first)
    lan.sync(second)
    good = {**lan.session(first["record"]), "replaces": second["id"]}
    assert lan.sync(good)[0]["verdict"] == "applied"
    assert waiting(town) == []


def test_what_is_not_said_anew_stays_open(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    lan.sync(create)
    first = with_stranger(lan, create["record"], 5)
    lan.sync(first)
    note = lan.edit(create["record"], {"note": "nắng"}, {"note": None})
    assert lan.sync({**note, "replaces": first["id"]})[0]["verdict"] == "applied"
    assert [item["body"]["id"] for item in waiting(town)] == [first["id"]]


def test_a_late_value_replaces_nothing(town: Town) -> None:
    lan = town.lan()
    create = lan.session()
    lan.sync(create)
    first = with_stranger(lan, create["record"], 5)
    lan.sync(first)
    late = lan.edit(
        create["record"], {"people": 4, "companions": []}, {"people": 2, "companions": []}
    )
    assert lan.sync({**late, "replaces": first["id"]})[0]["verdict"] == "conflict"
    assert sorted(item["kind"] for item in waiting(town)) == ["proposal", "review"]


def test_a_session_shows_only_its_own_teams_places_by_name(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", team=OTHER_TEAM)
    places = {
        phone: phone.change("create", new_id(), "place", set={"name": name, "place_kind": "CHO"})
        for phone, name in ((lan, "Chợ Trà Câu"), (tam, "Chợ Phổ An"))
    }
    tam.sync(places[tam])
    near, far = (lan.session(place=places[phone]["record"]) for phone in (lan, tam))
    lan.sync(places[lan], near, far)
    names = [
        town.desk().get(f"/api/help-sessions/{change['record']}").json["place_name"]
        for change in (near, far)
    ]
    assert names == ["Chợ Trà Câu", None]


def test_nobody_closes_what_waits_of_somebody_else(town: Town) -> None:
    """PROTOCOL 4.1.4: the same author, from the same phone."""
    lan, minh = town.lan(), town.minh()
    bad = lan.session(place_kind="KHONGCO")
    lan.sync(bad)
    minh.sync(minh.session(bad["record"]) | {"replaces": bad["id"]})
    assert [item["record"] for item in waiting(town)] == [bad["record"]]
    lan.sync(lan.session(bad["record"]) | {"replaces": bad["id"]})
    assert bad["id"] not in {item.get("change") for item in waiting(town)}
