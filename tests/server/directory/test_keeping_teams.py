"""POST and PATCH /api/teams, a team's move and its end."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.enrolment.use_cases.invite import InvitationOptions, create_invitation
from server.totals.use_cases.recounting import recount
from sync.kinds.member import row_id
from tests.phones import Phone, new_id
from tests.server.trail import trail
from tests.town import (
    CLUSTER,
    KHANH_CUONG,
    OTHER_TEAM,
    PASSWORD,
    PHO_CUONG,
    PROVINCE,
    TEAM,
    TRA_CAU,
    Town,
)
from tests.wires import Browser

NEW = {"name": "Tổ công nghệ số", "kind": "to_cong_dong", "label": "Tổ 3", "unit": KHANH_CUONG}
MOVE = {"unit": TRA_CAU, "from": "2026-11-20"}


@pytest.fixture
def commune(town: Town) -> Browser:
    """The coordinator of Khánh Cường."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    return town.desk("mai")


def people(desk: Browser, days: str, **where: str) -> int:
    """How many people were helped, of a unit or a team, on days "first..last"."""
    first, last = days.split("..")
    scope = "".join(f"&{name}={key}" for name, key in where.items())
    answer = desk.get(f"/api/tallies?from={first}&to={last}&boundaries=then{scope}")
    assert answer.status == 200, answer.body
    return int(answer.json["total"]["people"])


def assert_totals_are_true(app: Flask) -> None:
    with app.app_context():
        assert recount().differences == []


def test_son_sets_up_a_team(town: Town, app: Flask) -> None:
    desk = town.desk()
    answer = desk.post("/api/teams", {**NEW, "from": "2026-11-01"})
    assert answer.status == 201
    team = answer.json
    unit = {"id": KHANH_CUONG, "name": "Khánh Cường", "kind": "xa"}
    assert (team["name"], team["label"], team["unit"]) == ("Tổ công nghệ số", "Tổ 3", unit)
    assert team["standings"] == [{"unit": unit, "from": "2026-11-01", "to": None}]
    assert team["id"] in {row["id"] for row in desk.get("/api/teams").json["rows"]}
    assert trail(app, "team_created")[-1][0] == team["id"]
    lan = town.phone("Lan", team["id"])
    lan.sync()
    (row,) = lan.of_kind("team")
    assert (row["f"]["name"], row["f"]["unit_name"]) == ("Tổ công nghệ số", "Xã Khánh Cường")


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"unit": PROVINCE}, 404, "not_found"),
        ({"unit": PHO_CUONG}, 403, "wrong_role"),
        ({"from": "2026-11-25"}, 409, "day_too_late"),
        ({"from": "2025-06-30"}, 409, "closed_on_day"),
        ({"name": "Gọi 0905123456"}, 422, "label_refused"),
        ({"label": "x" * 61}, 422, "label_refused"),
        ({"kind": "khác"}, 422, "invalid_shape"),
        ({"unit": "x"}, 422, "invalid_shape"),
    ],
)
def test_teams_that_son_cannot_set_up(
    town: Town, given: dict[str, Any], status: int, code: str
) -> None:
    answer = town.desk().post("/api/teams", {**NEW, **given})
    assert (answer.status, answer.code) == (status, code)
    assert len(town.desk().get("/api/teams").json["rows"]) == 2


def test_a_corrected_name_reaches_the_phones(town: Town, app: Flask) -> None:
    lan = town.lan()
    lan.sync()
    given = {"name": "Đội hình Phổ Cường 1", "label": "", "kind": "khac"}
    answer = town.desk().patch(f"/api/teams/{TEAM}", given)
    assert answer.status == 200
    lan.sync()
    (row,) = lan.of_kind("team")
    assert {**row["f"], "unit_name": None} == {**given, "unit_name": None}
    (device,) = lan.of_kind("device")
    assert device["f"]["enrolments"][0]["team_name"] == "Đội hình Phổ Cường 1"
    (told,) = trail(app, "team_changed")
    assert told[1]["before"]["name"] == "Đội hình Phổ Cường"
    assert town.desk().patch(f"/api/teams/{TEAM}", given).status == 200
    assert len(trail(app, "team_changed")) == 1


def test_of_two_who_change_the_same_the_last_stands_and_both_are_told_of(
    town: Town, app: Flask, commune: Browser
) -> None:
    desk = town.desk()
    desk.patch(f"/api/teams/{TEAM}", {"name": "Đội của Sơn"})
    commune.patch(f"/api/teams/{TEAM}", {"name": "Đội của Mai"})
    assert desk.get(f"/api/teams/{TEAM}").json["name"] == "Đội của Mai"
    names = [
        (told["before"]["name"], told["after"]["name"]) for _, told in trail(app, "team_changed")
    ]
    assert names == [
        ("Đội hình Phổ Cường", "Đội của Sơn"), ("Đội của Sơn", "Đội của Mai"),
    ]  # fmt: skip


def test_only_coordinators_of_the_teams_unit_change_it(town: Town, commune: Browser) -> None:
    requests: list[tuple[str, Any]] = [
        ("", {"name": "Khác"}), ("/move", MOVE), ("/end", {"on": "2026-11-24"}),
    ]  # fmt: skip
    for path, body in requests:
        for who, team, code in [
            (commune, OTHER_TEAM, "not_found"),
            (town.ha().web, TEAM, "wrong_role"),
            (town.desk("quan"), TEAM, "wrong_role"),
        ]:
            ask = who.patch if path == "" else who.post
            assert ask(f"/api/teams/{team}{path}", body).code == code
    assert commune.post(f"/api/teams/{TEAM}/move", MOVE).code == "not_found"
    for browser in (town.ha().web, town.desk("quan")):
        assert browser.post("/api/teams", NEW).code == "wrong_role"


def day_of_help(phone: Phone, day: str, count: int) -> str:
    failed = {"people": count, "outcome": "KHONG", "reasons": ["MAY1", "SIM1"]}
    change = phone.session(day=day, people=count, **{"services.DD02": failed})
    (told,) = phone.sync(change)
    assert told["verdict"] == "applied"
    return str(change["record"])


def test_what_a_moved_team_did_before_stays_with_the_old_unit(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    day_of_help(lan, "2026-11-19", 3)
    voided = day_of_help(lan, "2026-11-20", 5)
    day_of_help(lan, "2026-11-24", 7)
    answer = desk.post(f"/api/teams/{TEAM}/move", MOVE)
    assert answer.status == 200
    assert [(each["from"], each["to"]) for each in answer.json["standings"]][1:] == [
        ("2025-07-01", "2026-11-19"), ("2026-11-20", None),
    ]  # fmt: skip
    month = "2026-11-01..2026-11-30"
    assert people(desk, month, unit=KHANH_CUONG) == 3
    assert people(desk, month, unit=TRA_CAU) == 12
    assert people(desk, month, unit=CLUSTER) == people(desk, month, team=TEAM) == 15
    assert_totals_are_true(app)
    # What changes afterwards is taken out where it counts by now.
    lan.sync(lan.edit(voided, {"status": "void"}, {"status": "live"}))
    assert people(desk, month, unit=TRA_CAU) == 7
    assert_totals_are_true(app)
    lan.sync()
    (row,) = lan.of_kind("team")
    assert row["f"]["unit_name"] == "Phường Trà Câu"
    (told,) = trail(app, "team_moved")
    assert told == (TEAM, {"before": KHANH_CUONG, "after": TRA_CAU, "from": "2026-11-20"})


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"from": "2025-06-30"}, 409, "day_too_early"),
        ({"from": "2026-11-25"}, 409, "day_too_late"),
        ({"unit": KHANH_CUONG}, 409, "already_there"),
        ({"unit": PROVINCE}, 404, "not_found"),
        ({"unit": PHO_CUONG}, 403, "wrong_role"),
    ],
)
def test_moves_that_are_refused(town: Town, given: dict[str, Any], status: int, code: str) -> None:
    desk = town.desk()
    before = desk.get(f"/api/teams/{TEAM}").json
    answer = desk.post(f"/api/teams/{TEAM}/move", {**MOVE, **given})
    assert (answer.status, answer.code) == (status, code)
    assert desk.get(f"/api/teams/{TEAM}").json == before


def test_a_move_into_a_unit_that_began_later_is_refused(town: Town) -> None:
    desk = town.desk()
    unit = {"code": "9", "name": "Xã", "kind": "xa", "parent": CLUSTER, "valid_from": "2026-11-22"}
    new = desk.post("/api/units", unit).json["id"]
    move = f"/api/teams/{TEAM}/move"
    assert desk.post(move, {"unit": new, "from": "2026-11-21"}).code == "closed_on_day"
    assert desk.post(move, {"unit": new, "from": "2026-11-22"}).status == 200
    assert desk.post(move, {"unit": TRA_CAU, "from": "2026-11-21"}).code == "day_too_early"
    assert desk.post(move, {"unit": TRA_CAU, "from": "2026-11-23"}).status == 200


def standings(answer: Any) -> list[tuple[str, str, str | None]]:
    assert answer.status == 200, answer.body
    return [(each["unit"]["id"], each["from"], each["to"]) for each in answer.json["standings"]]


def test_a_wrong_placing_is_put_right_on_the_same_day(town: Town, app: Flask) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(people=3))
    before = standings(desk.get(f"/api/teams/{TEAM}"))
    move = f"/api/teams/{TEAM}/move"
    wrong = desk.post(move, {"unit": TRA_CAU, "from": "2026-11-24"})
    assert standings(wrong)[-1] == (TRA_CAU, "2026-11-24", None)
    assert people(desk, "2026-11-24..2026-11-24", unit=TRA_CAU) == 3
    back = desk.post(move, {"unit": KHANH_CUONG, "from": "2026-11-24"})
    assert standings(back) == before
    assert people(desk, "2026-11-24..2026-11-24", unit=TRA_CAU) == 0
    assert people(desk, "2026-11-24..2026-11-24", unit=KHANH_CUONG) == 3
    assert_totals_are_true(app)


def test_a_team_set_up_in_the_wrong_place_takes_its_earlier_days_along(
    town: Town, app: Flask
) -> None:
    desk = town.desk()
    made = {"name": "Đội Mới", "kind": "khac", "unit": KHANH_CUONG}
    team = desk.post("/api/teams", made).json["id"]
    minh = town.phone("Minh", team)
    minh.sync(minh.session(people=4, day="2026-11-20"))
    answer = desk.post(f"/api/teams/{team}/move", {"unit": TRA_CAU, "from": "2026-11-24"})
    assert standings(answer) == [(TRA_CAU, "2026-11-24", None)]
    assert people(desk, "2026-11-20..2026-11-20", unit=TRA_CAU) == 4
    assert people(desk, "2026-11-20..2026-11-20", unit=KHANH_CUONG) == 0
    assert_totals_are_true(app)


def test_a_team_that_ends_takes_its_people_and_codes_along(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    code = town.invite()
    day_of_help(lan, "2026-11-24", 4)
    answer = desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-24"})
    assert answer.status == 200
    assert answer.json["standings"][-1]["to"] == "2026-11-24"
    assert {each["to"] for each in answer.json["members"]} == {"2026-11-24"}
    lan.sync()
    (device,) = lan.of_kind("device")
    assert [each["state"] for each in device["f"]["enrolments"]] == ["ended"]
    assert Phone(town.connect(), town.clock).join(code, "Mai").code == "invitation_revoked"
    assert trail(app, "team_ended") == [(TEAM, {"on": "2026-11-24", "members": 1})]
    for path, body in [("move", MOVE), ("end", {"on": "2026-11-24"}), ("members", {"name": "Mai"})]:
        assert desk.post(f"/api/teams/{TEAM}/{path}", body).code == "closed_on_day"


def test_the_last_days_of_an_ended_team_still_count(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    town.clock.move(days=-2)
    unsent = lan.session(day="2026-11-22", people=6)
    day_of_help(lan, "2026-11-22", 4)
    town.clock.move(days=2)
    day_of_help(lan, "2026-11-24", 2)
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-22"}).status == 200
    (told,) = lan.sync(unsent)
    assert (told["verdict"], told["code"]) == ("applied", None)
    late = lan.session(day="2026-11-24")
    assert lan.sync(late)[0]["code"] == "not_member"
    # A day that was counted before the end was entered is not lost to the unit.
    assert people(desk, "2026-11-01..2026-11-30", unit=KHANH_CUONG) == 12
    assert_totals_are_true(app)


def test_a_team_that_ended_takes_nobody_in(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-24"}).status == 200
    for wish in ({}, {"member": lan.member}, {"role": "lead", "hours": 24, "max_uses": 1}):
        assert desk.post(f"/api/teams/{TEAM}/invitations", wish).code == "closed_on_day"
    with app.app_context():
        # One that was being made while the team was ended.
        code = create_invitation(SYSTEM, TEAM, InvitationOptions())["code"]
    mai = Phone(town.connect(), town.clock)
    assert mai.web.post("/api/join/look", {"code": code}).code == "invitation_revoked"
    assert mai.join(code, "Mai").code == "invitation_revoked"
    assert {each["name"] for each in desk.get(f"/api/teams/{TEAM}").json["members"]} == {"Lan"}


def test_nobody_stays_in_a_team_beyond_its_last_day(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=5)
    desk = town.desk()
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-25"}).status == 200
    member = f"/api/teams/{TEAM}/members/{lan.member}"
    assert desk.patch(member, {"to": "2026-11-28"}).code == "closed_on_day"
    assert desk.patch(member, {"to": None}).code == "closed_on_day"
    assert desk.patch(member, {"to": "2026-11-24"}).status == 200
    assert desk.patch(member, {"to": "2026-11-25"}).status == 200


def test_nobody_is_moved_into_a_team_before_it_began(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=3)
    desk = town.desk()
    new = desk.post("/api/teams", {**NEW, "from": "2026-11-26"}).json["id"]
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert desk.post(path, {"team": new, "on": "2026-11-25"}).code == "closed_on_day"
    assert desk.post(path, {"team": new, "on": "2026-11-26"}).status == 200


def test_whom_a_lead_wrote_down_before_hearing_of_the_end_was_there_until_it(
    town: Town,
) -> None:
    ha, tu = town.ha(), new_id()
    town.clock.move(days=3)
    desk = town.desk()
    said = {"member": tu, "name": "Cô Tư", "affiliation": "DOAN", "from": "2026-11-24"}
    added = ha.change("create", row_id(tu, TEAM), kind="member", set=said)
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-25"}).status == 200
    assert ha.sync(added)[0]["code"] == "lead_only"
    (item,) = desk.get("/api/review").json["rows"]
    accept = {"decision": "accept"}
    assert desk.post(f"/api/review/{item['id']}/settlement", accept).status == 200
    rows = desk.get(f"/api/teams/{TEAM}").json["members"]
    (kept,) = [each for each in rows if each["name"] == "Cô Tư"]
    assert (kept["from"], kept["to"]) == ("2026-11-24", "2026-11-25")


def test_a_team_does_not_end_over_somebody_who_waits(town: Town) -> None:
    town.phone("Mai", auto_approve=False)
    end = f"/api/teams/{TEAM}/end"
    assert town.desk().post(end, {"on": "2026-11-24"}).code == "still_waiting"
    assert town.desk().post(end, {"on": "2025-06-30"}).code == "day_too_early"
    assert town.desk().post(end, {"on": "2026-11-25"}).code == "day_too_late"


def test_all_lists_of_a_unit_are_about_the_teams_in_its_care(town: Town) -> None:
    lan, minh, desk = town.lan(), town.minh(), town.desk()
    made = lan.session()
    lan.sync(made)
    minh.sync(minh.edit(made["record"], {"people": 9}, {"people": 1}))
    town.phone("Mai", auto_approve=False)
    assert desk.post(f"/api/teams/{TEAM}/move", MOVE).status == 200
    for unit, there in ((KHANH_CUONG, False), (TRA_CAU, True)):
        for what in ("review", "enrolments", "phones", "teams"):
            rows = desk.get(f"/api/{what}?unit={unit}").json["rows"]
            named = {row["id"] if what == "teams" else row["team"]["id"] for row in rows}
            assert (TEAM in named) == there, (what, unit)
