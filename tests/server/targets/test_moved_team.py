"""A team's figures and targets are those of the unit under which it stood when they ended, as its sessions
are: each counts in one commune's report, and the other one does not read it."""

from typing import Any

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from tests.server.directory.changing import ask
from tests.server.directory.test_changing_units import SPLIT, coordinator
from tests.server.targets.test_indicators import enter, values, withdraw
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Browser

BEFORE, AFTER = 1111, 4242
WEEK = {"from": "2026-11-24", "to": "2026-11-30"}
MONTH = "from=2026-11-01&to=2026-11-30"


@pytest.fixture
def desks(town: Town) -> dict[str, Browser]:
    """The team stands under Trà Câu from today on. Before and after, each commune entered what the team
    came to and set it a target."""
    with town.app.app_context():
        create_account("khanhcuong", "Thu", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("tracau", "Bình", "coordinator", TRA_CAU, PASSWORD)
    lan = town.lan()
    lan.sync(lan.session(day="2026-11-20"))
    old, new = town.desk("khanhcuong"), town.desk("tracau")
    enter(old, team=TEAM, value=BEFORE, **{"from": "2026-11-01", "to": "2026-11-20"})
    aim(old, 111, {"from": "2026-11-01", "to": "2026-11-23"})
    moved = town.desk().post(f"/api/teams/{TEAM}/move", {"unit": TRA_CAU, "from": "2026-11-24"})
    assert moved.status == 200, moved.body
    enter(new, team=TEAM, value=AFTER, **{"from": "2026-11-24", "to": "2026-11-24"})
    aim(new, 777, WEEK)
    return {KHANH_CUONG: old, TRA_CAU: new, CLUSTER: town.desk()}


def aim(desk: Browser, goal: int, days: dict[str, str]) -> None:
    for said in ({"measure": "people"}, {"measure": "indicator", "of": "TAPHUAN"}):
        answer = desk.put("/api/targets", {"team": TEAM, "goal": goal, **said, **days})
        assert answer.status == 200, answer.body


def told(desk: Browser, path: str) -> Any:
    answer = desk.get(path)
    assert answer.status == 200, answer.body
    return answer.json


SEEN = {KHANH_CUONG: [BEFORE], TRA_CAU: [AFTER], CLUSTER: [AFTER, BEFORE]}
GOALS = {KHANH_CUONG: {111}, TRA_CAU: {777}, CLUSTER: {111, 777}}


@pytest.mark.parametrize("unit", SEEN)
def test_each_value_counts_where_the_team_stood_on_its_last_day(
    desks: dict[str, Browser], unit: str
) -> None:
    desk = desks[unit]
    for whose in (f"unit={unit}", f"team={TEAM}"):
        rows = told(desk, f"/api/indicator-values?{whose}&{MONTH}")["rows"]
        assert [row["value"] for row in rows] == SEEN[unit]
    report = told(desk, f"/api/reports?unit={unit}&month=2026-11")
    (found,) = (row for row in report["indicators"] if row["key"] == "TAPHUAN")
    assert found["value"] == sum(SEEN[unit])


@pytest.mark.parametrize("unit", GOALS)
def test_each_target_is_read_where_the_team_stood_on_its_last_day(
    desks: dict[str, Browser], unit: str
) -> None:
    desk = desks[unit]
    for day in ("2026-11-20", "2026-11-24"):
        progress = told(desk, f"/api/progress?team={TEAM}&on={day}")
        rows = [*progress["rows"], *progress["other"]]
        assert {row["number"] for row in rows} == GOALS[unit]
        done = {row["done"] for row in rows if row["measure"] == "indicator"}
        assert done <= set(SEEN[unit]) | {None}
    plans = {KHANH_CUONG: 111, TRA_CAU: 777, CLUSTER: 888}
    tallies = told(desk, f"/api/tallies?team={TEAM}&{MONTH}")
    assert tallies["plan"]["people"] == plans[unit]
    by_team = told(desk, f"/api/tallies?unit={unit}&by=team&{MONTH}")["rows"]
    assert [row["plan"]["people"] for row in by_team if row["key"] == TEAM] == [plans[unit]]


def test_the_parts_of_two_communes_add_up_to_the_whole(desks: dict[str, Browser]) -> None:
    def value(unit: str) -> int:
        report = told(desks[CLUSTER], f"/api/reports?unit={unit}&month=2026-11")
        rows = report["indicators"]
        return int(next(row["value"] for row in rows if row["key"] == "TAPHUAN") or 0)

    assert value(KHANH_CUONG) + value(TRA_CAU) == value(CLUSTER) == BEFORE + AFTER


BEFORE_THE_MOVE = {"from": "2026-11-01", "to": "2026-11-09"}
GONE = (404, "not_found")


def refused(desk: Browser, days: dict[str, str]) -> set[tuple[int, str | None]]:
    """How a desk is answered that enters a value of the team and sets it a target."""
    value = {"indicator": "TAPHUAN", "value": 999, "source": "Sổ"}
    answers = [
        desk.post("/api/indicator-values", {"team": TEAM, **value, **days}),
        desk.put("/api/targets", {"team": TEAM, "measure": "people", "goal": 5, **days}),
    ]
    return {(answer.status, answer.code) for answer in answers}


def test_where_the_team_came_to_nothing_is_said_of_days_before(desks: dict[str, Browser]) -> None:
    old, new = desks[KHANH_CUONG], desks[TRA_CAU]
    assert refused(new, BEFORE_THE_MOVE) == {GONE}
    assert refused(new, {"from": "2026-11-20", "to": "2026-11-23"}) == {GONE}
    assert [row["value"] for row in values(old, KHANH_CUONG)] == [BEFORE]
    enter(new, team=TEAM, value=3, **{"from": "2026-11-20", "to": "2026-11-24"})


def test_who_carries_a_phone_of_the_team_says_nothing_of_days_before(
    town: Town, desks: dict[str, Browser]
) -> None:
    lan = town.lan()
    sign_in = {"login": "tracau", "password": PASSWORD}
    assert lan.web.post("/api/session", sign_in).status == 200
    assert refused(lan.web, BEFORE_THE_MOVE) == {GONE}


def test_each_takes_back_what_counts_with_it(desks: dict[str, Browser]) -> None:
    old, new = desks[KHANH_CUONG], desks[TRA_CAU]
    before, after = values(old, KHANH_CUONG)[0], values(new, TRA_CAU)[0]
    assert withdraw(new, before) == withdraw(old, after) == GONE
    assert withdraw(old, before) == withdraw(new, after) == (204, None)
    places: dict[str, list[str]] = {}
    for unit, desk in ((KHANH_CUONG, old), (TRA_CAU, new)):
        told = told_targets(desk)
        places[unit] = [f"/api/targets/{row['id']}" for row in told]
        assert len(told) == 2
    for mine, other in ((KHANH_CUONG, TRA_CAU), (TRA_CAU, KHANH_CUONG)):
        for place in places[mine]:
            assert desks[other].delete(place).status == 404
            assert desks[mine].delete(place).status == 204


def told_targets(desk: Browser) -> list[Any]:
    progress = told(desk, f"/api/progress?team={TEAM}&on=2026-11-24")
    return [row["set_here"] for row in (*progress["rows"], *progress["other"])]


def test_what_came_along_with_the_team_is_its_new_units(town: Town) -> None:
    """It was said before anybody said that the team had moved by then."""
    coordinator(town, KHANH_CUONG, "khanhcuong")
    coordinator(town, TRA_CAU, "tracau")
    old, new = town.desk("khanhcuong"), town.desk("tracau")
    days = {"from": "2026-11-01", "to": "2026-11-20"}
    value = enter(old, team=TEAM, value=BEFORE, **days)
    aim(old, 111, days)
    moved = town.desk().post(f"/api/teams/{TEAM}/move", {"unit": TRA_CAU, "from": "2026-11-10"})
    assert moved.status == 200, moved.body
    assert withdraw(old, value) == GONE
    aim(new, 222, days)
    assert withdraw(new, value) == (204, None)


def test_of_a_team_of_a_divided_unit_the_other_part_takes_nothing_back(town: Town) -> None:
    desk = town.desk()
    coordinator(town, KHANH_CUONG)
    value = enter(town.desk("mai"), team=TEAM, value=7, **BEFORE_THE_MOVE)
    divided = ask(desk, {**SPLIT, "goes": [{"team": TEAM, "into": 0}]})
    assert divided.status == 200, divided.body
    parts = {row["name"]: row["id"] for row in divided.json["begins"]}
    for login, name in (("bac", "Khánh Cường Bắc"), ("nam", "Khánh Cường Nam")):
        coordinator(town, parts[name], login)
    south, north = town.desk("nam"), town.desk("bac")
    assert value["id"] in [row["id"] for row in values(south, parts["Khánh Cường Nam"])]
    assert withdraw(south, value) == GONE
    assert withdraw(north, value) == (204, None)
