"""What a team's phones show of its targets and of its days of action."""

from random import Random
from typing import Any

import pytest

from server.targets.use_cases import progress
from server.totals.figures import figures_query
from server.totals.store import Where
from tests.phones import Phone
from tests.server.activities.test_activities import BODY, add
from tests.server.targets.test_targets import NOVEMBER, days_from, keep_targets, set_target
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, TEAM, TRA_CAU, Town
from tests.wires import Browser

PLAN = f"/api/teams/{TEAM}/plan"


def plan(phone: Browser) -> dict[str, Any]:
    answer = phone.get(PLAN)
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def test_a_target_is_told_with_what_was_counted_before_this_month(town: Town) -> None:
    """The days of the month a phone counts itself, also what others send of earlier ones."""
    lan, ha = town.lan(), town.ha()
    lan.sync(
        lan.session(day="2026-10-30", people=5),
        lan.session(day="2026-10-31", people=7),
        lan.session(day="2026-11-01", people=100),
    )
    year = {"from": "2026-10-31", "to": "2026-12-31"}
    set_target(town.desk(), team=TEAM, goal=300)
    set_target(town.desk(), team=TEAM, goal=900, **year)
    for phone in (lan, ha):
        told = plan(phone.web)
        assert told["on"] == "2026-11-01"
        month, longer = told["targets"]
        assert (month["measure"], month["number"], month["before"]) == ("people", 300, 0)
        assert (month["from"], month["to"]) == (NOVEMBER["from"], NOVEMBER["to"])
        assert longer["before"] == 7
    town.clock.move(days=10)
    told = plan(lan.web)
    assert (told["on"], [row["before"] for row in told["targets"]]) == ("2026-12-01", [107])


def test_only_what_is_in_force_and_counted_is_told_the_shortest_days_first(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    set_target(desk, team=TEAM, goal=900, **{"from": "2026-01-01", "to": "2026-12-31"})
    set_target(desk, team=TEAM, goal=300)
    set_target(desk, team=TEAM, goal=80, **{"from": "2026-12-01", "to": "2026-12-31"})
    set_target(desk, team=TEAM, measure="indicator", of="TAPHUAN", goal=3)
    set_target(desk, team=OTHER_TEAM, goal=11)
    set_target(desk, unit=CLUSTER, goal=5400)
    assert [row["number"] for row in plan(lan.web)["targets"]] == [300, 900]


def test_what_is_not_in_force_is_not_worked_out(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All phones of a team ask for it, again and again."""
    lan = town.lan()
    set_target(town.desk(), team=TEAM, goal=300)
    asked: list[Where] = []

    def note(where: Where) -> Any:
        asked.append(where)
        return figures_query(where)

    monkeypatch.setattr(progress, "figures_query", note)
    told = plan(lan.web)
    few = len(asked)
    keep_targets(town, ("team", TEAM), days_from("2026-01-01", 100))
    asked.clear()
    assert plan(lan.web) == told
    assert len(asked) == few


def test_a_day_of_action_is_told_two_weeks_ahead_until_it_is_over_or_called_off(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    days = ("2026-11-23", "2026-11-24"), ("2026-12-07", "2026-12-07"), ("2026-12-08", "2026-12-08")
    made = [
        add(desk, name=f"Ngày {first}", **{"from": first, "to": last}, partners="Viettel")
        for first, last in days
    ]
    add(desk, name="Của đội khác", teams=[OTHER_TEAM])
    told = plan(lan.web)["activities"]
    names = ("id", "name", "from", "to", "place")
    assert told == [{name: each[name] for name in names} for each in made[:2]]
    assert desk.delete(f"/api/activities/{made[1]['id']}").status == 204
    assert [each["id"] for each in plan(lan.web)["activities"]] == [made[0]["id"]]
    town.clock.move(days=1)
    assert [each["id"] for each in plan(lan.web)["activities"]] == [made[2]["id"]]


def test_a_team_that_was_moved_is_not_expected_where_it_stood(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    add(desk, unit=KHANH_CUONG, name="Ngày của xã")
    add(desk)
    names = [each["name"] for each in plan(lan.web)["activities"]]
    assert sorted(names) == ["Ngày của xã", BODY["name"]]
    body = {"unit": TRA_CAU, "from": "2026-11-24"}
    assert desk.post(f"/api/teams/{TEAM}/move", body).status == 200
    assert [each["name"] for each in plan(lan.web)["activities"]] == [BODY["name"]]


def test_a_phone_is_told_in_its_next_round_that_its_plan_was_changed(town: Town) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)

    def version(phone: Phone, team: str) -> int:
        phone.sync()
        told: int = phone.rows[team]["f"].get("plan", 0)
        return told

    known = [version(lan, TEAM)]

    def is_told() -> bool:
        known.append(version(lan, TEAM))
        assert known[-1] == plan(lan.web)["version"]
        return known[-1] != known[-2]

    made = add(desk)
    assert is_told()
    path = f"/api/activities/{made['id']}"
    assert desk.put(path, {**BODY, "name": "Ngày thứ bảy"}).status == 200
    assert is_told()
    assert desk.put(path, {**BODY, "name": "Ngày thứ bảy"}).status == 200
    assert not is_told()
    assert desk.put(path, {**BODY, "teams": [OTHER_TEAM]}).status == 200
    assert is_told()
    assert desk.delete(path).status == 204
    assert not is_told()
    target = set_target(desk, team=TEAM, goal=300)
    assert is_told()
    set_target(desk, unit=CLUSTER, goal=5400)
    assert not is_told()
    assert desk.delete(f"/api/targets/{target['id']}").status == 204
    assert is_told()
    assert desk.patch(f"/api/teams/{TEAM}", {"name": "Đội Một"}).status == 200
    assert not is_told()
    assert version(tam, OTHER_TEAM) == 2


def test_who_is_not_in_the_team_reads_nothing_and_what_stands_is_not_sent_again(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    set_target(desk, team=TEAM, goal=300)
    assert town.phone("Tâm", OTHER_TEAM).web.get(PLAN).status == 404
    assert town.phone("Minh", auto_approve=False).web.get(PLAN).status == 403
    tag = lan.web.get(PLAN).headers["ETag"]
    assert lan.web.get(PLAN, **{"If-None-Match": tag}).status == 304
    add(desk)
    again = lan.web.get(PLAN, **{"If-None-Match": tag})
    assert again.status == 200
    assert again.json["activities"]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_before_this_month_is_what_was_done_on_its_days(town: Town, seed: int) -> None:
    chance = Random(seed)
    desk, phones = town.desk(), (town.lan(), town.ha())
    measures = [
        ("people", ""),
        ("turns", ""),
        ("completed", "DD"),
        ("sessions", ""),
        ("turns", "TT"),
    ]
    for measure, of in measures:
        quarter = {"from": "2026-10-01", "to": "2026-12-31"}
        set_target(desk, team=TEAM, goal=400, measure=measure, of=of, **quarter)
    counted: list[tuple[str, dict[str, Any]]] = []
    for phone in phones:
        for _ in range(12):
            day = chance.choice(["2026-10-28", "2026-10-31", "2026-11-01", "2026-11-24"])
            people = chance.randint(1, 9)
            services = {
                f"services.{code}": {
                    "people": chance.randint(1, people),
                    "outcome": chance.choice(["XONG", "MOTPHAN", "HEN"]),
                    "reasons": [],
                }
                for code in chance.sample(["DD01", "DD02", "TT01"], 2)
            }
            for each in services.values():
                each["reasons"] = [] if each["outcome"] == "XONG" else ["MAY2"]
            made = phone.session(day=day, people=people, **services)
            phone.sync(made)
            if chance.random() < 0.25:
                phone.sync(phone.edit(made["record"], {"status": "void"}, {"status": "live"}))
            else:
                counted.append((day, made["set"]))
    told = {(row["measure"], row["of"]): row["before"] for row in plan(phones[0].web)["targets"]}
    before = [said for day, said in counted if day < "2026-11-01"]
    lines = [(name[9:11], each) for said in before for name, each in said.items() if "." in name]
    turns = {of: sum(each["people"] for group, each in lines if group == of) for of in ("DD", "TT")}
    assert told == {
        ("people", ""): sum(said["people"] for said in before),
        ("sessions", ""): len(before),
        ("turns", ""): sum(turns.values()),
        ("turns", "TT"): turns["TT"],
        ("completed", "DD"): sum(
            each["people"] for of, each in lines if (of, each["outcome"]) == ("DD", "XONG")
        ),
    }
