"""The months of a unit that is over are those of what took its place: whoever stood above the one and not
above the other neither closes them nor opens them again."""

from typing import Any

import pytest

from tests.server.directory.changing import MERGE, ask
from tests.server.moved_units import Desks, desks_of
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PROVINCE, TEAM, TRA_CAU, Town
from tests.wires import Browser

ON = "2026-10-15"
WRONG = (403, "wrong_role")


@pytest.fixture
def desks(town: Town) -> Desks:
    return desks_of(town)


def close(desk: Browser, unit: str, month: str) -> tuple[int, str | None]:
    answer = desk.post("/api/reports", {"unit": unit, "month": month, "despite": True})
    return answer.status, answer.code if answer.status != 201 else None


def lacks(desk: Browser, unit: str, month: str) -> tuple[int, str | None]:
    answer = desk.get(f"/api/reports/missing?unit={unit}&month={month}")
    return answer.status, answer.code if answer.status != 200 else None


def reopen(desk: Browser, unit: str, month: str) -> tuple[int, str | None]:
    body = {"unit": unit, "month": month, "reason": "Sửa số"}
    answer = desk.post("/api/reports/reopened", body)
    return answer.status, answer.code if answer.status != 204 else None


def closed(desk: Browser, unit: str) -> list[str]:
    rows = desk.get(f"/api/reports/closed?unit={unit}").json["rows"]
    return [row["month"] for row in rows if not row["reopened"]]


@pytest.mark.parametrize("month", ["2026-09", "2026-10", "2026-11"])
def test_the_former_cluster_closes_no_month_of_what_moved_away(desks: Desks, month: str) -> None:
    new = desks.move(ON)
    assert lacks(desks.former, KHANH_CUONG, month) == WRONG
    assert close(desks.former, KHANH_CUONG, month) == WRONG
    assert closed(desks.present, new) == []
    assert lacks(desks.present, new, month) == (200, None)
    assert close(desks.present, new, month) == (201, None)


def test_the_former_cluster_opens_no_month_of_what_moved_away(desks: Desks) -> None:
    assert close(desks.former, KHANH_CUONG, "2026-09") == (201, None)
    new = desks.move(ON)
    assert reopen(desks.former, KHANH_CUONG, "2026-09") == WRONG
    assert closed(desks.present, new) == ["2026-09"]
    assert reopen(desks.present, new, "2026-09") == (204, None)
    assert closed(desks.present, new) == []


def test_the_former_cluster_closes_no_month_of_what_was_divided(desks: Desks) -> None:
    desks.divide(ON)
    assert close(desks.former, KHANH_CUONG, "2026-09") == WRONG
    assert close(desks.above, KHANH_CUONG, "2026-09") == (201, None)
    assert reopen(desks.former, KHANH_CUONG, "2026-09") == WRONG


@pytest.mark.parametrize("desk", ["former", "above"])
def test_who_keeps_both_closes_a_month_for_the_unit_that_stood(desks: Desks, desk: str) -> None:
    new, keeper = desks.rename(ON), getattr(desks, desk)
    for asked in (lacks, close):
        assert asked(keeper, KHANH_CUONG, "2026-11") == (409, "closed_on_day")
    assert close(keeper, KHANH_CUONG, "2026-10") == (201, None)
    assert close(keeper, new, "2026-11") == (201, None)
    assert closed(keeper, new) == ["2026-11", "2026-10"]


def test_months_of_units_that_merged_are_their_clusters(desks: Desks) -> None:
    assert ask(desks.former, {**MERGE, "on": ON}).status == 200
    for unit in (KHANH_CUONG, TRA_CAU):
        assert close(desks.former, unit, "2026-09") == (201, None)
        assert reopen(desks.former, unit, "2026-09") == (204, None)
        assert close(desks.former, unit, "2026-11") == (409, "closed_on_day")


@pytest.mark.parametrize("how", ["move", "merge", "divide"])
def test_what_moved_elsewhere_counts_in_one_place(desks: Desks, how: str) -> None:
    """On the desk, on paper and in lists, with nothing below nothing; then and now."""
    town = desks.town
    lan = town.lan()
    lan.sync(lan.session(day="2026-11-18", people=6), lan.session(day="2026-11-22", people=4))
    if how == "move":
        desks.move("2026-11-20")
    elif how == "divide":
        desks.divide("2026-11-20")
    else:
        beside = {"code": "21480", "name": "Xã Bên", "kind": "xa", "parent": desks.other}
        made = desks.above.post("/api/units", {**beside, "valid_from": "2026-01-01"})
        merge = {"kind": "merge", "units": [KHANH_CUONG], "into": [{"id": made.json["id"]}]}
        assert ask(desks.above, {**merge, "goes": [], "on": "2026-11-20"}).status == 200
    # Of a unit that was divided its own days are no part's: they stand above both clusters.
    whole, there, left = 10, *((4, 6) if how == "divide" else (10, 0))
    november = "from=2026-11-01&to=2026-11-30"

    def rows(unit: str, boundaries: str = "now") -> list[int]:
        query = f"unit={unit}&{november}&by=unit&boundaries={boundaries}"
        told = desks.above.get(f"/api/tallies?{query}").json
        found = [row["totals"]["people"] for row in told["rows"]]
        assert sum(found) == told["total"]["people"]
        assert all(each >= 0 for each in found)
        return [told["total"]["people"], *sorted(filter(None, found))]

    assert rows(PROVINCE) == [whole, *sorted(filter(None, (there, left)))]
    assert rows(CLUSTER) == [0]
    assert rows(desks.other)[0] == there
    assert (rows(CLUSTER, "then")[0], rows(desks.other, "then")[0]) == (6, 4)
    for unit, people in ((CLUSTER, 0), (desks.other, there)):
        query = f"unit={unit}&from=2026-11-01&to=2026-11-30"
        listed = desks.above.get(f"/api/help-sessions?{query}").json
        assert sum(row["people"] for row in listed["rows"]) == people
        for by in ("day", "team"):
            told = desks.above.get(f"/api/tallies?{query}&by={by}").json
            assert sum(row["totals"]["people"] for row in told["rows"]) == people
        report = desks.above.get(f"/api/reports?unit={unit}&month=2026-11").json
        assert report["total"]["people"] == people
        assert close(desks.above, unit, "2026-11") == (201, None)
    assert desks.above.get(f"/api/reports?unit={CLUSTER}&month=2026-12").json["late"] == []


def changed(desks: Desks, **wish: Any) -> list[str]:
    """What began, in the order in which it was asked for."""
    answer = ask(desks.above, {"goes": [], **wish})
    assert answer.status == 200, answer.body
    return [row["id"] for row in answer.json["begins"]]


def test_the_past_of_a_divided_cluster_stands_in_the_rows_of_its_communes_new_clusters(
    desks: Desks,
) -> None:
    town = desks.town
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    lan.sync(lan.session(day="2026-11-18", people=6))
    tam.sync(tam.session(day="2026-11-18", people=3))
    parts = [
        {"code": f"CUM-{part}", "name": f"Cụm {part}", "kind": "cum", "parent": PROVINCE}
        for part in "AB"
    ]
    split = {"kind": "split", "units": [CLUSTER], "into": parts, "on": "2026-11-20"}
    asked = ask(desks.above, {**split, "goes": []}, dry=True).json["refusals"]
    goes = [{row["what"]: row["id"], "into": int(row["id"] == TRA_CAU)} for row in asked]
    changed(desks, **{**split, "goes": goes})
    query = f"unit={PROVINCE}&from=2026-11-01&to=2026-11-30&by=unit"
    told = desks.above.get(f"/api/tallies?{query}").json
    people = {row["label"]: row["totals"]["people"] for row in told["rows"]}
    assert (told["total"]["people"], sum(people.values())) == (9, 9)
    assert min(people.values()) == 0
    assert (people["Cụm A"], people["Cụm B"]) == (6, 3)


def test_what_moved_twice_is_not_late_in_the_month_that_was_closed_after(desks: Desks) -> None:
    """A hamlet goes to the commune beside it, then its former commune to another cluster."""
    lan = desks.town.lan()
    hamlet = {"code": "T1", "name": "Thôn Một", "kind": "thon", "parent": KHANH_CUONG}
    made = desks.above.post("/api/units", {**hamlet, "valid_from": "2026-01-01"}).json["id"]
    move = {"unit": made, "from": "2026-11-01"}
    assert desks.former.post(f"/api/teams/{TEAM}/move", move).status == 200
    lan.sync(lan.session(day="2026-11-05", people=6), lan.session(day="2026-11-18", people=3))
    there = {"into": [{**hamlet, "parent": TRA_CAU}], "on": "2026-11-10"}
    changed(desks, kind="move", units=[made], **there)
    desks.move("2026-11-20")
    closed_now = desks.above.post(
        "/api/reports", {"unit": CLUSTER, "month": "2026-11", "despite": True}
    ).json
    assert closed_now["total"]["people"] == 9
    code = closed_now["closed"]["code"]
    assert desks.above.get(f"/api/snapshots/{code}").json["same"] is True
    assert desks.above.get(f"/api/reports?unit={CLUSTER}&month=2026-12").json["late"] == []


def test_days_of_action_and_targets_of_teams_go_with_the_figures(desks: Desks) -> None:
    day = {"from": "2026-11-18", "to": "2026-11-18", "place": "Chợ", "teams": [TEAM]}
    answer = desks.former.post(
        "/api/activities", {**day, "unit": KHANH_CUONG, "name": "Chủ nhật xanh"}
    )
    assert answer.status == 201, answer.body
    target = {"team": TEAM, "measure": "people", "goal": 50, "of": ""}
    days = {"from": "2026-11-01", "to": "2026-11-15"}
    assert desks.former.put("/api/targets", {**target, **days}).status == 200
    desks.town.lan()
    new = desks.move("2026-11-20")
    for unit, told in ((CLUSTER, []), (desks.other, ["Chủ nhật xanh"]), (new, ["Chủ nhật xanh"])):
        report = desks.above.get(f"/api/reports?unit={unit}&month=2026-11").json
        assert [row["name"] for row in report["activities"]] == told
    for unit, plan in ((CLUSTER, None), (new, 50)):
        query = f"unit={unit}&from=2026-11-01&to=2026-11-30&by=team"
        rows = desks.above.get(f"/api/tallies?{query}").json["rows"]
        plans = [(row["plan"] or {}).get("people") for row in rows if row["key"] == TEAM]
        assert plans == ([plan] if plan else [])


def test_what_left_again_within_a_closed_month_is_no_more_of_its_paper(desks: Desks) -> None:
    """Of the days since, as for whatever leaves: told once, below nothing, by the next report."""
    lan = desks.town.lan()
    lan.sync(lan.session(day="2026-11-18", people=6), lan.session(day="2026-11-22", people=3))
    new = desks.move("2026-11-10")
    assert close(desks.above, desks.other, "2026-11") == (201, None)
    back = {"code": "21472", "name": "Khánh Cường", "kind": "xa", "parent": CLUSTER}
    changed(desks, kind="move", units=[new], into=[back], on="2026-11-20")
    (told,) = desks.above.get(f"/api/reports?unit={desks.other}&month=2026-12").json["late"]
    assert told["figures"]["people"] == -3
    assert (
        desks.above.get(f"/api/reports?unit={CLUSTER}&month=2026-11").json["total"]["people"] == 9
    )
