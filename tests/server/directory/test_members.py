"""The people of a team over HTTP: adding, renaming, and what is kept of their time in it."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.directory.use_cases.erasing_members import erase_member
from sync.kinds.member import ERASED_NAME
from tests.phones import Phone, new_id
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Browser

MEMBERS = f"/api/teams/{TEAM}/members"
TODAY, YESTERDAY = "2026-11-24", "2026-11-23"


@pytest.fixture
def ha(town: Town) -> Phone:
    """The lead."""
    return town.ha()


def times(desk: Browser, team: str = TEAM) -> list[tuple[str, str, str, str | None]]:
    """(name, role, from, to) of every membership of a team."""
    rows = desk.get(f"/api/teams/{team}").json["members"]
    return [(row["name"], row["role"], row["from"], row["to"]) for row in rows]


def row_of(phone: Phone, name: str) -> dict[str, Any] | None:
    """The row of a member as a phone has it."""
    phone.sync()
    found = [row["f"] for row in phone.of_kind("member") if row["f"]["name"] == name]
    return found[0] if found else None


@pytest.mark.parametrize("asker", ["coordinator", "lead"])
def test_who_looks_after_a_team_adds_people_to_it(
    town: Town, app: Flask, ha: Phone, asker: str
) -> None:
    browser = town.desk() if asker == "coordinator" else ha.web
    given = {"name": " Cô  Tư ", "affiliation": "CONGAN", "role": "volunteer", "from": "2026-11-01"}
    answer = browser.post(MEMBERS, given)
    assert answer.status == 201
    shown = answer.json
    assert shown == {
        "id": shown["id"], "name": "Cô Tư", "role": "volunteer", "affiliation": "CONGAN",
        "from": "2026-11-01", "to": None, "waiting": False,
    }  # fmt: skip
    assert row_of(ha, "Cô Tư") == {
        "member": shown["id"], "name": "Cô Tư", "role": "volunteer", "affiliation": "CONGAN",
        "from": "2026-11-01", "to": None, "by_code": False,
    }  # fmt: skip
    (told,) = trail(app, "member_added")
    assert told == (
        shown["id"], {"team": TEAM, "affiliation": "CONGAN", "from": "2026-11-01"},
    )  # fmt: skip


def test_people_and_teams_are_listed_as_the_alphabet_has_them(town: Town, ha: Phone) -> None:
    desk = town.desk()
    for name in ("Võ Thị My", "Đỗ Công Hải", "Bùi Đức Sang", "Ánh"):
        desk.post(MEMBERS, {"name": name})
    assert [name for name, *_ in times(desk)] == [
        "Ánh", "Bùi Đức Sang", "Đỗ Công Hải", "Hà", "Võ Thị My",
    ]  # fmt: skip
    for name in ("Tổ công nghệ số", "Đội hình tình nguyện"):
        new = {"name": name, "kind": "khac", "unit": KHANH_CUONG, "from": TODAY}
        assert desk.post("/api/teams", new).status == 201
    names = [row["name"] for row in desk.get("/api/teams").json["rows"]]
    assert names.index("Đội hình tình nguyện") < names.index("Tổ công nghệ số")


def test_who_was_added_comes_along_at_once(town: Town, ha: Phone) -> None:
    tu = ha.web.post(MEMBERS, {"name": "Cô Tư"}).json
    (told,) = ha.sync(ha.session(companions=[tu["id"]]))
    assert told["verdict"] == "applied"


def test_the_same_person_handed_in_again_is_one_person(town: Town, app: Flask, ha: Phone) -> None:
    desk, given = town.desk(), {"id": new_id(), "name": "Cô Tư", "from": "2026-11-01"}
    first = desk.post(MEMBERS, given)
    assert (first.status, first.json["id"]) == (201, given["id"])
    again = desk.post(MEMBERS, {**given, "name": "CÔ  TƯ"})
    assert (again.status, again.json) == (201, first.json)
    assert ha.web.post(MEMBERS, given).json == first.json
    assert [name for name, *_ in times(desk)] == ["Cô Tư", "Hà"]
    assert len(trail(app, "member_added")) == 1


def test_an_id_is_one_persons_in_one_team(town: Town, ha: Phone) -> None:
    desk, given = town.desk(), {"id": new_id(), "name": "Cô Tư"}
    assert desk.post(MEMBERS, given).status == 201
    assert desk.post(MEMBERS, {**given, "name": "Cô Năm"}).code == "member_exists"
    other = f"/api/teams/{OTHER_TEAM}/members"
    assert desk.post(other, given).code == "member_exists"
    assert ha.web.post(MEMBERS, {**given, "id": ha.member}).code == "member_exists"
    assert desk.post(MEMBERS, {**given, "id": "một"}).code == "invalid_shape"
    assert desk.post(MEMBERS, {"name": "Cô Tư"}).status == 201
    assert [name for name, *_ in times(desk)] == ["Cô Tư", "Cô Tư", "Hà"]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"name": "Tư 0905123456"}, 422, "name_refused"),
        ({"name": "12"}, 422, "name_refused"),
        ({"affiliation": "QUANDOI"}, 422, "invalid_shape"),
        ({"role": "lead"}, 422, "invalid_shape"),
        ({"from": "2026-11-25"}, 409, "day_too_late"),
        ({"from": "2014-12-31"}, 422, "invalid_shape"),
    ],
)
def test_people_that_cannot_be_added(
    town: Town, ha: Phone, given: dict[str, Any], status: int, code: str
) -> None:
    answer = ha.web.post(MEMBERS, {"name": "Cô Tư", **given})
    assert (answer.status, answer.code) == (status, code)
    assert [name for name, *_ in times(town.desk())] == ["Hà"]


def test_a_new_name_reaches_every_phone(town: Town, app: Flask, ha: Phone) -> None:
    lan = town.lan()
    answer = ha.web.patch(f"/api/members/{lan.member}", {"name": "Lan Anh"})
    assert (answer.status, answer.json) == (200, {"id": lan.member, "name": "Lan Anh"})
    assert row_of(ha, "Lan Anh") is not None
    lan.sync()
    (device,) = lan.of_kind("device")
    assert device["f"]["enrolments"][0]["member_name"] == "Lan Anh"
    told = {"before": "Lan", "after": "Lan Anh", "team": TEAM}
    assert trail(app, "member_renamed") == [(lan.member, told)]


def test_a_lead_changes_nothing_of_another_lead(town: Town, ha: Phone) -> None:
    other = town.phone("Bình", role="lead")
    assert ha.web.patch(f"/api/members/{other.member}", {"name": "Bính"}).code == "wrong_role"
    for given in ({"affiliation": "DN"}, {"role": "volunteer"}, {"to": TODAY}):
        assert ha.web.patch(f"{MEMBERS}/{other.member}", given).code == "wrong_role"
        assert ha.web.patch(f"{MEMBERS}/{ha.member}", given).code == "wrong_role"


def test_only_a_coordinator_appoints_leads(town: Town, app: Flask, ha: Phone) -> None:
    lan = town.lan()
    assert ha.web.patch(f"{MEMBERS}/{lan.member}", {"role": "lead"}).code == "wrong_role"
    town.clock.move(days=1)
    answer = town.desk().patch(f"{MEMBERS}/{lan.member}", {"role": "lead"})
    assert (answer.json["role"], answer.json["from"]) == ("lead", "2026-11-25")
    assert [each for each in times(town.desk()) if each[0] == "Lan"] == [
        ("Lan", "volunteer", TODAY, TODAY), ("Lan", "lead", "2026-11-25", None),
    ]  # fmt: skip
    lan.sync()
    (device,) = lan.of_kind("device")
    assert device["f"]["enrolments"][0]["role"] == "lead"
    assert lan.web.get(f"/api/teams/{TEAM}").status == 200
    (told,) = trail(app, "membership_changed")
    assert (told[1]["before"]["role"], told[1]["after"]["role"]) == ("volunteer", "lead")
    back = town.desk().patch(f"{MEMBERS}/{lan.member}", {"role": "volunteer"})
    assert back.status == 200
    assert lan.web.get(f"/api/teams/{TEAM}").code == "wrong_role"


def test_nobody_changes_the_own_role(town: Town) -> None:
    lan = town.lan()
    signed_in = lan.web.post("/api/session", {"login": "son", "password": PASSWORD})
    assert signed_in.status == 200
    assert lan.web.patch(f"{MEMBERS}/{lan.member}", {"role": "lead"}).code == "wrong_role"
    assert times(town.desk()) == [("Lan", "volunteer", TODAY, None)]


def test_who_leaves_hears_so_and_records_no_more(town: Town, app: Flask, ha: Phone) -> None:
    lan = town.lan()
    town.clock.move(days=2)
    before = lan.session(day=TODAY)
    answer = ha.web.patch(f"{MEMBERS}/{lan.member}", {"to": TODAY})
    assert answer.json["to"] == TODAY
    told = lan.sync(before, lan.session(day="2026-11-26"))
    assert [(each["verdict"], each["code"]) for each in told] == [
        ("applied", None), ("review", "not_member"),
    ]  # fmt: skip
    (device,) = lan.of_kind("device")
    assert device["f"]["enrolments"][0]["state"] == "ended"
    assert lan.last["channels"] == ["catalogue", f"device:{lan.device}"]
    found = row_of(ha, "Lan")
    assert found is not None
    assert found["to"] == TODAY
    again = ha.web.patch(f"{MEMBERS}/{lan.member}", {"to": None})
    assert again.json["to"] is None
    lan.sync()
    assert f"team:{TEAM}" in lan.last["channels"]
    assert len(trail(app, "membership_changed")) == 2


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"to": YESTERDAY}, 409, "day_too_early"),
        ({"to": "2026-11-25"}, 409, "day_too_late"),
        ({"from": "2026-11-25"}, 409, "day_too_late"),
        ({"affiliation": "QUANDOI"}, 422, "invalid_shape"),
        ({"affiliation": None}, 422, "invalid_shape"),
        ({"role": "king"}, 422, "invalid_shape"),
    ],
)
def test_times_that_cannot_be_kept(
    town: Town, given: dict[str, Any], status: int, code: str
) -> None:
    lan, desk = town.lan(), town.desk()
    before = desk.get(f"/api/teams/{TEAM}").json
    answer = desk.patch(f"{MEMBERS}/{lan.member}", given)
    assert (answer.status, answer.code) == (status, code)
    assert desk.get(f"/api/teams/{TEAM}").json == before


def test_one_time_in_a_team_does_not_begin_inside_another(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=3)
    desk = town.desk()
    desk.patch(f"{MEMBERS}/{lan.member}", {"role": "lead"})
    early = desk.patch(f"{MEMBERS}/{lan.member}", {"from": "2026-11-25"})
    assert early.code == "day_too_early"


def test_an_earlier_beginning_lets_older_days_in(town: Town, ha: Phone) -> None:
    tu = ha.web.post(MEMBERS, {"name": "Cô Tư"}).json["id"]
    old = "2026-09-01"
    assert ha.sync(ha.session(day=TODAY, companions=[tu]))[0]["verdict"] == "applied"
    for member in (tu, ha.member):
        assert town.desk().patch(f"{MEMBERS}/{member}", {"from": old}).json["from"] == old
    (told,) = ha.sync(ha.session(day=old, companions=[tu]))
    assert told["verdict"] == "applied"


def test_who_waits_is_approved_first(town: Town) -> None:
    mai = town.phone("Mai", auto_approve=False)
    desk = town.desk()
    assert desk.patch(f"{MEMBERS}/{mai.member}", {"affiliation": "DN"}).code == "still_waiting"
    move = {"team": OTHER_TEAM, "on": TODAY}
    assert desk.post(f"{MEMBERS}/{mai.member}/move", move).code == "still_waiting"


def test_people_elsewhere_do_not_exist(town: Town, ha: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    for asker in (ha.web, town.desk("mai")):
        there = f"/api/teams/{OTHER_TEAM}/members"
        assert asker.post(there, {"name": "Mai"}).code == "not_found"
        assert asker.patch(f"{there}/{tam.member}", {"affiliation": "DN"}).code == "not_found"
        assert asker.patch(f"/api/members/{tam.member}", {"name": "Khác"}).code == "not_found"
        assert asker.patch(f"{MEMBERS}/{tam.member}", {"affiliation": "DN"}).code == "not_found"
        assert asker.patch(f"/api/members/{new_id()}", {"name": "Khác"}).code == "not_found"


@pytest.mark.parametrize("who", ["volunteer", "administrator"])
def test_others_keep_no_people(town: Town, who: str) -> None:
    lan = town.lan()
    asker = lan.web if who == "volunteer" else town.desk("quan")
    assert asker.post(MEMBERS, {"name": "Mai"}).code == "wrong_role"
    assert asker.patch(f"{MEMBERS}/{lan.member}", {"affiliation": "DN"}).code == "wrong_role"
    assert asker.patch(f"/api/members/{lan.member}", {"name": "Khác"}).code == "wrong_role"
    move = {"team": OTHER_TEAM, "on": TODAY}
    assert asker.post(f"{MEMBERS}/{lan.member}/move", move).code == "wrong_role"


@pytest.mark.parametrize("asker", ["coordinator", "lead"])
def test_who_had_their_name_erased_gets_no_other(town: Town, ha: Phone, asker: str) -> None:
    lan = town.lan()
    browser = town.desk() if asker == "coordinator" else ha.web
    path = f"/api/members/{lan.member}"
    # Nor is anybody named as if it were erased, which nobody could take back.
    assert browser.patch(path, {"name": f" {ERASED_NAME}"}).code == "name_refused"
    with town.app.app_context():
        erase_member(lan.member, "Theo ý bạn ấy")
    answer = browser.patch(path, {"name": "Lan"})
    assert (answer.status, answer.code) == (404, "not_found")
    assert (ERASED_NAME, "volunteer", TODAY, None) in times(town.desk())
