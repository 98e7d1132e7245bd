"""Totals of teams and units whose last day has come, or is still to come."""

from typing import Any

import pytest
from flask import Flask

from server.database.engine import db
from server.organisation.store import units_counted_as
from server.organisation.tables import Unit
from server.totals.use_cases.recounting import recount
from tests.town import CLUSTER, KHANH_CUONG, TEAM, TRA_CAU, Town
from tests.wires import Browser

MONTH = "from=2026-11-01&to=2026-11-30"


def told(desk: Browser, by: str, unit: str, boundaries: str = "now", days: str = MONTH) -> Any:
    answer = desk.get(f"/api/tallies?{days}&unit={unit}&by={by}&boundaries={boundaries}")
    assert answer.status == 200, answer.body
    return answer.json


def people(rows: list[Any]) -> dict[str, int]:
    return {row["key"]: row["totals"]["people"] for row in rows}


@pytest.fixture
def ended(town: Town) -> Browser:
    """The team's last day is 25 November; a session of the day after was accepted by Sơn, whose
    desk this is."""
    lan = town.lan()
    town.clock.move(days=3)
    desk = town.desk()
    assert desk.post(f"/api/teams/{TEAM}/end", {"on": "2026-11-25"}).status == 200
    lan.sync(lan.session(day="2026-11-26", people=7))
    (item,) = desk.get("/api/review").json["rows"]
    word = {"decision": "accept"}
    assert desk.post(f"/api/review/{item['id']}/settlement", word).status == 200
    return desk


@pytest.mark.parametrize("boundaries", ["now", "then"])
@pytest.mark.parametrize("unit", [KHANH_CUONG, CLUSTER])
@pytest.mark.parametrize("days", [MONTH, "from=2026-11-26&to=2026-11-26"])
def test_what_counts_after_a_teams_last_day_stands_in_all_rows(
    app: Flask, ended: Browser, unit: str, boundaries: str, days: str
) -> None:
    for by in ("team", "unit", "day"):
        answer = told(ended, by, unit, boundaries, days)
        rows = [row["totals"]["people"] for row in answer["rows"]]
        assert (answer["total"]["people"], sum(rows)) == (7, 7), by
    assert people(told(ended, "team", unit, boundaries, days)["rows"])[TEAM] == 7
    with app.app_context():
        assert recount().differences == []


def test_a_team_that_ended_is_not_waited_for(ended: Browser) -> None:
    assert told(ended, "team", KHANH_CUONG)["completeness"]["teams"] == 0


def set_up_unit(town: Town, code: str, parent: str, kind: str = "xa") -> str:
    wish = {"code": code, "name": "Xã Tạm", "kind": kind, "valid_from": "2025-07-01"}
    answer = town.desk("quan").post("/api/units", {**wish, "parent": parent})
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


@pytest.fixture
def lasting(town: Town) -> str:
    """A commune that is to get a last day."""
    return set_up_unit(town, "99998", CLUSTER)


def let_end(town: Town, unit: str) -> None:
    """Gives a unit a last day that is to come, as a file of units may."""
    with town.app.app_context():
        found = db.session.get(Unit, unit)
        assert found is not None
        found.valid_to = "2099-12-31"
        db.session.commit()


def test_a_unit_whose_last_day_is_to_come_has_its_row(town: Town, lasting: str) -> None:
    desk = town.desk()
    wish = {"name": "Đội Tạm", "kind": "khac", "unit": lasting}
    tam = town.phone("Tâm", desk.post("/api/teams", wish).json["id"])
    tam.sync(tam.session(people=9))
    let_end(town, lasting)
    answer = told(desk, "unit", CLUSTER)
    rows = people(answer["rows"])
    assert (rows[lasting], sum(rows.values()), answer["total"]["people"]) == (9, 9, 9)
    assert CLUSTER not in rows


def test_a_unit_whose_last_day_is_to_come_does_not_count_as_the_only_one_below_it(
    town: Town, app: Flask, lasting: str
) -> None:
    below = set_up_unit(town, "99997", lasting, "thon")
    let_end(town, lasting)
    with app.app_context():
        assert units_counted_as(below, "now") == [below]


def test_the_plan_of_a_unit_that_ended_is_that_of_the_days_on_which_it_stood(town: Town) -> None:
    """Nineteen of the thirty days of its target, though twenty-eight were asked for."""
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-10"))
    november = {"from": "2026-11-01", "to": "2026-11-30"}
    target = {"unit": KHANH_CUONG, "measure": "people", **november, "goal": 300}
    assert desk.put("/api/targets", target).status == 200
    of_group = {**target, "measure": "turns", "of": "DD", "goal": 60}
    assert desk.put("/api/targets", of_group).status == 200
    merge = {"kind": "merge", "units": [KHANH_CUONG], "into": [{"id": TRA_CAU}], "goes": []}
    answer = desk.post("/api/units/changes", {**merge, "on": "2026-11-20", "dry_run": False})
    assert answer.status == 200, answer.body
    asked = "from=2026-11-01&to=2026-11-28&boundaries=then"
    told = desk.get(f"/api/tallies?unit={CLUSTER}&by=unit&{asked}").json
    (row,) = (row for row in told["rows"] if row["key"] == KHANH_CUONG)
    assert (row["valid_from"], row["valid_to"]) == ("2025-07-01", "2026-11-19")
    assert row["plan"]["people"] == 190
    own = desk.get(f"/api/tallies?unit={KHANH_CUONG}&by=team&{asked}").json
    assert own["plan"]["people"] == 190
    divided = (("day", "people", 190), ("month", "people", 190), ("group", "turns", 38))
    for by, measure, goal in divided:
        parts = desk.get(f"/api/tallies?unit={KHANH_CUONG}&by={by}&{asked}").json["rows"]
        planned = [row["plan"][measure] for row in parts if row["plan"]]
        assert sum(number for number in planned if number is not None) == goal, by
    past = f"/api/tallies?unit={KHANH_CUONG}&by=team&from=2026-11-20&to=2026-11-28&boundaries=then"
    assert desk.get(past).json["plan"] is None


def test_what_comes_over_is_told_of_one_unit_on_each_day(town: Town) -> None:
    """Of 300 for the thirty days the one that ended keeps nineteen, and the other has it for eleven; its
    own target stands beside that on all of its days."""
    desk = town.desk()
    november = {"from": "2026-11-01", "to": "2026-11-30"}
    for unit, measure, goal in (
        (KHANH_CUONG, "people", 300),
        (KHANH_CUONG, "sessions", 60),
        (TRA_CAU, "sessions", 30),
    ):
        target = {"unit": unit, "measure": measure, **november, "goal": goal}
        assert desk.put("/api/targets", target).status == 200
    merge = {"kind": "merge", "units": [KHANH_CUONG], "into": [{"id": TRA_CAU}], "goes": []}
    answer = desk.post("/api/units/changes", {**merge, "on": "2026-11-20", "dry_run": False})
    assert answer.status == 200, answer.body

    def plans(boundaries: str, **days: str) -> dict[str, Any]:
        asked = "&".join(f"{name}={day}" for name, day in {**november, **days}.items())
        rows = told(desk, "unit", CLUSTER, boundaries, asked)["rows"]
        return {row["key"]: row["plan"] for row in rows if row["kind"] != "own"}

    as_of_the_time, today = plans("then"), plans("now")
    assert today[TRA_CAU]["people"] == 300
    assert as_of_the_time[KHANH_CUONG]["people"] == 190
    assert as_of_the_time[TRA_CAU]["people"] == 110
    assert today[TRA_CAU]["sessions"] == as_of_the_time[TRA_CAU]["sessions"] == 30
    assert as_of_the_time[KHANH_CUONG]["sessions"] == 38
    of_before = plans("then", to="2026-11-19")
    assert of_before[TRA_CAU] == {**dict.fromkeys(today[TRA_CAU]), "sessions": 19}
    for day, people in ((19, None), (20, 10)):
        own = told(desk, "group", TRA_CAU, "then", f"from=2026-11-{day}&to=2026-11-{day}")
        assert own["plan"]["people"] == people


@pytest.mark.parametrize("boundaries", ["then", "now"])
def test_what_a_phone_holds_still_is_told_of_one_unit(town: Town, boundaries: str) -> None:
    """Its team stood in both on days of the month; the rows add up to what the whole has."""
    lan, desk = town.lan(), town.desk()
    lan.sync(pending=5, oldest="2026-11-10T08:00:00+07:00")
    merge = {"kind": "merge", "units": [KHANH_CUONG], "into": [{"id": TRA_CAU}], "goes": []}
    answer = desk.post("/api/units/changes", {**merge, "on": "2026-11-20", "dry_run": False})
    assert answer.status == 200, answer.body
    answer = told(desk, "unit", CLUSTER, boundaries)
    unsent = {row["key"]: row["unsent_at_least"] for row in answer["rows"]}
    assert answer["completeness"]["unsent_at_least"] == sum(unsent.values()) == unsent[TRA_CAU] == 5
