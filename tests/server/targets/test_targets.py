"""Targets over HTTP: who sets them, how far they are, what comes over when units merge."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert

from server.accounts.use_cases.password_sign_in import create_account
from server.database import query_cache
from server.database.engine import db
from server.database.sql import fetch_all
from server.directory.use_cases.import_units import unit_id
from server.organisation.tables import Unit
from server.targets import plans
from server.targets.tables import Target
from server.targets.target_math import Aims, Schedule
from server.targets.use_cases import manage_targets
from server.targets.use_cases.manage_targets import MOST_IN_FORCE, MOST_TARGETS
from tests.server.directory.test_dear_sheets import statements
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

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-30"}
PHO_KHANH = unit_id("21475", "2020-02-01")


def set_target(desk: Browser, **body: Any) -> dict[str, Any]:
    answer = desk.put("/api/targets", {"measure": "people", **NOVEMBER, **body})
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def progress(desk: Browser, query: str = "") -> dict[str, Any]:
    answer = desk.get(f"/api/progress?{query}")
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def commune(town: Town, unit: str = KHANH_CUONG, login: str = "cuong") -> Browser:
    with town.app.app_context():
        create_account(login, "Cường", "coordinator", unit, PASSWORD)
    return town.desk(login)


def test_a_target_tells_what_is_done_what_was_planned_and_the_pace(town: Town) -> None:
    lan = town.lan()

    lan.sync(lan.session(people=12))
    set_target(town.desk(), unit=CLUSTER, goal=300)
    (row,) = progress(town.desk())["rows"]
    assert row["done"] == 12
    assert row["number"] == 300
    assert row["left"] == 288
    assert (row["days_left"], row["per_day"]) == (7, 42)
    assert row["planned"] == 240
    assert row["today"] == {"done": 12, "planned": 10}
    assert row["week"] == {"done": 12, "planned": 20}


def keep_targets(town: Town, scope: tuple[str, str], spans: Iterable[tuple[str, str]]) -> None:
    """Targets of these days, past all bounds."""
    kind, key = scope
    same = {"scope_kind": kind, "scope_id": key, "measure": "people", "of": "", "goal": 1}
    same |= {"set_by": "", "set_at": town.clock()}
    rows = [{**same, "id": str(uuid4()), "first": first, "last": last} for first, last in spans]
    with town.app.app_context():
        db.session.execute(insert(Target), rows)
        db.session.commit()
    query_cache.forget()


def days_from(start: str, many: int) -> list[tuple[str, str]]:
    """So many days one after the other, each as a first and a last one."""
    days = [(date.fromisoformat(start) + timedelta(days=n)).isoformat() for n in range(many)]
    return list(zip(days, days, strict=True))


@pytest.mark.parametrize(
    ("kind", "here", "other"), [("unit", CLUSTER, KHANH_CUONG), ("team", TEAM, OTHER_TEAM)]
)
def test_a_unit_has_so_many_targets_and_no_more(
    town: Town, kind: str, here: str, other: str
) -> None:
    """All of them are read for every total of the unit."""
    desk = town.desk()
    target = set_target(desk, **{kind: here}, goal=300)
    keep_targets(town, (kind, here), days_from("2020-01-01", MOST_TARGETS[kind] - 1))
    more = {kind: here, "measure": "turns", "goal": 5, **NOVEMBER}
    assert desk.put("/api/targets", more).code == "targets_full"
    # What stands is set anew, another unit's is its own, and what is taken back makes room.
    set_target(desk, **{kind: here}, goal=301)
    set_target(desk, **{kind: other}, measure="turns", goal=5)
    assert desk.delete(f"/api/targets/{target['id']}").status == 204
    set_target(desk, **more)


@pytest.mark.parametrize(("kind", "here"), [("unit", CLUSTER), ("team", TEAM)])
def test_so_many_targets_of_a_unit_hold_on_one_day_and_no_more(
    town: Town, kind: str, here: str
) -> None:
    """What was done is asked of each of them, for the first screen of all phones of a team."""
    desk, most = town.desk(), MOST_IN_FORCE[kind]
    around = zip(days_from("2026-01-01", most), days_from("2026-11-20", most), strict=True)
    keep_targets(town, (kind, here), [(a, b) for ((a, _), (_, b)) in around][1:])
    keep_targets(town, (kind, here), days_from("2025-01-01", 30))
    last = {kind: here, "measure": "turns", "goal": 5, "from": "2025-06-01", "to": "2027-12-31"}
    set_target(desk, **last)
    for days in ({"from": "2026-08-01"}, {"from": "2026-11-20", "to": "2026-11-20"}):
        more = {**last, **days, "measure": "sessions"}
        assert desk.put("/api/targets", more).code == "targets_full"
    set_target(desk, **last | {"measure": "sessions", "from": "2025-06-01", "to": "2025-12-31"})


def test_the_same_days_again_replace_and_the_trail_has_both(town: Town) -> None:
    desk = town.desk()
    one = set_target(desk, unit=CLUSTER, goal=300)
    other = set_target(desk, unit=CLUSTER, goal=500)
    assert one["id"] == other["id"]
    assert [row["number"] for row in progress(desk)["rows"]] == [500]
    before, after = (trail(town.app, "target_set")[1][1][name] for name in ("before", "after"))
    assert (before["goal"], after["goal"]) == (300, 500)


def test_a_share_needs_to_say_of_how_many(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "measure": "people", **NOVEMBER, "share": 600}
    assert desk.put("/api/targets", body).code == "invalid_shape"
    told = set_target(
        desk, unit=CLUSTER, share=600, denominator=33_500, denominator_name="thanh niên 16–30 tuổi"
    )
    assert told["number"] == 20_100


def test_nobodys_target_is_written_over_unseen(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "measure": "people", **NOVEMBER}

    def put(saw: dict[str, Any] | None, **said: Any) -> str | None:
        return desk.put("/api/targets", {**body, **said, "saw": saw}).code

    assert put(None, goal=300) is None
    assert put(None, goal=300) is None  # again, after a lost answer
    assert put(None, goal=400) == "target_there"
    assert put({"goal": 300}, goal=500, note="Theo công văn") is None
    assert put({"goal": 300}, goal=400) == "changed_meanwhile"
    assert put({"goal": 500}, goal=400) == "changed_meanwhile"
    assert put({"goal": 500, "note": "Theo công văn"}, goal=400) is None
    (row,) = progress(desk)["rows"]
    assert row["number"] == 400
    assert desk.delete(f"/api/targets/{row['set_here']['id']}").status == 204
    assert put({"goal": 400}, goal=450) == "not_found"
    assert len(trail(town.app, "target_set")) == 3


def test_neither_a_goal_nor_a_share_or_both_is_refused(town: Town) -> None:
    desk = town.desk()
    for said in ({}, {"goal": 5, "share": 600, "denominator": 10}):
        body = {"unit": CLUSTER, "measure": "people", **NOVEMBER, **said}
        assert desk.put("/api/targets", body).code == "invalid_shape"


def test_a_commune_does_not_lower_what_the_cluster_set_for_it(town: Town) -> None:
    told = set_target(town.desk(), unit=KHANH_CUONG, goal=300)
    below = commune(town)
    body = {"unit": KHANH_CUONG, "measure": "people", **NOVEMBER, "goal": 3}
    for asked in (body, {**body, "saw": None}):
        answer = below.put("/api/targets", asked)
        assert (answer.status, answer.code) == (409, "target_above")
    assert below.delete(f"/api/targets/{told['id']}").code == "wrong_role"
    (row,) = progress(below)["rows"]
    assert (row["number"], row["may_change"]) == (300, False)
    own = set_target(below, team=TEAM, goal=30)
    assert below.delete(f"/api/targets/{own['id']}").status == 204


def test_a_target_is_shared_out_by_weight_and_adds_up(town: Town) -> None:
    desk = town.desk()
    answer = desk.put(f"/api/units/{KHANH_CUONG}/weight", {"weight": 50, "note": "Xã miền núi"})
    assert answer.json["weight"] == 50
    whole = set_target(desk, unit=CLUSTER, goal=1000)
    shown = desk.get(f"/api/targets/{whole['id']}/parts").json["rows"]
    assert not progress(desk, f"unit={TRA_CAU}")["rows"], "looked at only"
    rows = desk.post(f"/api/targets/{whole['id']}/parts", {}).json["rows"]
    goals = {row["unit"]: row["goal"] for row in rows}
    assert {part["unit"]: part["becomes"] for part in shown} == goals
    assert {part["number"] for part in shown} == {None}
    assert sum(goals.values()) == 1000
    assert len(goals) == 5
    assert (goals[KHANH_CUONG], goals[TRA_CAU]) == (111, 222)
    weights = {row["unit"]: row for row in desk.get(f"/api/units/{CLUSTER}/weights").json["rows"]}
    assert (weights[KHANH_CUONG]["weight"], weights[KHANH_CUONG]["note"]) == (50, "Xã miền núi")
    assert weights[TRA_CAU]["weight"] == 100


def test_what_was_shared_out_adds_up_on_one_day_and_is_the_same_on_every_page(town: Town) -> None:
    desk, day = town.desk(), "from=2026-11-24&to=2026-11-24"

    def plan(query: str) -> int:
        return int(desk.get(f"/api/tallies?{day}&{query}").json["plan"]["people"])

    whole = set_target(desk, unit=CLUSTER, goal=1000)
    parts = desk.post(f"/api/targets/{whole['id']}/parts", {}).json["rows"]
    (in_tra_cau,) = (part for part in parts if part["unit"] == TRA_CAU)
    desk.post(f"/api/targets/{in_tra_cau['id']}/parts", {})
    rows = desk.get(f"/api/tallies?{day}&by=unit").json["rows"]
    plans = {row["key"]: row["plan"]["people"] for row in rows if row["plan"]}
    assert sum(plans.values()) == plan(f"unit={CLUSTER}") == 34, "and not five times 7"
    assert {unit: plan(f"unit={unit}") for unit in plans} == plans
    assert plan(f"team={OTHER_TEAM}") == plans[TRA_CAU]
    for query in (f"unit={TRA_CAU}", f"team={OTHER_TEAM}"):
        assert progress(desk, query)["rows"][0]["today"]["planned"] == plans[TRA_CAU]


def test_shared_out_shares_add_up_to_the_number_of_the_whole(town: Town) -> None:
    desk = town.desk()
    whole = set_target(desk, unit=CLUSTER, share=600, denominator=33_502, denominator_name="dân")
    shown = desk.get(f"/api/targets/{whole['id']}/parts").json["rows"]
    assert sum(part["becomes"] for part in shown) == 20_102
    parts = desk.post(f"/api/targets/{whole['id']}/parts", {}).json["rows"]
    numbers = [progress(desk, f"unit={part['unit']}")["rows"][0]["number"] for part in parts]
    assert sum(numbers) == whole["number"] == 20_102


def test_each_measure_has_one_row_for_today_and_the_week(town: Town) -> None:
    """The week begins on Monday, also where the target began later."""
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-23", people=4), lan.session(people=12))
    set_target(desk, unit=CLUSTER, goal=300, **{"from": "2026-11-24"})
    set_target(desk, unit=CLUSTER, goal=3650, **{"from": "2026-01-01", "to": "2026-12-31"})
    short, long = progress(desk)["rows"]
    assert (short["done"], long["done"]) == (12, 16)
    assert short["today"] == {"done": 12, "planned": 43}
    assert short["week"] == {"done": 16, "planned": 53}
    assert (long["today"], long["week"]) == (None, None)


def test_what_was_set_from_above_is_shared_out_by_who_got_it(town: Town) -> None:
    """The province's is left as it is, and the parts are the cluster's own."""
    with town.app.app_context():
        create_account("tinh", "Tỉnh", "coordinator", PROVINCE, PASSWORD)
    above, desk = town.desk("tinh"), town.desk()
    whole = set_target(above, unit=CLUSTER, goal=1000)
    place = f"/api/targets/{whole['id']}"
    rows = desk.post(f"{place}/parts", {}).json["rows"]
    assert sum(row["goal"] for row in rows) == 1000
    (part,) = (row for row in rows if row["unit"] == KHANH_CUONG)
    set_target(desk, unit=KHANH_CUONG, goal=part["goal"] + 1)
    assert desk.delete(f"/api/targets/{part['id']}").status == 204
    assert desk.delete(place).code == "wrong_role"
    assert progress(desk)["rows"][0]["number"] == 1000
    # The communes got their parts from the cluster, and share them out among their teams.
    below = commune(town, TRA_CAU)
    (row,) = progress(below)["rows"]
    assert not row["may_change"]
    asked = f"/api/targets/{row['set_here']['id']}/parts"
    (shared,) = below.post(asked, {}).json["rows"]
    assert (shared["team"], shared["number"]) == (OTHER_TEAM, row["number"])
    assert below.post(f"{place}/parts", {}).code == "not_found"
    # What the province set for a commune itself is not replaced by a part.
    set_target(above, unit=KHANH_CUONG, goal=5)
    for answer in (desk.get(f"{place}/parts"), desk.post(f"{place}/parts", {})):
        assert (answer.status, answer.code) == (409, "target_above")


def test_no_note_names_a_person_and_none_stands_in_the_trail(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "measure": "people", **NOVEMBER, "goal": 3}
    weight = f"/api/units/{KHANH_CUONG}/weight"
    for note, code in (
        ("Bà Nguyễn Thị Hoa, thôn 3, con là Trần Văn Hùng", "person_named"),
        ("Gọi 0912345678", "label_refused"),
    ):
        for answer in (
            desk.put("/api/targets", {**body, "note": note}),
            desk.put(weight, {"weight": 50, "note": note}),
        ):
            assert (answer.status, answer.code) == (422, code)
            assert list(answer.json["details"]["errors"]["json"]) == ["note"]
    told = set_target(desk, unit=CLUSTER, goal=3, note="Theo công văn")
    assert told["note"] == "Theo công văn"
    set_target(desk, unit=CLUSTER, goal=3, note="Theo kế hoạch")
    assert desk.put(weight, {"weight": 50, "note": "Xã miền núi"}).status == 200
    assert desk.delete(f"/api/targets/{told['id']}").status == 204
    acts = [trail(town.app, act) for act in ("target_set", "weight_set", "target_withdrawn")]
    assert [len(each) for each in acts] == [2, 1, 1]
    assert acts[0][1][1]["texts"] == ["note"]
    assert not any(word in str(acts) for word in ("Theo", "miền núi"))


def test_a_weight_that_stands_already_is_no_act_and_no_row(town: Town) -> None:
    desk = town.desk()
    for weight, rows in ((100, []), (50, [50]), (50, [50]), (100, [100])):
        told = desk.put(f"/api/units/{KHANH_CUONG}/weight", {"weight": weight}).json
        assert told["weight"] == weight
        with town.app.app_context():
            assert [
                row[0] for row in fetch_all(db.session, "SELECT weight FROM unit_weight")
            ] == rows
    assert len(trail(town.app, "weight_set")) == 2


def test_nothing_is_shared_out_below_a_commune_without_teams(town: Town) -> None:
    desk = town.desk()
    told = set_target(desk, unit=unit_id("21439", "2025-07-01"), goal=10)
    assert desk.post(f"/api/targets/{told['id']}/parts", {}).code == "nothing_to_share"


def test_targets_of_merged_communes_come_over_to_the_new_one(town: Town) -> None:
    today = town.clock.moment
    town.clock.moment = today.replace(2025, 6, 20)
    with town.app.app_context():
        create_account("tinh", "Tỉnh", "administrator", None, PASSWORD)
        create_account("xa", "Xã", "coordinator", PHO_CUONG, PASSWORD)
        create_account("xb", "Xã", "coordinator", PHO_KHANH, PASSWORD)
    year = {"from": "2025-01-01", "to": "2025-12-31"}
    set_target(town.desk("xa"), unit=PHO_CUONG, goal=400, **year)
    set_target(town.desk("xb"), unit=PHO_KHANH, goal=600, **year)
    town.clock.moment = today
    desk = town.desk()
    (row,) = progress(desk, f"unit={KHANH_CUONG}&on=2025-10-01")["rows"]
    assert (row["number"], row["set_here"]) == (1000, None)
    assert sorted(row["carried"]) == ["Xã Phổ Cường", "Xã Phổ Khánh"]
    own = {"unit": KHANH_CUONG, "goal": 900, **year}
    set_target(desk, **own)
    (row,) = progress(desk, f"unit={KHANH_CUONG}&on=2025-10-01")["rows"]
    assert (row["number"], row["carried"]) == (900, [])


def test_rows_of_totals_have_their_plan_and_a_row_without_one_says_so(town: Town) -> None:
    desk = town.desk()
    set_target(desk, unit=CLUSTER, goal=300)
    set_target(desk, unit=KHANH_CUONG, goal=60)
    set_target(desk, team=TEAM, goal=30)
    set_target(desk, unit=CLUSTER, measure="turns", of="DD", goal=90)
    days = "from=2026-11-01&to=2026-11-15"
    told = desk.get(f"/api/tallies?{days}").json
    assert told["plan"]["people"] == 150
    plans = {row["key"]: row["plan"] and row["plan"]["people"] for row in told["rows"]}
    assert plans[KHANH_CUONG] == 30
    assert plans[TRA_CAU] is None
    told = desk.get(f"/api/tallies?{days}&by=team").json
    assert {row["key"]: row["plan"] and row["plan"]["people"] for row in told["rows"]}[TEAM] == 15
    told = desk.get(f"/api/tallies?from=2026-11-24&to=2026-11-24&team={TEAM}&by=day").json
    assert told["plan"]["people"] == 1


def test_a_trend_has_every_day_up_to_today_also_those_of_nothing(town: Town) -> None:
    lan = town.lan()
    lan.sync(lan.session(day="2026-11-21", people=3))
    told = town.desk().get("/api/tallies?from=2026-11-01&to=2026-11-30&by=day").json
    assert [(row["key"], row["totals"]["people"]) for row in told["rows"]] == [
        ("2026-11-21", 3),
        ("2026-11-22", 0),
        ("2026-11-23", 0),
        ("2026-11-24", 0),
    ]
    set_target(town.desk(), unit=CLUSTER, goal=60)
    told = town.desk().get("/api/tallies?from=2026-11-01&to=2026-11-30&by=day").json
    assert {row["plan"]["people"] for row in told["rows"]} == {2}
    # The plan of the days before the first session is behind too.
    (card,) = progress(town.desk())["rows"]
    assert sum(row["plan"]["people"] for row in told["rows"]) == card["planned"] == 48


def test_a_lead_reads_the_teams_target_and_a_volunteer_too(town: Town) -> None:
    set_target(town.desk(), team=TEAM, goal=30)
    for phone in (town.lan(), town.ha()):
        (row,) = phone.web.get("/api/progress").json["rows"]
        assert (row["number"], row["may_change"]) == (30, False)


def test_a_target_says_which_outcomes_count_and_how_many_were_completed(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    services = {
        "people": 30,
        "services.DD01": {"people": 20, "outcome": "XONG", "reasons": []},
        "services.TT01": {"people": 12, "outcome": "KHONG", "reasons": ["MAY2"]},
        "services.DD02": {"people": 5, "outcome": "KHONG", "reasons": ["MAY2"]},
    }
    lan.sync(lan.session(**services))
    set_target(desk, unit=CLUSTER, measure="turns", goal=30)
    set_target(desk, unit=CLUSTER, measure="completed", goal=25)
    set_target(desk, unit=CLUSTER, measure="completed", of="DD", goal=22)
    set_target(desk, unit=CLUSTER, measure="people", goal=40)
    rows = {(row["measure"], row["of"]): row for row in progress(desk)["rows"]}
    told = {key: (row["done"], row["completed"], row["left"]) for key, row in rows.items()}
    assert told == {
        ("turns", ""): (37, 20, 10),
        ("completed", ""): (20, 20, 5),
        ("completed", "DD"): (20, 20, 2),
        ("people", ""): (30, None, 10),
    }
    assert rows["turns", ""]["today"]["done"] == rows["turns", ""]["week"]["done"] == 20
    assert rows["completed", ""]["today"]["done"] == 20
    assert rows["completed", "DD"]["today"]["done"] == 20
    body = {"unit": CLUSTER, "measure": "sessions", "of": "DD", **NOVEMBER, "goal": 5}
    assert desk.put("/api/targets", body).code == "invalid_shape"


def test_nothing_is_no_target_and_the_field_is_named(town: Town) -> None:
    body = {"unit": CLUSTER, "measure": "people", **NOVEMBER, "goal": 0}
    answer = town.desk().put("/api/targets", body)
    assert answer.code == "invalid_shape"
    assert list(answer.json["details"]["errors"]["json"]) == ["goal"]


def under_the_cluster(town: Town, count: int, first: int = 0) -> None:
    """So many units more."""
    same = {"kind": "xa", "parent_id": CLUSTER, "valid_from": "2026-01-01"}
    rows = [{"id": str(uuid4()), "code": f"X{n}", "name": f"Xã {n}"} for n in range(first, count)]
    with town.app.app_context():
        db.session.execute(insert(Unit), [{**same, **row} for row in rows])
        db.session.commit()


def test_a_target_is_shared_out_among_hundreds_at_once(town: Town) -> None:
    """And what all of them were seen to have fits into what is sent."""
    desk, asked = town.desk(), []
    seen: list[dict[str, Any]] = []
    for first, count, goal in ((0, 5, 1000), (5, 399, 2000), (399, 400, 5000)):
        under_the_cluster(town, count, first)
        target = set_target(desk, unit=CLUSTER, goal=goal)["id"]
        with statements(town.app) as said:
            answer = desk.post(f"/api/targets/{target}/parts", {"replaces": seen})
        assert answer.status == 200, answer.body
        rows = answer.json["rows"]
        assert (len(rows), sum(row["goal"] for row in rows)) == (count + 5, goal)
        seen = [{"unit": row["unit"], "number": row["number"]} for row in rows]
        asked.append(len(said))
    assert max(asked) <= asked[0] + 4, "parts of what is asked for by ids"


def test_sharing_out_that_takes_too_long_sets_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()
    target = set_target(desk, unit=CLUSTER, goal=300)["id"]
    with monkeypatch.context() as patch:
        patch.setattr(manage_targets, "LOCKED_SECONDS", -1.0)
        answer = desk.post(f"/api/targets/{target}/parts", {})
    assert (answer.status, answer.code) == (503, "change_slow")
    assert not progress(desk, f"unit={TRA_CAU}")["rows"]
    assert desk.post(f"/api/targets/{target}/parts", {}).status == 200


def test_sharing_out_writes_over_nobodys_number_unseen(town: Town) -> None:
    desk = town.desk()
    target = set_target(desk, unit=CLUSTER, goal=300)["id"]
    own = set_target(desk, unit=KHANH_CUONG, goal=77, note="Theo công văn 12")

    def parts(*replaces: dict[str, Any]) -> Any:
        return desk.post(f"/api/targets/{target}/parts", {"replaces": list(replaces)})

    answer = parts()
    assert (answer.status, answer.code) == (409, "parts_there")
    (there,) = answer.json["details"]["parts"]
    assert (there["unit"], there["number"], there["kind"]) == (KHANH_CUONG, 77, "xa")
    assert progress(desk, f"unit={KHANH_CUONG}")["rows"][0]["set_here"] == own
    assert not progress(desk, f"unit={TRA_CAU}")["rows"]  # nobody else has a part, either
    # What it was seen to have is another number by now.
    set_target(desk, unit=KHANH_CUONG, goal=78)
    seen = {"unit": KHANH_CUONG, "number": 77}
    assert parts(seen).code == "parts_there"
    assert parts({**seen, "number": 78}).status == 200
    (row,) = progress(desk, f"unit={KHANH_CUONG}")["rows"]
    assert row["number"] == there["becomes"]
    assert parts().status == 200  # once more: all have what they would get


def test_a_commune_shares_out_among_its_teams_and_their_phones_are_told(town: Town) -> None:
    """Nobody's number is replaced unseen, a team that stands elsewhere gets nothing."""
    desk, tam = town.desk(), town.phone("Tâm", OTHER_TEAM)
    tam.sync()
    target = set_target(desk, unit=KHANH_CUONG, goal=7)["id"]
    own = set_target(desk, team=TEAM, goal=5)
    answer = desk.post(f"/api/targets/{target}/parts", {})
    assert (answer.status, answer.code) == (409, "parts_there")
    (there,) = answer.json["details"]["parts"]
    assert (there["team"], there["number"], there["becomes"]) == (TEAM, 5, 7)
    assert desk.get(f"/api/targets/{target}/parts").json["rows"] == [there]
    assert progress(desk, f"team={TEAM}")["rows"][0]["set_here"] == own
    seen = [{"team": TEAM, "number": 5}]
    rows = desk.post(f"/api/targets/{target}/parts", {"replaces": seen}).json["rows"]
    assert [(row["team"], row["unit"], row["goal"]) for row in rows] == [(TEAM, None, 7)]
    assert desk.post(f"/api/targets/{target}/parts", {"replaces": [{"number": 5}]}).status == 422
    assert not progress(desk, f"team={OTHER_TEAM}")["rows"]
    # Past days are shared out among those that stood there then.
    early = {"from": "2020-01-01", "to": "2020-01-31"}
    past = set_target(desk, unit=KHANH_CUONG, goal=7, **early)["id"]
    assert desk.post(f"/api/targets/{past}/parts", {}).code == "nothing_to_share"


def test_what_falls_on_which_days_is_worked_out_once_for_all_of_them(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each day of three years went through all targets of the unit."""
    desk, lan, made = town.desk(), town.lan(), list[int]()
    lan.sync(*(lan.session(day=f"2026-11-{day}") for day in range(11, 20)))
    for goal in (10, 20, 30):
        set_target(desk, unit=CLUSTER, goal=goal, **{"from": f"2026-11-{goal}"})

    def schedule(aims: Aims) -> Schedule:
        made.append(len(aims))
        return Schedule(aims)

    monkeypatch.setattr(plans, "Schedule", schedule)
    for by, rows in (("day", 15), ("month", 1)):
        answer = desk.get(f"/api/tallies?unit={CLUSTER}&from=2026-11-01&to=2026-11-30&by={by}")
        assert len(answer.json["rows"]) == rows
        assert made == [3]
        made.clear()
