"""What goes along when units give way to others: what stands below, teams that came and went,
phones, codes, records that are still on phones, targets, closed months."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.directory.use_cases.import_units import unit_id
from tests.phones import Phone
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
    looked_at,
    people,
    refusals,
    units,
)
from tests.server.directory.test_changing_units import coordinator
from tests.server.moved_units import desks_of
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, PROVINCE, TEAM, TRA_CAU, Town
from tests.wires import Browser

MERGED = unit_id("21999", ON)
NORTH = {"code": "21474", "name": "Bắc", "kind": "xa", "parent": CLUSTER}
SPLIT = {"kind": "split", "units": [KHANH_CUONG], "into": [NORTH, NEW], "on": ON}


def village(desk: Browser, name: str, first: str = "2026-01-01", parent: str = KHANH_CUONG) -> str:
    unit = {"code": name.upper(), "name": name, "kind": "thon", "parent": parent}
    answer = desk.post("/api/units", {**unit, "valid_from": first})
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def team_of(desk: Browser, unit: str, first: str = "2026-11-01") -> str:
    made = {"name": f"Tổ {first}", "kind": "to_cong_dong", "unit": unit, "from": first}
    answer = desk.post("/api/teams", made)
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def standings(desk: Browser, team: str) -> list[tuple[str, str, str | None]]:
    rows = desk.get(f"/api/teams/{team}").json["standings"]
    return [(row["unit"]["id"], row["from"], row["to"]) for row in rows]


def test_villages_go_along_under_their_names(town: Town, app: Flask) -> None:
    desk = town.desk()
    old = village(desk, "thon1")
    team = team_of(desk, old)
    tam = town.phone("Tâm", team)
    tam.sync(tam.session(day="2026-11-19", people=3), tam.session(day=ON, people=5))
    with app.app_context():
        head = create_account("truong", "Trưởng", "coordinator", old, PASSWORD)

    told = done(app, desk, MERGE)

    new = unit_id("THON1", ON)
    assert {row["id"]: row["parent"] for row in told["begins"]} == {MERGED: CLUSTER, new: MERGED}
    assert units(desk)[old]["successors"] == [new]
    assert units(desk)[new]["name"] == "thon1"
    assert [(row["id"], row["after"]["id"]) for row in told["accounts"]] == [(head, new)]
    assert standings(desk, team) == [(old, "2026-11-01", "2026-11-19"), (new, ON, None)]
    assert people(desk, MONTH, unit=old) == people(desk, MONTH, unit=KHANH_CUONG) == 3
    assert people(desk, MONTH, unit=new) == people(desk, MONTH, unit=MERGED) == 5
    assert people(desk, MONTH, "now", unit=new) == 8
    assert_totals_are_true(app)


def test_of_a_divided_commune_each_village_is_asked_about(town: Town, app: Flask) -> None:
    desk = town.desk()
    old = village(desk, "thon1")
    team = team_of(desk, old)
    goes = [{"team": TEAM, "into": 1}]
    told = looked_at(desk, {**SPLIT, "goes": goes})
    assert refusals(told) == {("still_undecided", "Thôn thon1")}
    assert {row["id"]: row["after"] for row in told["teams"]}[team] is None
    told = done(app, desk, {**SPLIT, "goes": [*goes, {"unit": old, "into": 0}]})
    new = unit_id("THON1", ON)
    assert units(desk)[new]["parent"] == unit_id("21474", ON)
    assert {row["id"]: row["after"]["id"] for row in told["teams"]} == {TEAM: MERGED, team: new}


def test_a_village_that_began_since_stands_in_the_way_by_its_name(town: Town) -> None:
    desk = town.desk()
    village(desk, "thon1", "2026-11-22")
    assert refusals(looked_at(desk, MERGE)) == {("day_too_early", "Thôn thon1")}


def test_teams_that_came_went_and_ended_since_count_where_they_stood(
    town: Town, app: Flask
) -> None:
    desk, lan = town.desk(), town.lan()
    for day, count in (("2026-11-19", 1), ("2026-11-20", 2), ("2026-11-22", 4), ("2026-11-23", 8)):
        lan.sync(lan.session(day=day, people=count))
    # From Khánh Cường to Trà Câu on the 22nd, and out of both on the 23rd.
    third = desk.post("/api/units", {**NORTH, "valid_from": "2026-01-01"}).json["id"]
    for unit, day in ((TRA_CAU, "2026-11-22"), (third, "2026-11-23")):
        move = {"unit": unit, "from": day}
        assert desk.post(f"/api/teams/{TEAM}/move", move).status == 200
    ended, later = team_of(desk, TRA_CAU), team_of(desk, TRA_CAU, "2026-11-21")
    assert desk.post(f"/api/teams/{ended}/end", {"on": "2026-11-21"}).status == 200

    told = done(app, desk, MERGE)

    assert {row["id"] for row in told["teams"]} == {TEAM, OTHER_TEAM, ended, later}
    assert standings(desk, TEAM)[1:] == [
        (KHANH_CUONG, "2025-07-01", "2026-11-19"),
        (MERGED, "2026-11-20", "2026-11-22"),
        (third, "2026-11-23", None),
    ]
    assert standings(desk, ended) == [
        (TRA_CAU, "2026-11-01", "2026-11-19"), (MERGED, ON, "2026-11-21"),
    ]  # fmt: skip
    assert standings(desk, later) == [(MERGED, "2026-11-21", None)]
    assert people(desk, MONTH, unit=MERGED) == 6
    assert people(desk, MONTH, unit=KHANH_CUONG) == 1
    assert people(desk, MONTH, unit=third) == 8
    assert_totals_are_true(app)


def test_phones_codes_and_whoever_waits_go_with_their_team(town: Town, app: Flask) -> None:
    lan, minh, desk = town.lan(), town.minh(), town.desk()
    town.phone("Mai", auto_approve=False)
    code = town.invite(hours=72)
    minh.sync()
    minh.ask([], pending=4)

    told = done(app, desk, MERGE)

    (row,) = [each for each in told["teams"] if each["id"] == TEAM]
    facts = ("members", "phones", "waiting", "codes", "unsent")
    assert [row[name] for name in facts] == [2, 2, 1, 4, 4]
    together = {"teams": 2, "members": 2, "phones": 2, "waiting": 1, "codes": 4, "unsent": 4}
    assert {name: told["together"][name] for name in together} == together
    lan.sync()
    (at_phone,) = lan.of_kind("team")
    assert at_phone["f"]["unit_name"] == "Xã Khánh Trà"
    (device,) = lan.of_kind("device")
    assert [(each["team"], each["state"]) for each in device["f"]["enrolments"]] == [
        (TEAM, "approved")
    ]
    assert Phone(town.connect(), town.clock).join(code, "Nga").status == 200
    (waiting,) = desk.get(f"/api/enrolments?unit={MERGED}&state=pending").json["rows"]
    assert waiting["member"]["name"] == "Mai"


@pytest.mark.parametrize("how", ["move", "divide"])
def test_no_code_of_the_former_cluster_lets_in_where_its_teams_went(town: Town, how: str) -> None:
    """Of a commune that moved, and of a cluster that was divided, with none of whose parts its coordinator
    goes along; the commune's own coordinator goes along, and so does a lead's code."""
    desks = desks_of(town)
    coordinator(town, KHANH_CUONG, "mai")
    path, lead = f"/api/teams/{TEAM}/invitations", {"role": "lead", "hours": 24, "max_uses": 1}
    makers = {"former": desks.former, "own": town.desk("mai"), "lead": town.ha().web}
    wishes = {"former": lead, "own": lead, "lead": {"auto_approve": True}}
    made = {}
    for who, web in makers.items():
        answer = web.post(path, wishes[who])
        assert answer.status == 201, answer.body
        made[who] = answer.json["code"]
    if how == "move":
        desks.move("2026-11-20")
    else:
        parts = [
            {"code": f"CUM-{part}", "name": f"Cụm {part}", "kind": "cum", "parent": PROVINCE}
            for part in "AB"
        ]
        split = {"kind": "split", "units": [CLUSTER], "into": parts, "on": "2026-11-20"}
        asked = ask(desks.above, {**split, "goes": []}, dry=True).json["refusals"]
        goes = [{row["what"]: row["id"], "into": 1} for row in asked]
        answer = ask(desks.above, {**split, "goes": goes})
        assert answer.status == 200, answer.body
    told = {}
    for who, code in made.items():
        answer = Phone(town.connect(), town.clock).join(code, f"Người {who}")
        told[who] = answer.code or answer.status
    assert told["former"] == "invitation_revoked"
    assert told["own"] == told["lead"] == 200


@pytest.mark.parametrize("how", ["move", "divide"])
def test_a_team_that_had_ended_is_looked_after_by_what_took_its_units_place(
    town: Town, how: str
) -> None:
    """By one alone; of a unit that was divided by those above all parts."""
    desks = desks_of(town)
    end = desks.former.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-15"})
    assert end.status == 200, end.body
    if how == "move":
        desks.move("2026-11-20")
    else:
        desks.divide("2026-11-20")
    told = [
        web.get(f"/api/teams/{TEAM}").status for web in (desks.former, desks.present, desks.above)
    ]
    assert told == ([404, 200, 200] if how == "move" else [404, 404, 200])


def test_what_phones_still_hold_counts_once_each_day_where_it_belongs(
    town: Town, app: Flask
) -> None:
    lan, desk = town.lan(), town.desk()
    lan.sync(lan.session(day="2026-11-19", people=1))
    unsent = [lan.session(day=day, people=3) for day in ("2026-11-18", "2026-11-19", ON)]
    before, since = people(desk, BEFORE), people(desk, SINCE)
    done(app, desk, MERGE)
    assert {each["verdict"] for each in lan.sync(*unsent)} == {"applied"}
    # The answer was lost on the way, and the phone sends the same again.
    assert {each["verdict"] for each in lan.sync(*unsent)} == {"applied"}
    lan.sync(lan.session(people=5))
    assert people(desk, BEFORE, unit=KHANH_CUONG) == 7 == people(desk, BEFORE) - before + 1
    assert people(desk, SINCE, unit=KHANH_CUONG) == 0
    assert people(desk, BEFORE, unit=MERGED) == 0
    assert people(desk, SINCE, unit=MERGED) == 8 == people(desk, SINCE) - since
    assert people(desk, MONTH, "now", unit=MERGED) == people(desk, MONTH, unit=CLUSTER) == 15
    assert people(desk, MONTH, team=TEAM) == 15
    assert_totals_are_true(app)
    # Taken back where it counts, on both sides of the day.
    for change in unsent:
        lan.sync(lan.edit(change["record"], {"status": "void"}, {"status": "live"}))
    assert people(desk, MONTH, unit=KHANH_CUONG) == 1
    assert people(desk, MONTH, unit=MERGED) == 5
    assert_totals_are_true(app)


def set_target(desk: Browser, unit: str, **said: Any) -> None:
    days = {"from": "2026-11-01", "to": "2026-12-31"}
    answer = desk.put("/api/targets", {"measure": "people", **days, "unit": unit, **said})
    assert answer.status == 200, answer.body


def test_targets_come_over_and_the_dry_run_adds_them_up(town: Town, app: Flask) -> None:
    desk = town.desk()
    set_target(desk, KHANH_CUONG, goal=400)
    set_target(desk, TRA_CAU, goal=600)
    for unit, share in ((KHANH_CUONG, 500), (TRA_CAU, 700)):
        code = {"measure": "indicator", "of": "TL_DVC", "share": share}
        set_target(desk, unit, **code)
    over = {"from": "2026-10-01", "to": "2026-10-31", "goal": 50}
    set_target(desk, TRA_CAU, **over)

    told = {row["measure"]: row for row in done(app, desk, MERGE)["targets"]}

    assert set(told) == {"people", "indicator"}
    sums = told["people"]
    assert [(part["unit"]["name"], part["number"]) for part in sums["parts"]] == [
        ("Khánh Cường", 400), ("Trà Câu", 600),
    ]  # fmt: skip
    assert (sums["unit"]["id"], sums["comes"], sums["number"]) == (MERGED, "sum", 1000)
    assert (told["indicator"]["comes"], told["indicator"]["share"]) == ("none", None)
    (row,) = desk.get(f"/api/progress?unit={MERGED}").json["rows"]
    assert row["number"] == 1000
    assert set(row["carried"]) == {"Xã Khánh Cường", "Phường Trà Câu"}


def test_a_target_of_the_one_that_goes_on_stands(town: Town, app: Flask) -> None:
    desk = town.desk()
    set_target(desk, KHANH_CUONG, goal=400)
    set_target(desk, TRA_CAU, goal=600)
    into = {**MERGE, "units": [KHANH_CUONG], "into": [{"id": TRA_CAU}]}
    (row,) = done(app, desk, into)["targets"]
    assert (row["comes"], row["number"], row["parts"][0]["number"]) == ("own", 600, 400)


def test_a_closed_month_whose_figures_moved_is_named(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    lan.sync(lan.session(day=ON, people=5))
    codes = {}
    for unit in (KHANH_CUONG, TRA_CAU, CLUSTER):
        answer = desk.post("/api/reports", {"unit": unit, "month": "2026-11", "despite": True})
        codes[unit] = answer.json["closed"]["code"]
    (moved,) = done(app, desk, MERGE)["closed"]
    assert (moved["unit"]["id"], moved["month"]) == (KHANH_CUONG, "2026-11")
    assert moved["code"] == codes[KHANH_CUONG]
    told = desk.get(f"/api/snapshots/{codes[KHANH_CUONG]}").json
    assert (told["total"]["people"], told["now"]["people"]) == (5, 0)
