"""/api/enrolments and /api/devices: letting phones in, turning them away, taking rights back."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from server.database.engine import db
from tests.phones import Phone
from tests.town import OTHER_TEAM, TEAM, Town


def waiting(town: Town, name: str = "Lan", **wish: object) -> Phone:
    return town.phone(name, auto_approve=False, **wish)


def decision(phone: Phone, member: str | None = None) -> str:
    return f"/api/enrolments/{phone.device}/{member or phone.member}/decision"


def test_ha_lets_lan_in(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    assert lan.joined[-1]["device"]["state"] == "pending"
    (row,) = ha.web.get("/api/enrolments").json["rows"]
    assert row["member"] == {"id": lan.member, "name": "Lan"}
    assert row["phrase"] == lan.joined[-1]["phrase"]
    answer = ha.web.post(decision(lan), {"decision": "approve"})
    assert answer.status == 200
    assert answer.json == {"device": lan.device, "member": lan.member, "state": "approved"}
    lan.sync()
    assert f"team:{TEAM}" in lan.last["channels"]
    assert ha.web.get("/api/enrolments").json["rows"] == []


def test_a_waiting_phone_sees_nothing_of_the_team(town: Town) -> None:
    town.ha()
    lan = waiting(town)
    lan.sync()
    assert lan.last["channels"] == ["catalogue", f"device:{lan.device}"]
    (device,) = lan.of_kind("device")
    assert device["f"]["state"] == "pending"
    assert lan.of_kind("member") == []


def test_the_team_does_not_see_who_waits_or_was_refused(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    ha.sync()
    assert [row["f"]["name"] for row in ha.of_kind("member")] == ["Hà"]
    assert ha.web.post(decision(lan), {"decision": "refuse"}).status == 200
    ha.sync()
    assert [row["f"]["name"] for row in ha.of_kind("member")] == ["Hà"]
    team = town.desk().get(f"/api/teams/{TEAM}").json
    assert [member["name"] for member in team["members"]] == ["Hà"]


def test_deciding_again_alike_is_quiet_and_otherwise_settled(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200
    answer = ha.web.post(decision(lan), {"decision": "refuse"})
    assert (answer.status, answer.code) == (409, "conflict_settled")


def test_a_lead_neither_approves_leads_nor_the_own_phone(town: Town) -> None:
    ha = town.ha()
    other = waiting(town, "Hải", role="lead", hours=24, max_uses=1)
    assert ha.web.post(decision(other), {"decision": "approve"}).code == "wrong_role"
    assert ha.join(town.invite(auto_approve=False), "Minh").status == 200
    assert ha.web.post(decision(ha), {"decision": "approve"}).code == "wrong_role"
    assert town.desk().post(decision(other), {"decision": "approve"}).status == 200


def test_who_is_called_like_another_of_the_team_is_marked(town: Town) -> None:
    ha = town.ha()
    waiting(town, "Lan")
    waiting(town, "lan")
    waiting(town, "Tâm", team=OTHER_TEAM)

    def namesakes() -> dict[str, str | None]:
        rows = town.desk().get("/api/enrolments").json["rows"]
        return {row["member"]["name"]: row["namesake"] for row in rows}

    # Whoever only waits is none of the team yet.
    assert namesakes() == {"Lan": None, "lan": None, "Tâm": None}
    town.lan()
    assert namesakes() == {"Lan": "phone", "lan": "phone", "Tâm": None}
    assert ha.web.post(f"/api/teams/{TEAM}/members", {"name": "LAN"}).status == 201
    assert namesakes() == {"Lan": "no_phone", "lan": "no_phone", "Tâm": None}


def test_a_name_typed_without_marks_may_be_that_of_somebody_who_is_there(town: Town) -> None:
    for name in ("Nguyễn Thị Hòa", "nguyen thi hoa", "Nguyễn Thị Hoa", "Ðinh Thị Hà"):
        waiting(town, name)
    for added in ("Nguyễn Thị Hoa", "Đinh Thị Hà"):
        assert town.desk().post(f"/api/teams/{TEAM}/members", {"name": added}).status == 201
    rows = town.desk().get("/api/enrolments").json["rows"]
    assert {row["member"]["name"]: row["namesake"] for row in rows} == {
        "Nguyễn Thị Hòa": None,
        "nguyen thi hoa": "no_phone",
        "Nguyễn Thị Hoa": "no_phone",
        "Ðinh Thị Hà": "no_phone",  # drawn alike, and another letter
    }


def test_strangers_phones_do_not_exist(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    assert ha.web.post(decision(lan, ha.member), {"decision": "approve"}).code == "not_found"
    assert ha.web.post(decision(ha, lan.member), {"decision": "approve"}).code == "not_found"


def test_a_revoked_phone_is_refused_at_once(town: Town) -> None:
    ha, minh = town.ha(), town.ha()
    assert town.desk().delete(f"/api/devices/{minh.device}").status == 204
    answer = minh.web.get("/api/teams")
    assert (answer.status, answer.code) == (403, "device_revoked")
    assert ha.web.get("/api/teams").status == 200
    assert town.desk().delete(f"/api/devices/{minh.device}").status == 204


def test_nothing_is_left_to_decide_on_a_revoked_phone(town: Town) -> None:
    lan, desk = waiting(town), town.desk()
    assert desk.delete(f"/api/devices/{lan.device}").status == 204
    assert desk.get("/api/enrolments").json["rows"] == []
    assert desk.post(decision(lan), {"decision": "approve"}).code == "not_found"


def test_a_lead_revokes_volunteers_of_the_own_team_only(town: Town) -> None:
    ha, lan, other = town.ha(), town.lan(), town.phone("Hải", role="lead")
    assert ha.web.delete(f"/api/devices/{other.device}").code == "wrong_role"
    tam = town.phone("Tâm", team=OTHER_TEAM)
    assert tam.join(town.invite(), "Tâm").status == 200
    assert ha.web.delete(f"/api/devices/{tam.device}").code == "wrong_role"
    # Who only asks to be let in elsewhere stays the own lead's to stop.
    assert lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Mai").status == 200
    assert ha.web.delete(f"/api/devices/{lan.device}").status == 204
    for phone in (other, tam):
        assert town.desk().delete(f"/api/devices/{phone.device}").status == 204


def test_a_revoked_phone_does_not_wait(town: Town) -> None:
    minh = town.minh()
    assert minh.join(town.invite(OTHER_TEAM, auto_approve=False), "Lan").status == 200
    assert town.desk().delete(f"/api/devices/{minh.device}").status == 204
    rows = town.desk().get("/api/teams").json["rows"]
    assert {row["waiting"] for row in rows} == {0}


def test_the_desk_sees_people_and_phones(town: Town) -> None:
    lan = town.lan()
    waiting(town, "Minh")
    lan.sync()
    (team,) = (row for row in town.desk().get("/api/teams").json["rows"] if row["id"] == TEAM)
    assert (team["members"], team["devices"], team["waiting"]) == (1, 1, 1)
    assert team["last_contact"].startswith("2026-11-24T02:00:00")
    told = town.desk().get(f"/api/teams/{TEAM}").json
    assert {phone["member"]["name"]: phone["state"] for phone in told["phones"]} == {
        "Lan": "approved", "Minh": "pending",
    }  # fmt: skip


def test_a_refused_phone_keeps_its_persons_name(town: Town) -> None:
    ha, lan = town.ha(), waiting(town)
    assert ha.web.post(decision(lan), {"decision": "refuse"}).status == 200
    phones = town.desk().get(f"/api/teams/{TEAM}").json["phones"]
    assert {phone["member"]["name"]: phone["state"] for phone in phones} == {
        "Hà": "approved", "Lan": "refused",
    }  # fmt: skip


def pin(phone: Phone) -> str:
    return f"/api/enrolments/{phone.device}/{phone.member}/pin"


def test_ha_takes_a_forgotten_pin_away(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    for asker in (ha.web, town.desk()):
        assert asker.post(pin(lan), {"team": TEAM}).status == 204
    lan.sync()
    (device,) = lan.of_kind("device")
    assert [who["pin_resets"] for who in device["f"]["enrolments"]] == [2]


def test_a_pin_is_taken_away_by_who_looks_after_the_team(town: Town) -> None:
    ha, lan, tam = town.ha(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    assert ha.web.post(pin(tam), {"team": OTHER_TEAM}).code == "not_found"
    assert ha.web.post(pin(lan), {"team": OTHER_TEAM}).code == "not_found"
    assert lan.web.post(pin(lan), {"team": TEAM}).code == "wrong_role"
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    assert ha.web.post(pin(lan), {"team": TEAM}).code == "not_found"


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_a_long_list_of_phones_takes_no_more_questions_than_a_short_one(
    town: Town, app: Flask
) -> None:
    desk, counts = town.desk(), []
    town.ha()
    for people in (["Lan"], ["Minh", "Mai", "Bình", "Tư"]):
        for name in people:
            town.phone(name)
        with statements(app) as asked:
            rows = desk.get("/api/enrolments?state=approved").json["rows"]
        counts.append(len(asked))
    assert {row["member"]["name"]: row["role"] for row in rows}["Hà"] == "lead"
    assert len(rows) == 6
    assert counts[0] == counts[1]
