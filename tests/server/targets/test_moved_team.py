"""A team's figures and targets are those of the unit under which it stood when they ended, as its sessions
are: each counts in one commune's report, and the other one does not read it."""

from typing import Any

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from tests.server.targets.test_indicators import enter
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
