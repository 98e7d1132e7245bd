"""A known phone asks to come back and proves nothing, as released apps do: it waits for a lead, and
until then nothing changes (PROTOCOL 4.7.8)."""

from typing import Any

import pytest
from sqlalchemy import select

from server.auth.tables import Device, DeviceRenewal, Enrolment
from server.database.engine import db
from server.organisation.tables import Member
from tests.phones import Phone, new_id
from tests.server.enrolment.joining import body, count, new_phone
from tests.server.enrolment.test_enrolments import decision, waiting
from tests.server.trail import trail
from tests.town import OTHER_TEAM, TEAM, Town

OURS = {"Sec-Fetch-Site": "same-origin"}


def asking(town: Town, phone: Phone, name: str = "Lan", **wish: Any) -> Phone:
    """The phone in a browser that lost its cookie, with an app that proves nothing, after it joined
    by a code."""
    again = new_phone(town)
    again.device, again.no = phone.device, phone.no
    answer = again.join(town.invite(**wish), name)
    assert (answer.status, answer.json["device"]["state"]) == (200, "pending"), answer.body
    return again


def listed(web: Any, phone: Phone) -> str | None:
    """The renewal of the phone that stands among those that wait, None where none does."""
    rows = web.get("/api/enrolments").json["rows"]
    return next((row["renewal"] for row in rows if row["device"] == phone.device), None)


def decide(web: Any, phone: Phone, word: str = "approve", **more: Any) -> str | None:
    """What a decision about the renewal that is listed is answered with, None for yes."""
    named = {"renewal": listed(web, phone), **more}
    answer = web.post(decision(phone), {"decision": word, **named})
    return None if answer.status == 200 else str(answer.code)


def states(town: Town) -> dict[tuple[str, str], str]:
    """How each person stands in each team, by names and ids."""
    with town.app.app_context():
        rows = db.session.execute(
            select(Member.name, Enrolment.team_id, Enrolment.state).join(
                Member, Member.id == Enrolment.member_id
            )
        )
        return {(name, team): state for name, team, state in rows}


def test_ha_lets_lans_phone_back_in(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan)
    (row,) = ha.web.get("/api/enrolments").json["rows"]
    assert row == {
        "device": lan.device, "member": {"id": lan.member, "name": "Lan"}, "role": "volunteer",
        "team": {"id": TEAM, "name": "Đội hình Phổ Cường"}, "state": "pending", "renewal": row["renewal"], "others": [],
        "phrase": again.joined[-1]["phrase"], "namesake": None, "claimed": False, "created_at": row["created_at"],
    }  # fmt: skip
    assert again.member == lan.member
    assert again.ask([]).code == "renewal_waits"
    lan.sync(lan.session())  # The old cookie goes on.
    assert decide(ha.web, again, renewal=row["renewal"]) is None
    again.sync(again.session())
    assert len(again.of_kind("help_session")) == 2
    assert lan.ask([]).status == 401
    assert ha.web.get("/api/enrolments").json["rows"] == []
    assert count(town, Member) == 2


def test_the_lead_hears_of_it(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    asking(town, lan)
    ha.sync()
    (told,) = ha.last["arrivals"]
    assert (told["device"], told["name"], told["state"]) == (lan.device, "Lan", "pending")
    (team,) = (row for row in town.desk().get("/api/teams").json["rows"] if row["id"] == TEAM)
    assert team["waiting"] == 1
    asking(town, ha, "Hà")
    ha.sync()
    assert [each["name"] for each in ha.last["arrivals"]] == ["Lan"]  # not of the own phone


@pytest.mark.parametrize("word", ["approve", "refuse"])
def test_a_decision_that_names_none_lets_nobody_back(town: Town, word: str) -> None:
    """As apps of before have it, and as one is repeated whose answer got lost."""
    ha, lan = town.ha(), waiting(town)
    approval = {"decision": "approve"}
    assert ha.web.post(decision(lan), approval).status == 200
    thief = asking(town, lan)
    assert decide(ha.web, lan, word, renewal=None) == "conflict_settled"
    assert ha.web.post(decision(lan), approval).code == "conflict_settled"
    assert thief.ask([]).code == "renewal_waits"
    lan.sync(lan.session())


def test_a_decision_that_names_none_settles_what_else_waits(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    thief = asking(town, lan, auto_approve=False)
    assert decide(ha.web, lan, renewal=None) is None
    lan.sync(lan.session())
    assert thief.ask([]).code == "renewal_waits"


def test_where_the_person_waits_too_each_is_decided_apart(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    again = asking(town, lan, auto_approve=False)
    rows = ha.web.get("/api/enrolments").json["rows"]
    assert [row["renewal"] is None for row in rows] == [True, False]
    assert decide(ha.web, again, renewal=rows[1]["renewal"]) is None
    again.sync()
    assert states(town) == {("Hà", TEAM): "approved", ("Lan", TEAM): "approved"}
    assert ha.web.get("/api/enrolments").json["rows"] == []


def test_a_refusal_drops_it_and_costs_nobody_anything(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan)
    asked = listed(ha.web, again)
    assert decide(ha.web, again, "refuse", renewal=asked) is None
    assert again.ask([]).status == 401
    lan.sync(lan.session())
    assert states(town) == {("Hà", TEAM): "approved", ("Lan", TEAM): "approved"}
    assert decide(ha.web, again, renewal=asked) == "conflict_settled"


def stranger_of(town: Town, phone: Phone) -> Phone:
    """Somebody else's browser that says to be the phone."""
    other = new_phone(town)
    other.device = phone.device
    return other


@pytest.mark.parametrize("name", ["Lan", "Vy"])
def test_nobody_takes_the_place_of_one_that_waits(town: Town, name: str) -> None:
    ha, lan = town.ha(), town.lan()
    again, thief = asking(town, lan), stranger_of(town, lan)
    before = ha.web.get("/api/enrolments").json["rows"]
    for _ in range(3):
        refused = thief.join(town.invite(), name)
        assert (refused.status, refused.code) == (409, "already_waiting")
        assert "Set-Cookie" not in refused.headers
    assert ha.web.get("/api/enrolments").json["rows"] == before
    assert decide(ha.web, again, renewal=before[0]["renewal"]) is None
    assert (thief.ask([]).status, again.ask([]).status) == (401, 200)


def test_who_waits_is_answered_with_the_same_two_words(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan)
    before = ha.web.get("/api/enrolments").json["rows"]
    for _ in range(30):
        told = again.join(town.invite(), "Lan")
        assert (told.status, told.json) == (200, again.joined[0])
        assert "Set-Cookie" not in told.headers
    assert again.join(town.invite(), "Vy").code == "already_waiting"
    assert ha.web.get("/api/enrolments").json["rows"] == before
    assert len(trail(town.app, "renewal_requested")) == 1
    assert decide(ha.web, again) is None
    again.sync()


def test_approving_one_approves_no_other(town: Town) -> None:
    """Hà compared the words of Lan's; by the time that she says yes, a thief's waits."""
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan)
    compared = listed(ha.web, again)
    assert decide(town.desk(), again, "refuse") is None
    for name in ("Lan", "Vy"):
        thief = asking(town, lan, name)
        for said in (again, thief):
            assert decide(ha.web, said, renewal=compared) == "conflict_settled"
        assert thief.ask([]).code == "renewal_waits"
        assert decide(ha.web, thief, "refuse") is None
    assert decide(ha.web, again, renewal=new_id()) == "conflict_settled"
    lan.sync()


def test_it_waits_for_a_day(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    first = asking(town, lan)
    asked = listed(ha.web, first)
    town.clock.move(hours=23, minutes=59)
    assert stranger_of(town, lan).join(town.invite(), "Lan").code == "already_waiting"
    assert first.ask([]).code == "renewal_waits"
    town.clock.move(minutes=1)
    assert first.ask([]).status == 401
    assert listed(ha.web, first) is None
    assert decide(ha.web, first, renewal=asked) == "conflict_settled"
    second = asking(town, lan)
    assert decide(ha.web, second) is None
    second.sync()
    assert count(town, DeviceRenewal) == 0


def test_words_are_not_drawn_until_they_match(town: Town) -> None:
    """A thief has each refused, or waits a day, and asks anew: slowed down, from wherever it comes."""
    lan, desk, code = town.lan(), town.desk(), town.invite()
    told = []
    for number in range(12):
        thief = town.app.test_client()
        thief.environ_base["REMOTE_ADDR"] = f"198.51.100.{number + 1}"
        asked = body(code, device=lan.device)
        told.append(thief.post("/api/join", json=asked, headers=OURS).status_code)
        if told[-1] == 200:
            assert decide(desk, lan, "refuse") is None
    assert told == [200] * 5 + [429] * 7
    assert len(trail(town.app, "renewal_requested")) == 5
    proven = stranger_of(town, lan)
    assert proven.join(code, "Lan", proof=proven.proof()).status == 200


def test_one_address_does_not_have_every_phone_wait(town: Town) -> None:
    code = town.invite()
    phones = [town.phone(name) for name in ("Lan", "Minh", "Vy", "Tâm", "Hải", "Tú")]
    told = [stranger_of(town, phone).join(code, "Lan").status for phone in phones]
    assert told == [200] * 5 + [429]
    assert new_phone(town).join(code, "Bảo").status == 200  # Nobody else is slowed down.


def test_it_goes_with_its_code(town: Town) -> None:
    ha, lan, desk = town.ha(), town.lan(), town.desk()
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {}).json
    thief = stranger_of(town, lan)
    assert thief.join(made["code"], "Lan").json["device"]["state"] == "pending"
    asked = listed(ha.web, thief)
    assert ha.web.delete(f"/api/invitations/{made['id']}").status == 204
    assert ha.web.get("/api/enrolments").json["rows"] == []
    assert thief.ask([]).status == 401
    assert decide(ha.web, thief, renewal=asked) == "conflict_settled"
    ha.sync()
    assert ha.last["arrivals"] == []
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-24"}).status == 200


def test_the_server_signs_nothing_for_one_that_waits(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan)
    assert again.joined[-1]["receipt"] == ""
    assert decide(ha.web, again) is None
    again.sync()
    (mine,) = again.rows[again.device]["f"]["enrolments"]
    assert mine["receipt"]


def test_a_person_who_is_on_no_phone_yet_is_told_by_name(town: Town) -> None:
    lan, minh = town.lan(), town.phone("Minh")
    again = stranger_of(town, lan)
    code = town.invite(member=minh.member, max_uses=1)
    assert again.join(code, "").json["member"] == {"id": minh.member, "name": "Minh"}


def test_it_ends_where_the_phone_itself_comes(town: Town) -> None:
    lan = town.lan()
    again = asking(town, lan)
    assert lan.join(town.invite(), "Minh").status == 200
    assert again.ask([]).status == 401
    again = asking(town, lan)
    other = new_phone(town)
    other.device = lan.device
    assert other.join(town.invite(), "Lan", proof=other.proof()).status == 200
    assert again.ask([]).status == 401
    assert count(town, DeviceRenewal) == 0


def test_nothing_is_used_up_before_somebody_has_decided(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    code = town.invite(max_uses=1)
    again = new_phone(town)
    again.device = lan.device
    for _ in range(3):
        assert again.join(code, "Vy").status == 200
    assert count(town, Member) == 2
    assert decide(ha.web, again) is None
    assert states(town)["Vy", TEAM] == "approved"
    assert again.member in {row["id"] for row in members(town)}
    assert new_phone(town).join(code, "Minh").code == "invitation_used_up"


def members(town: Town) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    return rows


def test_a_released_app_whose_answer_got_lost_waits_by_the_code_that_it_used_up(town: Town) -> None:
    ha, lan, code = town.ha(), new_phone(town), town.invite(max_uses=1)
    assert lan.join(code, "Lan").json["device"]["state"] == "approved"
    lan.web = new_phone(town).web
    assert lan.join(code, "Lan").json["device"]["state"] == "pending"
    assert decide(ha.web, lan) is None
    lan.sync(lan.session())


def test_who_is_on_it_for_another_team_waits_for_that_one(town: Town) -> None:
    ha, lan, tam = town.ha(), town.lan(), town.phone("Tâm", OTHER_TEAM, role="lead")
    assert lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Minh").status == 200
    minh = lan.member
    assert tam.web.post(decision(lan), {"decision": "approve"}).status == 200
    assert lan.join(town.invite(), "Vy").status == 200
    again = asking(town, lan)
    assert decide(ha.web, again) is None
    assert states(town) == {
        ("Hà", TEAM): "approved",
        ("Tâm", OTHER_TEAM): "approved",
        ("Lan", TEAM): "approved",
        ("Vy", TEAM): "approved",
        ("Minh", OTHER_TEAM): "pending",
    }
    # Nor does a code help that lets in whoever holds it.
    joined = again.join(town.invite(OTHER_TEAM), "Minh").json
    assert (joined["member"]["id"], joined["device"]["state"]) == (minh, "pending")
    again.sync()
    assert f"team:{OTHER_TEAM}" not in again.last["channels"]
    (row,) = tam.web.get("/api/enrolments").json["rows"]
    assert (row["member"]["id"], row["renewal"]) == (minh, None)
    refused = tam.web.post(decision(again, minh), {"decision": "refuse"})
    assert refused.status == 200
    team = town.desk().get(f"/api/teams/{OTHER_TEAM}").json
    assert {row["name"]: row["to"] for row in team["members"]} == {"Minh": None, "Tâm": None}


def test_who_is_in_two_teams_on_it_waits_in_the_one_for_which_nobody_spoke(town: Town) -> None:
    ha, lan, tam = town.ha(), town.lan(), town.phone("Tâm", OTHER_TEAM, role="lead")
    assert lan.join(town.invite(), "Minh").status == 200
    assert lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Minh").status == 200
    assert tam.web.post(decision(lan), {"decision": "approve"}).status == 200
    again = asking(town, lan)
    assert decide(ha.web, again) is None
    assert again.join(town.invite(OTHER_TEAM), "Minh").json["device"]["state"] == "pending"


def test_who_is_on_it_waits_where_somebody_new_asks_for_it(town: Town) -> None:
    """The two words were those of a newcomer: whose phone it is, nobody had said."""
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan, "Người Mới")
    (row,) = ha.web.get("/api/enrolments").json["rows"]
    assert row["others"] == ["Lan"]
    again.joined[0]["member"]["id"] = row["member"]["id"]
    assert decide(ha.web, again) is None
    assert states(town)["Lan", TEAM] == "pending"
    assert states(town)["Người Mới", TEAM] == "approved"


def test_a_lead_brings_no_other_lead_back_and_not_the_own_phone(town: Town) -> None:
    ha, other = town.ha(), town.phone("Hải", role="lead")
    again = asking(town, other, "Hải")
    assert decide(ha.web, again) == "wrong_role"
    own = asking(town, ha, "Hà")
    assert decide(ha.web, own) == "wrong_role"
    assert decide(ha.web, own, "refuse") is None
    assert decide(town.desk(), again) is None
    again.sync()
    assert again.web.get("/api/teams").status == 200


def test_a_lead_has_no_say_on_the_own_phone_whoever_shares_it(town: Town) -> None:
    ha = town.ha()
    assert ha.join(town.invite(), "Minh").status == 200
    again = asking(town, ha, "Minh")
    assert decide(ha.web, again) == "wrong_role"
    assert decide(town.desk(), again) is None


def test_a_lead_who_shares_the_phone_is_no_lead_before_a_coordinator_says_so(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    assert lan.join(town.invite(role="lead", hours=24, max_uses=1), "Hải").status == 200
    again = asking(town, lan, "Lan")
    assert decide(ha.web, again) is None
    assert again.web.get("/api/teams").code == "wrong_role"
    assert states(town)["Hải", TEAM] == "pending"


def test_a_leads_code_lets_nobody_lead_by_a_leads_word(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    again = asking(town, lan, role="lead", hours=24, max_uses=1)
    (row,) = ha.web.get("/api/enrolments").json["rows"]
    assert row["role"] == "lead"
    assert decide(ha.web, again) == "wrong_role"
    assert decide(town.desk(), again) is None
    assert again.web.get("/api/teams").status == 200


def test_strangers_do_not_see_it(town: Town) -> None:
    tam = town.phone("Tâm", OTHER_TEAM, role="lead")
    again = asking(town, town.lan())
    assert tam.web.get("/api/enrolments").json["rows"] == []
    assert decide(tam.web, again) == "not_found"


def test_it_goes_with_a_revocation(town: Town) -> None:
    lan = town.lan()
    again = asking(town, lan)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    assert again.ask([]).status == 401
    assert town.desk().get("/api/enrolments").json["rows"] == []


def test_a_stopped_phone_is_let_back_by_a_word(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    assert lan.join(town.invite(), "Minh").status == 200
    early = town.invite()
    town.clock.move(minutes=1)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    town.clock.move(minutes=1)
    again = new_phone(town)
    again.device = lan.device
    assert again.join(early, "Lan").code == "device_revoked"
    again = asking(town, lan)
    assert lan.ask([]).json["channels"] == []  # stopped as before
    assert decide(ha.web, again) is None
    again.sync(again.session())
    assert states(town) == {
        ("Hà", TEAM): "approved",
        ("Lan", TEAM): "approved",
        ("Minh", TEAM): "barred",
    }
    assert lan.ask([]).status == 401


def test_a_team_with_one_that_asks_does_not_end(town: Town) -> None:
    again = asking(town, town.lan())
    desk = town.desk()
    answer = desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-24"})
    assert (answer.status, answer.code) == (409, "still_waiting")
    assert decide(desk, again, "refuse") is None
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-24"}).status == 200


@pytest.mark.parametrize("word", ["approve", "refuse"])
def test_it_stands_in_the_trail(town: Town, word: str) -> None:
    lan = town.lan()
    again = asking(town, lan)
    assert decide(town.desk(), again, word) is None
    (asked,) = trail(town.app, "renewal_requested")
    assert asked[0] == lan.device
    done = "renewal_approved" if word == "approve" else "renewal_refused"
    assert trail(town.app, done) == [(lan.device, {"team": TEAM, "member": lan.member})]


def test_a_browser_that_could_make_no_key_waits_too(town: Town) -> None:
    keyless = new_phone(town)
    assert keyless.join(town.invite(), "Lan", key=None).status == 200
    keyless.web = new_phone(town).web
    assert keyless.join(town.invite(), "Lan", key=None).json["device"]["state"] == "pending"
    with town.app.app_context():
        assert db.session.get_one(Device, keyless.device).public_key == {}
