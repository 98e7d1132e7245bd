"""POST /api/units/changes: units merge, divide, get another name or another place from a day on."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.directory.use_cases.import_units import unit_id
from tests.server.directory.changing import (
    BEFORE,
    MERGE,
    MONTH,
    NEW,
    ON,
    SINCE,
    ask,
    assert_totals_are_true,
    done,
    everything,
    looked_at,
    people,
    refusals,
    units,
)
from tests.server.heritage.sites import make as make_site
from tests.server.papers.papers import add as add_paper
from tests.server.public_codes.codes import GATE
from tests.server.public_codes.codes import make as make_code
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

MERGED = unit_id("21999", ON)
NORTH = {"code": "21472", "name": "Khánh Cường Bắc", "kind": "xa", "parent": CLUSTER}
SOUTH = {"code": "21473", "name": "Khánh Cường Nam", "kind": "xa", "parent": CLUSTER}
SPLIT = {"kind": "split", "units": [KHANH_CUONG], "into": [NORTH, SOUTH], "on": ON}
RENAME = {
    "kind": "rename",
    "units": [KHANH_CUONG],
    "into": [{"code": "21472", "name": "Khánh Cường", "kind": "phuong", "parent": CLUSTER}],
    "on": ON,
}


def coordinator(town: Town, unit: str, login: str = "mai") -> str:
    with town.app.app_context():
        return create_account(login, login.title(), "coordinator", unit, PASSWORD)


def test_two_communes_become_one(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    tam = town.phone("Tâm", OTHER_TEAM)
    lan.sync(lan.session(day="2026-11-19", people=3), lan.session(day=ON, people=5))
    tam.sync(tam.session(day="2026-11-18", people=4), tam.session(day="2026-11-24", people=7))
    mai = coordinator(town, KHANH_CUONG)

    told = done(town.app, desk, MERGE)

    assert [(row["id"], row["valid_to"], row["successors"]) for row in told["ends"]] == [
        (KHANH_CUONG, "2026-11-19", [MERGED]), (TRA_CAU, "2026-11-19", [MERGED]),
    ]  # fmt: skip
    (begun,) = told["begins"]
    assert (begun["id"], begun["valid_from"], begun["is_new"]) == (MERGED, ON, True)
    found = units(desk)
    assert found[MERGED]["name"] == "Khánh Trà"
    assert found[KHANH_CUONG]["successors"] == [MERGED]
    assert {row["id"]: (row["after"]["id"], row["sessions"], row["people"]) for row in told["teams"]} == {
        TEAM: (MERGED, 1, 5), OTHER_TEAM: (MERGED, 1, 7),
    }  # fmt: skip
    assert [(row["id"], row["after"]["id"]) for row in told["accounts"]] == [(mai, MERGED)]

    for unit, was in ((KHANH_CUONG, 3), (TRA_CAU, 4)):
        assert people(desk, BEFORE, unit=unit) == was
        assert people(desk, SINCE, unit=unit) == 0
    assert people(desk, BEFORE, unit=MERGED) == 0
    assert people(desk, SINCE, unit=MERGED) == 12
    assert people(desk, MONTH, "now", unit=MERGED) == 19
    assert people(desk, MONTH, unit=CLUSTER) == people(desk, MONTH, "now", unit=CLUSTER) == 19
    assert_totals_are_true(app)


def test_each_thing_that_a_merger_does_stands_in_the_trail(town: Town, app: Flask) -> None:
    mai = coordinator(town, TRA_CAU)
    done(town.app, town.desk(), MERGE)
    assert {subject for subject, _ in trail(app, "unit_ended")} == {KHANH_CUONG, TRA_CAU}
    assert [subject for subject, _ in trail(app, "unit_created")] == [MERGED]
    moves = trail(app, "team_moved")
    assert {(team, told["before"], told["after"], told["from"]) for team, told in moves} == {
        (TEAM, KHANH_CUONG, MERGED, ON), (OTHER_TEAM, TRA_CAU, MERGED, ON),
    }  # fmt: skip
    ((account, told),) = trail(app, "account_changed")
    assert (account, told["before"]["unit"], told["after"]["unit"]) == (mai, TRA_CAU, MERGED)
    whole = {"kind": "merge", "on": ON, "units": [KHANH_CUONG, TRA_CAU], "into": [MERGED]}
    assert trail(app, "units_replaced") == [(MERGED, {**whole, "teams": 2, "accounts": 1})]


def test_a_merger_is_previewed_for_a_day_to_come_and_carried_out_on_it(town: Town) -> None:
    desk, new_year = town.desk(), "2027-01-01"
    for unit in (KHANH_CUONG, TRA_CAU):
        target = {"unit": unit, "measure": "people", "from": new_year, "to": "2027-12-31"}
        desk.put("/api/targets", {**target, "goal": 40})
    merger = {**MERGE, "on": new_year}
    before = everything(town.app)
    seen = looked_at(desk, merger)
    assert everything(town.app) == before
    merged = unit_id("21999", new_year)
    assert {row["name"]: row["after"]["id"] for row in seen["teams"]} == {
        "Đội hình Phổ Cường": merged, "Đội hình Phổ An": merged,
    }  # fmt: skip
    assert [(row["comes"], row["number"]) for row in seen["targets"]] == [("sum", 80)]
    assert ask(desk, merger).code == "day_too_late"
    town.clock.moment = town.clock.moment.replace(year=2027, month=1, day=1)
    assert done(town.app, town.desk(), merger)["targets"] == seen["targets"]


def test_a_merger_names_sites_codes_papers_and_activities(town: Town) -> None:
    desk = town.desk()
    make_site(desk)
    make_code(desk, unit=TRA_CAU)
    add_paper(desk, unit=TRA_CAU)
    fair = {"unit": KHANH_CUONG, "name": "Ngày hội số", "place": "Chợ Đức Phổ", "teams": [TEAM]}
    added = desk.post("/api/activities", {**fair, "from": "2026-11-23", "to": "2026-11-24"})
    assert added.status == 201, added.body
    told = looked_at(desk, MERGE)
    assert [(row["what"], row["name"], row["before"]["id"]) for row in told["belongings"]] == [
        ("site", "Bệnh xá Đặng Thùy Trâm", KHANH_CUONG),
        ("code", GATE["purpose"], TRA_CAU),
        ("paper", "Kế hoạch ra quân", TRA_CAU),
        ("activity", "Ngày hội số", KHANH_CUONG),
    ]
    assert {row["after"]["id"] for row in told["belongings"]} == {MERGED}
    assert told["belongings_in_all"] == 4


def test_what_has_merged_does_not_merge_again(town: Town) -> None:
    desk = town.desk()
    done(town.app, desk, MERGE)
    before = everything(town.app)
    again = ask(desk, MERGE)
    assert (again.status, again.code) == (409, "already_replaced")
    names = {("already_replaced", "Xã Khánh Cường"), ("already_replaced", "Phường Trà Câu")}
    assert refusals(again.json["details"]) == names | {("code_taken", "Xã Khánh Trà")}
    assert refusals(looked_at(desk, MERGE)) == names | {("code_taken", "Xã Khánh Trà")}
    end = desk.post(f"/api/units/{KHANH_CUONG}/end", {"on": "2026-12-31"})
    assert end.code == "already_replaced"
    assert everything(town.app) == before


def test_a_commune_goes_into_its_neighbour(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    lan.sync(lan.session(day="2026-11-24", people=5))
    told = done(town.app, desk, {**MERGE, "units": [KHANH_CUONG], "into": [{"id": TRA_CAU}]})
    assert [(row["id"], row["is_new"]) for row in told["begins"]] == [(TRA_CAU, False)]
    assert people(desk, MONTH, unit=TRA_CAU) == 5
    assert units(desk)[TRA_CAU]["valid_from"] == "2025-07-01"
    assert_totals_are_true(app)


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"on": "2027-11-26"}, 409, "day_too_late"),
        ({"on": "2025-07-01"}, 409, "day_too_early"),
        ({"units": [KHANH_CUONG, CLUSTER]}, 403, "wrong_role"),
        ({"units": [KHANH_CUONG, PROVINCE]}, 404, "not_found"),
        ({"units": [KHANH_CUONG, PHO_CUONG]}, 403, "wrong_role"),
        ({"units": [KHANH_CUONG]}, 422, "invalid_shape"),
        ({"units": []}, 422, "invalid_shape"),
        ({"kind": "split"}, 422, "invalid_shape"),
        ({"kind": "rename"}, 422, "invalid_shape"),
        ({"into": [{"id": KHANH_CUONG}]}, 422, "invalid_shape"),
        ({"into": [{"id": CLUSTER}]}, 403, "wrong_role"),
        ({"into": [NORTH, NEW]}, 422, "invalid_shape"),
        ({"into": [{**NEW, "id": TRA_CAU}]}, 422, "invalid_shape"),
        ({"into": [{**NEW, "code": "21439"}]}, 409, "code_taken"),
        ({"into": [{**NEW, "name": "Gọi 0905 123 456"}]}, 422, "label_refused"),
        ({"into": [{**NEW, "kind": "cum"}]}, 422, "invalid_shape"),
        ({"into": [{**NEW, "parent": PROVINCE}]}, 404, "not_found"),
        ({"into": [{**NEW, "kind": "thon", "parent": TRA_CAU}]}, 409, "closed_on_day"),
        ({"goes": [{"team": TEAM, "into": 1}]}, 422, "invalid_shape"),
        ({"goes": [{"into": 0}]}, 422, "invalid_shape"),
    ],
)
def test_mergers_that_are_refused(
    town: Town, given: dict[str, Any], status: int, code: str
) -> None:
    desk = town.desk()
    before = everything(town.app)
    answer = ask(desk, {**MERGE, **given})
    assert (answer.status, answer.code) == (status, code)
    assert everything(town.app) == before
    dry = ask(desk, {**MERGE, **given}, dry=True)
    named = status == 409 and code != "day_too_late"
    assert dry.status == (200 if named else status)
    if named:
        assert code in {each["code"] for each in dry.json["refusals"]}


def test_a_coordinator_merges_only_what_lies_below(town: Town) -> None:
    coordinator(town, KHANH_CUONG)
    mai = town.desk("mai")
    for dry in (True, False):
        assert ask(mai, MERGE, dry=dry).code == "wrong_role"
        assert ask(mai, {**MERGE, "units": [TRA_CAU, KHANH_CUONG]}, dry=dry).code == "not_found"
        for phone in (town.lan(), town.ha()):
            assert ask(phone.web, MERGE, dry=dry).code == "wrong_role"
    assert done(town.app, town.desk("quan"), MERGE)["together"]["teams"] == 2


def test_of_a_divided_commune_each_team_is_asked_about(town: Town, app: Flask) -> None:
    lan, minh, desk = town.lan(), town.minh(), town.desk()
    lan.sync(lan.session(day="2026-11-19", people=3), lan.session(day=ON, people=5))
    made = {"name": "Tổ Nam", "kind": "khac", "unit": KHANH_CUONG, "from": "2026-11-01"}
    other = desk.post("/api/teams", made).json["id"]
    mai = coordinator(town, KHANH_CUONG)

    told = looked_at(desk, SPLIT)
    assert refusals(told) == {
        ("still_undecided", "Tổ Nam"), ("still_undecided", "Đội hình Phổ Cường"),
    }  # fmt: skip
    assert {row["id"]: row["after"] for row in told["teams"]} == {TEAM: None, other: None}
    assert ask(desk, SPLIT).code == "still_undecided"

    goes = [{"team": TEAM, "into": 0}, {"team": other, "into": 1}]
    told = done(town.app, desk, {**SPLIT, "goes": goes})
    north, south = (row["id"] for row in told["begins"])
    assert {row["id"]: row["after"]["id"] for row in told["teams"]} == {TEAM: north, other: south}
    assert [(row["id"], row["after"]) for row in told["accounts"]] == [(mai, None)]
    assert people(desk, SINCE, unit=north) == 5
    assert people(desk, MONTH, unit=KHANH_CUONG) == 3
    assert set(units(desk)[KHANH_CUONG]["successors"]) == {north, south}
    assert_totals_are_true(app)
    minh.sync(minh.session(day=ON, people=2))
    assert people(desk, SINCE, unit=north) == 7


def test_a_commune_becomes_a_ward_under_its_code(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    lan.sync(lan.session(day="2026-11-19", people=3), lan.session(day=ON, people=5))
    desk.put(f"/api/units/{KHANH_CUONG}/weight", {"weight": 70})
    (begun,) = done(town.app, desk, RENAME)["begins"]
    assert (begun["code"], begun["kind"]) == ("21472", "phuong")
    assert begun["id"] == unit_id("21472", ON)
    assert people(desk, MONTH, unit=begun["id"]) == 5
    assert people(desk, MONTH, "now", unit=begun["id"]) == 8
    weights = desk.get(f"/api/units/{CLUSTER}/weights").json["rows"]
    assert {row["name"]: row["weight"] for row in weights}["Khánh Cường"] == 70
    assert_totals_are_true(app)


def test_a_commune_moves_to_another_cluster(town: Town, app: Flask) -> None:
    lan, quan = town.lan(), town.desk("quan")
    lan.sync(lan.session(day="2026-11-19", people=3), lan.session(day=ON, people=5))
    cluster = {"code": "CUM-2", "name": "Cụm 2", "kind": "cum", "parent": PROVINCE}
    other = quan.post("/api/units", {**cluster, "valid_from": "2026-01-01"}).json["id"]
    into = [{"code": "21472", "name": "Khánh Cường", "kind": "xa", "parent": other}]
    move = {"kind": "move", "units": [KHANH_CUONG], "into": into, "on": ON}
    assert ask(town.desk(), move).code == "not_found"
    assert ask(quan, {**move, "kind": "rename"}).code == "invalid_shape"
    done(town.app, quan, move)
    assert people(quan, MONTH, unit=CLUSTER) == 3
    assert people(quan, MONTH, unit=other) == 5
    assert people(quan, MONTH, "now", unit=other) == 8
    assert_totals_are_true(app)
