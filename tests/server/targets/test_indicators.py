"""Indicators entered by hand: beside the counted figures and never among them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert

from server.database.connections import AnySession
from server.database.engine import db
from server.targets import store
from server.targets.tables import Indicator, IndicatorValue
from server.targets.use_cases.indicators import MOST_FIGURES
from tests.server.directory.changing import ask
from tests.server.directory.test_changing_units import SPLIT, coordinator
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, TEAM, TRA_CAU, Town
from tests.wires import Browser

NOVEMBER = {"from": "2026-11-01", "to": "2026-11-24"}


def enter(desk: Browser, **body: Any) -> dict[str, Any]:
    given = {"indicator": "TAPHUAN", "source": "Sổ họp tháng 11", **NOVEMBER, **body}
    answer = desk.post("/api/indicator-values", given)
    assert answer.status == 201, answer.body
    told: dict[str, Any] = answer.json
    return told


def values(desk: Browser, unit: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.get(
        f"/api/indicator-values?unit={unit}&from=2026-11-01&to=2026-11-30"
    ).json["rows"]
    return rows


def test_what_was_entered_says_by_whom_and_whence(town: Town) -> None:
    desk = town.desk()
    enter(desk, unit=KHANH_CUONG, value=3)
    (row,) = values(desk, CLUSTER)
    assert (row["value"], row["entered_by"], row["source"]) == (3, "Sơn", "Sổ họp tháng 11")
    assert (row["name"], row["indicator"]["unit_vi"]) == ("Xã Khánh Cường", "buổi")


def test_it_never_changes_a_counted_figure(town: Town) -> None:
    desk = town.desk()
    before = desk.get("/api/tallies?from=2026-11-01&to=2026-11-30").json["total"]
    enter(desk, unit=CLUSTER, value=1000)
    assert desk.get("/api/tallies?from=2026-11-01&to=2026-11-30").json["total"] == before


def test_counts_of_units_and_teams_below_add_up_under_a_target(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "measure": "indicator", "of": "TAPHUAN", "goal": 10}
    assert (
        desk.put("/api/targets", {**body, "from": "2026-11-01", "to": "2026-11-30"}).status == 200
    )
    (row,) = desk.get("/api/progress").json["rows"]
    assert (row["done"], row["left"]) == (None, None)
    for where in ({"unit": KHANH_CUONG}, {"unit": TRA_CAU}, {"team": TEAM}):
        enter(desk, **where, value=2)
    (row,) = desk.get("/api/progress").json["rows"]
    assert (row["done"], row["left"]) == (6, 4)
    assert row["label_vi"] == "Buổi tập huấn về chuyển đổi số"
    assert row["today"] is None


def test_of_a_measured_share_the_last_one_of_the_unit_itself_holds(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "measure": "indicator", "of": "TL_DVC", "share": 400}
    assert (
        desk.put("/api/targets", {**body, "from": "2026-11-01", "to": "2026-11-30"}).status == 200
    )
    early = {"from": "2026-11-01", "to": "2026-11-10"}
    enter(desk, indicator="TL_DVC", unit=CLUSTER, value=310, **early)
    enter(desk, indicator="TL_DVC", unit=CLUSTER, value=352)
    enter(desk, indicator="TL_DVC", unit=KHANH_CUONG, value=900)
    (row,) = desk.get("/api/progress").json["rows"]
    assert (row["share"], row["done"], row["number"]) == (400, 352, None)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"indicator": "KHONGCO"}, "invalid_shape"),
        ({"indicator": "TL_DVC", "value": 1001}, "invalid_shape"),
        ({"value": -1}, "invalid_shape"),
        ({"value": 1.5}, "invalid_shape"),
        ({"from": "2026-11-24", "to": "2026-11-01"}, "invalid_shape"),
        ({"from": "2026-11-25", "to": "2026-11-30"}, "day_too_late"),
        ({"from": "2026-11-01", "to": "2026-11-25"}, "day_too_late"),
        ({"source": "Gọi 0912345678"}, "label_refused"),
        ({"source": "Bà Nguyễn Thị Hoa, thôn 3"}, "person_named"),
        ({"team": TEAM}, "invalid_shape"),
    ],
)
def test_what_cannot_be_is_refused(town: Town, body: dict[str, Any], code: str) -> None:
    given = {
        "indicator": "TAPHUAN",
        "value": 1,
        "source": "Sổ",
        "unit": CLUSTER,
        **NOVEMBER,
        **body,
    }
    answer = town.desk().post("/api/indicator-values", given)
    assert answer.code == code
    assert values(town.desk(), CLUSTER) == []


def test_what_stands_there_is_not_entered_twice(town: Town) -> None:
    desk = town.desk()
    made = enter(desk, unit=CLUSTER, value=3)
    given = {"indicator": "TAPHUAN", "unit": CLUSTER, "value": 3, **NOVEMBER}
    again = desk.post("/api/indicator-values", {**given, "source": " Sổ  họp tháng 11"})
    assert (again.status, again.code) == (409, "figure_there")
    for other in ({"value": 4}, {"source": "Sổ họp lần hai"}, {"unit": KHANH_CUONG}):
        enter(desk, **{**given, "source": "Sổ họp tháng 11", **other})
    assert desk.delete(f"/api/indicator-values/{made['id']}").status == 204
    enter(desk, unit=CLUSTER, value=3)
    assert len(values(desk, CLUSTER)) == 4


def test_a_month_holds_so_many_figures_and_no_more(town: Town) -> None:
    desk = town.desk()
    made = enter(desk, unit=CLUSTER, value=3)
    same = {"indicator": "TAPHUAN", "scope_kind": "unit", "scope_id": CLUSTER, "value": 1}
    same |= {"first": NOVEMBER["from"], "last": NOVEMBER["to"], "entered_by": ""}
    same |= {"entered_at": town.clock()}
    rows = [{"id": str(uuid4()), "source": f"Sổ {n}"} for n in range(MOST_FIGURES - 1)]
    with town.app.app_context():
        db.session.execute(insert(IndicatorValue), [{**same, **row} for row in rows])
        db.session.commit()
    more = {"indicator": "TAPHUAN", "unit": CLUSTER, "value": 4, "source": "Sổ", **NOVEMBER}
    assert desk.post("/api/indicator-values", more).code == "figures_full"
    enter(desk, **{**more, "from": "2026-10-01", "to": "2026-10-31"})
    assert desk.delete(f"/api/indicator-values/{made['id']}").status == 204
    enter(desk, **more)


def test_a_closed_month_takes_no_figure_and_loses_none_until_it_is_opened(town: Town) -> None:
    """The closed report stays, and no later one tells of figures that were entered by hand."""
    desk = town.desk()
    made = enter(desk, unit=KHANH_CUONG, value=3)
    month = {"unit": KHANH_CUONG, "month": "2026-11"}
    assert desk.post("/api/reports", {**month, "despite": True}).status == 201
    for where in ({"unit": KHANH_CUONG}, {"team": TEAM}):
        given = {"indicator": "TAPHUAN", "value": 4, "source": "Sổ", **NOVEMBER, **where}
        assert desk.post("/api/indicator-values", given).code == "closed_month"
    assert desk.delete(f"/api/indicator-values/{made['id']}").code == "closed_month"
    enter(desk, unit=TRA_CAU, value=1)
    enter(desk, unit=KHANH_CUONG, value=4, **{"from": "2026-10-01", "to": "2026-10-31"})
    assert desk.post("/api/reports/reopened", {**month, "reason": "Thiếu số"}).status == 204
    enter(desk, unit=KHANH_CUONG, value=4)


def test_of_the_same_figure_at_once_one_is_entered(town: Town) -> None:
    given = {"indicator": "TAPHUAN", "unit": CLUSTER, "value": 3, "source": "Sổ", **NOVEMBER}
    desks = [town.desk() for _ in range(6)]
    with ThreadPoolExecutor(len(desks)) as pool:
        told = list(pool.map(lambda desk: desk.post("/api/indicator-values", given).status, desks))
    assert sorted(told) == [201, *[409] * 5]


def test_what_is_taken_back_is_gone_from_lists_and_stays_in_the_trail(town: Town) -> None:
    desk = town.desk()
    told = enter(desk, unit=CLUSTER, value=4)
    assert desk.delete(f"/api/indicator-values/{told['id']}").status == 204
    assert values(desk, CLUSTER) == []
    assert desk.delete(f"/api/indicator-values/{told['id']}").status == 404
    said = {"indicator": "TAPHUAN", "value": 4, "scope": ["unit", CLUSTER]}
    for act in ("indicator_entered", "indicator_withdrawn"):
        ((_, details),) = trail(town.app, act)
        assert said.items() <= details.items()
        assert told["source"] not in str(details)


def test_a_retired_indicator_takes_nothing_more(town: Town) -> None:
    desk = town.desk()
    assert desk.patch("/api/indicators/TAPHUAN", {"active": False}).json["active"] is False
    given = {"indicator": "TAPHUAN", "value": 1, "source": "Sổ", "unit": CLUSTER, **NOVEMBER}
    assert desk.post("/api/indicator-values", given).code == "invalid_shape"


def test_a_code_is_given_once(town: Town) -> None:
    given = {"code": "TAPHUAN", "kind": "count", "label_vi": "Khác", "label_en": "Other"}
    given |= {"unit_vi": "buổi", "unit_en": "trainings"}
    assert town.desk().post("/api/indicators", given).code == "code_taken"


def test_a_code_that_was_free_when_somebody_looked_is_given_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"code": "TAPHUAN", "kind": "count", "label_vi": "Khác", "label_en": "Other"}
    given |= {"unit_vi": "buổi", "unit_en": "trainings"}
    desk = town.desk()
    with monkeypatch.context() as patch:
        patch.setattr(store, "indicators", lambda _: [])
        answer = desk.post("/api/indicators", given)
    assert (answer.status, answer.code) == (409, "code_taken")
    assert trail(town.app, "indicator_added") == []


def test_of_the_same_code_at_once_one_is_given(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks has looked, and found it free, when another one gives it."""
    given = {"code": "TAPHUAN2", "kind": "count", "label_vi": "Tập huấn", "label_en": "Trainings"}
    given |= {"unit_vi": "buổi", "unit_en": "trainings"}
    desks = [town.desk() for _ in range(2)]
    looked = Barrier(len(desks))
    present = store.indicators

    def look_together(session: AnySession) -> list[Indicator]:
        found = present(session)
        if session.get_bind().dialect.name == "postgresql":  # SQLite lets in one at a time
            looked.wait(30)
        return found

    with monkeypatch.context() as patch, ThreadPoolExecutor(len(desks)) as pool:
        patch.setattr(store, "indicators", look_together)
        told = list(pool.map(lambda desk: desk.post("/api/indicators", given), desks))
    assert sorted((answer.status, answer.code) for answer in told) == [
        (201, None),
        (409, "code_taken"),
    ]
    rows = desks[0].get("/api/indicators").json["rows"]
    assert [row["code"] for row in rows].count("TAPHUAN2") == 1
    assert len(trail(town.app, "indicator_added")) == 1


def test_a_value_over_two_months_stands_in_the_month_of_its_last_day(town: Town) -> None:
    desk = town.desk()
    enter(desk, unit=CLUSTER, value=5, **{"from": "2026-10-28", "to": "2026-11-03"})
    assert [row["value"] for row in values(desk, CLUSTER)] == [5]
    months = {}
    for month in ("2026-10", "2026-11"):
        told = desk.get(f"/api/reports?unit={CLUSTER}&month={month}").json["indicators"]
        months[month] = next(row["value"] for row in told if row["key"] == "TAPHUAN")
    assert months == {"2026-10": None, "2026-11": 5}


def test_what_was_entered_of_a_month_is_no_figure_of_a_week(town: Town) -> None:
    town.clock.move(days=8)
    desk = town.desk()
    enter(desk, unit=CLUSTER, value=14, **{"from": "2026-11-01", "to": "2026-11-30"})
    enter(desk, unit=CLUSTER, value=2, **{"from": "2026-11-30", "to": "2026-11-30"})
    days = "from=2026-11-30&to=2026-12-06"
    told = desk.get(f"/api/reports?unit={CLUSTER}&{days}").json["indicators"]
    row = next(row for row in told if row["key"] == "TAPHUAN")
    assert (row["value"], row["beyond"]) == (
        2,
        [{"value": 14, "from": "2026-11-01", "to": "2026-11-30"}],
    )
    month = desk.get(f"/api/reports?unit={CLUSTER}&month=2026-11").json["indicators"]
    row = next(row for row in month if row["key"] == "TAPHUAN")
    assert (row["value"], row["beyond"]) == (16, [])
    csv = desk.get(f"/api/exports/report.csv?unit={CLUSTER}&{days}").body.decode()
    assert "Chưa tính 14 nhập chung cho 01/11/2026 – 30/11/2026" in csv


def test_a_report_holds_a_month_against_its_part_of_a_target(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "measure": "indicator", "of": "TAPHUAN", "goal": 365}
    assert (
        desk.put("/api/targets", {**body, "from": "2026-01-01", "to": "2026-12-31"}).status == 200
    )
    told = desk.get(f"/api/reports?unit={CLUSTER}&month=2026-11").json["indicators"]
    assert next(row["plan"] for row in told if row["key"] == "TAPHUAN") == 30


def withdraw(desk: Browser, value: dict[str, Any]) -> tuple[int, str | None]:
    answer = desk.delete(f"/api/indicator-values/{value['id']}")
    return answer.status, answer.code if answer.status != 204 else None


@pytest.mark.parametrize("where", [{"unit": KHANH_CUONG}, {"team": TEAM}], ids=["unit", "team"])
def test_what_was_entered_further_up_is_not_withdrawn_from_below(
    town: Town, where: dict[str, str]
) -> None:
    coordinator(town, KHANH_CUONG)
    desk, below = town.desk(), town.desk("mai")
    above, own = enter(desk, value=77, **where), enter(below, value=2, **where)
    assert withdraw(below, above) == (403, "wrong_role")
    assert withdraw(below, own) == (204, None)
    assert [row["id"] for row in values(desk, CLUSTER)] == [above["id"]]
    assert withdraw(desk, above) == (204, None)


def test_no_part_withdraws_a_figure_of_a_divided_unit(town: Town) -> None:
    coordinator(town, KHANH_CUONG)
    desk = town.desk()
    value = enter(town.desk("mai"), unit=KHANH_CUONG, value=7)
    assert ask(desk, {**SPLIT, "goes": [{"team": TEAM, "into": 0}]}).status == 200
    north = next(
        row["id"] for row in desk.get("/api/units").json["rows"] if row["valid_from"] == SPLIT["on"]
    )
    coordinator(town, north, "bac")
    part = town.desk("bac")
    assert value["id"] in [row["id"] for row in values(part, north)]
    assert withdraw(part, value) == (403, "wrong_role")
    assert withdraw(desk, value) == (204, None)


def test_what_was_entered_for_a_divided_unit_counts_as_no_part_s_own(town: Town) -> None:
    """Nor what was entered of a team that stood there on its last day, as its sessions do not."""
    desk = town.desk()
    enter(desk, unit=KHANH_CUONG, value=5, to="2026-11-15")
    enter(desk, team=TEAM, value=7, to="2026-11-15")
    assert ask(desk, {**SPLIT, "goes": [{"team": TEAM, "into": 0}]}).status == 200
    parts = [
        row["id"] for row in desk.get("/api/units").json["rows"] if row["valid_from"] == SPLIT["on"]
    ]
    assert len(parts) == 2
    for unit, told, seen in (
        *((part, None, {5, 7}) for part in parts),
        (KHANH_CUONG, 12, {5, 7}),
        (CLUSTER, 12, {5, 7}),
    ):
        month = desk.get(f"/api/reports?unit={unit}&month=2026-11").json
        found = {row["key"]: row["value"] for row in month["indicators"]}
        assert found["TAPHUAN"] == told
        assert {row["value"] for row in values(desk, unit)} == seen
    target = {"unit": parts[0], "measure": "indicator", "of": "TAPHUAN", "goal": 9, "saw": None}
    days = {"from": "2026-11-01", "to": "2026-11-30"}
    assert desk.put("/api/targets", {**target, **days}).status == 200
    (row,) = desk.get(f"/api/progress?unit={parts[0]}").json["rows"]
    assert row["done"] is None


def test_the_trail_of_a_withdrawal_says_whose_figure_it_was(town: Town) -> None:
    desk = town.desk()
    value = enter(desk, unit=KHANH_CUONG, value=7)
    assert withdraw(desk, value) == (204, None)
    (row, *_) = desk.get("/api/audit?about=figures").json["rows"]
    assert (row["action"], row["name"]) == ("indicator_withdrawn", "Xã Khánh Cường")
    assert row["names"][row["details"]["entered_by"]] == "Sơn"
