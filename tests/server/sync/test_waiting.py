"""Phones that wait for approval, that were refused, and that were revoked."""

import pytest

from tests.phones import Phone
from tests.town import OTHER_TEAM, TEAM, Town


def decide(town: Town, phone: Phone, decision: str) -> None:
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    answer = town.desk().post(path, {"decision": decision})
    assert answer.status == 200, answer.body


@pytest.fixture
def waiting(town: Town) -> Phone:
    return town.phone("Minh", auto_approve=False)


def test_a_waiting_phone_sees_its_own_channel_and_the_catalogue(waiting: Phone) -> None:
    change = waiting.session()
    (told,) = waiting.sync(change)
    assert (told["verdict"], told["row"]["state"]) == ("applied", "awaiting_approval")
    assert waiting.last["channels"] == ["catalogue", f"device:{waiting.device}"]
    assert waiting.rows[change["record"]]["channel"] == f"device:{waiting.device}"
    assert waiting.digests() == waiting.last["digest"]


def test_nobody_else_sees_what_waits(town: Town, waiting: Phone) -> None:
    change = waiting.session()
    waiting.sync(change)
    lan = town.lan()
    lan.sync()
    assert change["record"] not in lan.rows


def test_approval_moves_records_to_the_team(town: Town, waiting: Phone) -> None:
    live, void, edited = waiting.session(), waiting.session(), waiting.session()
    waiting.sync(live, void, edited)
    waiting.sync(
        waiting.edit(void["record"], {"status": "void"}, {"status": "live"}),
        waiting.edit(edited["record"], {"people": 4}, {"people": 1}),
    )
    place = waiting.change(
        "create", "9d000000-0000-4000-8000-000000000001", "place",
        set={"name": "Chợ Trà Câu", "place_kind": "CHO"},
    )  # fmt: skip
    waiting.sync(place)
    decide(town, waiting, "approve")
    waiting.sync()
    lan = town.lan()
    lan.sync()
    for phone in (waiting, lan):
        states = {each["record"]: phone.rows[each["record"]] for each in (live, void, edited)}
        assert {row["channel"] for row in states.values()} == {f"team:{TEAM}"}
        assert states[live["record"]]["state"] == "counted"
        assert states[void["record"]]["state"] == "void"
        assert states[edited["record"]]["f"]["people"] == 4
        assert phone.rows[place["record"]]["channel"] == f"team:{TEAM}"
        assert phone.digests() == phone.last["digest"]


def test_a_page_of_its_own_channel_tells_that_a_record_left(town: Town, waiting: Phone) -> None:
    change = waiting.session()
    waiting.sync(change)
    decide(town, waiting, "approve")
    own = f"device:{waiting.device}"
    answer = waiting.ask([]).json
    exits = [row for row in answer["rows"] if row.get("out")]
    assert [(row["id"], row["channel"]) for row in exits] == [(change["record"], own)]


def test_what_a_refused_phone_recorded_waits_for_a_person(town: Town, waiting: Phone) -> None:
    change = waiting.session()
    waiting.sync(change)
    decide(town, waiting, "refuse")
    waiting.sync()
    assert waiting.rows[change["record"]]["state"] == "attention"
    (item,) = town.desk().get("/api/review").json["rows"]
    assert item["record"] == change["record"]
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    lan = town.lan()
    lan.sync()
    assert lan.rows[change["record"]]["state"] == "counted"


def test_what_a_phone_recorded_before_it_was_revoked_waits_for_a_person(town: Town) -> None:
    minh = town.minh()
    minh.join(town.invite(OTHER_TEAM, auto_approve=False), "Lan")
    change = minh.session()
    assert minh.sync(change)[0]["row"]["state"] == "awaiting_approval"
    desk = town.desk()
    assert desk.delete(f"/api/devices/{minh.device}").status == 204
    (item,) = desk.get("/api/review").json["rows"]
    assert (item["record"], item["team"]["id"]) == (change["record"], OTHER_TEAM)
    path = f"/api/review/{item['id']}/settlement"
    assert desk.post(path, {"decision": "accept"}).status == 200
    tam = town.phone("Tâm", team=OTHER_TEAM)
    tam.sync()
    assert tam.rows[change["record"]]["state"] == "counted"


def test_who_comes_back_leaves_nothing_to_settle(town: Town, waiting: Phone) -> None:
    change = waiting.session()
    waiting.sync(change)
    decide(town, waiting, "refuse")
    assert waiting.join(town.invite(), "Minh").json["device"]["state"] == "pending"
    decide(town, waiting, "approve")
    waiting.sync()
    assert waiting.rows[change["record"]]["state"] == "counted"
    assert town.desk().get("/api/review").json["rows"] == []


def test_what_a_refused_person_takes_back_leaves_nothing_to_settle(
    town: Town, waiting: Phone
) -> None:
    change = waiting.session()
    waiting.sync(change)
    decide(town, waiting, "refuse")
    waiting.sync(waiting.edit(change["record"], {"status": "void"}, {"status": "live"}))
    assert waiting.rows[change["record"]]["state"] == "void"
    assert town.desk().get("/api/review").json["rows"] == []


def test_a_revoked_phone_may_hand_in_and_gets_nothing(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    minh.sync(minh.session())
    assert town.desk().delete(f"/api/devices/{minh.device}").status == 204
    late = minh.session()
    answer = minh.ask([late])
    assert answer.status == 200
    assert answer.json["results"][0]["verdict"] == "review"
    assert (answer.json["rows"], answer.json["channels"]) == ([], [])
    (item,) = town.desk().get("/api/review").json["rows"]
    assert item["body"]["id"] == late["id"]
    path = f"/api/review/{item['id']}/settlement"
    assert town.desk().post(path, {"decision": "accept"}).status == 200
    lan.sync()
    assert lan.rows[late["record"]]["f"]["author"] == minh.member


def test_a_stranger_gets_401(town: Town) -> None:
    lan = town.lan()
    stranger = Phone(town.connect(), town.clock)
    stranger.joined = lan.joined
    assert stranger.ask([stranger.session()]).code == "unauthenticated"
    lan.device = "0a000000-0000-4000-8000-00000000dead"
    assert lan.ask([]).code == "device_unknown"
