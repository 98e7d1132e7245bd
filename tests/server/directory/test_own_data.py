"""All that is kept about somebody, for that person (PROTOCOL 5.20.5)."""

from tests.server.directory.test_data_requests import asks, request_of, requests
from tests.server.enrolment.test_claiming import claims
from tests.server.papers.papers import add
from tests.server.papers.test_openings import opening
from tests.town import TEAM, Town


def test_it_tells_all_that_is_kept_and_nothing_of_anybody_else(town: Town) -> None:
    lan, minh, desk = town.lan(), town.minh(), town.desk()
    own = lan.session(note="máy cũ", companions=[minh.member])
    theirs = minh.session(note="ghi của Minh", companions=[lan.member])
    lan.sync(own)
    minh.sync(theirs, minh.session())
    paper = add(desk)["id"]
    lan.sync(opening(lan, paper))
    record = asks(lan, "withdraw")
    days = {"from": "2026-11-01", "to": "2026-11-24"}
    desk.post(f"/api/teams/{TEAM}/members/{lan.member}/certificates", days)
    answer = lan.web.get("/api/me/data")
    assert answer.status == 200, answer.body
    told = answer.json
    assert told["member"] == {"id": lan.member, "name": "Lan"}
    assert [(each["team"]["name"], each["from"]) for each in told["teams"]] == [
        ("Đội hình Phổ Cường", "2026-11-24")
    ]
    assert [(each["this"], each["state"]) for each in told["phones"]] == [(True, "approved")]
    found = {each["id"]: each for each in told["sessions"]}
    assert found.keys() == {own["record"], theirs["record"]}
    mine, other = found[own["record"]], found[theirs["record"]]
    assert (mine["as"], mine["others"], mine["fields"]["note"]) == ("author", 1, "máy cũ")
    assert (other["as"], other["others"], other["fields"]["note"]) == ("companion", 1, None)
    assert [each["title"] for each in told["openings"]] == ["Kế hoạch ra quân"]
    assert len(told["certificates"]) == 1
    assert [each["id"] for each in told["requests"]] == [record]
    assert {"joined", "certificate_issued"} <= {each["action"] for each in told["acts"]}
    assert minh.member not in answer.body.decode()
    assert "Minh" not in answer.body.decode()


def test_on_a_shared_phone_it_is_only_of_who_holds_it(town: Town) -> None:
    lan = town.lan()
    first = lan.member
    assert lan.join(town.invite(), "Bình").status == 200
    second = lan.member
    assert lan.web.get("/api/me/data").code == "acting_member_required"
    for member in (first, second):
        told = lan.web.get("/api/me/data", **{"Acting-Member": member})
        assert told.json["member"]["id"] == member
    stranger = town.minh().member
    refused = lan.web.get("/api/me/data", **{"Acting-Member": stranger})
    assert refused.code == "not_found"
    assert lan.web.get("/api/me/data").code == "acting_member_required"


def test_who_waits_sees_it_and_a_stopped_phone_does_not(town: Town) -> None:
    waiting = town.phone("Bình", auto_approve=False)
    told = waiting.web.get("/api/me/data").json
    assert [each["waiting"] for each in told["teams"]] == [True]
    town.desk().delete(f"/api/devices/{waiting.device}")
    assert waiting.web.get("/api/me/data").code == "device_revoked"


def test_whoever_only_says_to_be_somebody_is_told_nothing_and_asks_for_nothing(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(note="máy cũ"))
    thief = claims(town)
    assert thief.member == lan.member
    assert thief.web.get("/api/me/data").code == "not_found"
    thief.sync(request_of(thief))
    assert requests(town.desk()) == []
    path = f"/api/enrolments/{thief.device}/{thief.member}/decision"
    assert town.desk().post(path, {"decision": "approve"}).status == 200
    assert thief.web.get("/api/me/data").json["member"]["id"] == lan.member
    assert len(requests(town.desk())) == 1


def test_who_corrected_a_session_is_not_told(town: Town) -> None:
    lan = town.lan()
    own = lan.session(people=7)
    lan.sync(own)
    said = {"set": {"people": 8}, "prev": {"people": 7}, "why": "đếm lại"}
    done = town.desk().patch(f"/api/help-sessions/{own['record']}", said)
    assert done.status == 200, done.body
    answer = lan.web.get("/api/me/data")
    assert answer.json["sessions"][0]["fields"]["people"] == 8
    assert "Sơn" not in answer.text
