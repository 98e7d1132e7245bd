"""Closing a month: kept figures never change, and what comes later is told once, by the next
report."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.auth.tables import Device
from server.database.engine import db
from server.database.sql import Query
from server.directory.use_cases.create_team import Placement, create_team
from server.organisation.store import units
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, PROVINCE, TEAM, TRA_CAU, Town
from tests.wires import Browser


def report(desk: Browser, month: str, unit: str = CLUSTER) -> dict[str, Any]:
    answer = desk.get(f"/api/reports?unit={unit}&month={month}")
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    return told


def close(desk: Browser, month: str, unit: str = CLUSTER) -> dict[str, Any]:
    answer = desk.post("/api/reports", {"unit": unit, "month": month, "despite": True})
    assert answer.status == 201, answer.body
    told: dict[str, Any] = answer.json
    return told


def test_a_closed_month_stays_and_what_comes_late_is_told_by_the_next(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    closed = close(desk, "2026-11")
    assert closed["total"]["people"] == 5
    late = lan.session(day="2026-11-21", people=3)
    lan.sync(late)
    assert report(desk, "2026-11")["total"] == closed["total"]
    assert report(desk, "2026-11")["late"] == []
    (told,) = report(desk, "2026-12")["late"]
    assert told["month"] == "2026-11"
    assert told["figures"] == {"people": 3, "turns": 1, "volunteers": 1, "sessions": 1}


def test_all_reports_together_tell_each_record_once(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    close(desk, "2026-11")
    lan.sync(lan.session(day="2026-11-21", people=3))
    town.clock.move(days=10)
    close(town.desk(), "2026-12")
    town.clock.move(days=30)
    desk = town.desk()
    assert report(desk, "2027-01")["late"] == []
    lan.sync(lan.session(day="2026-11-22", people=1))
    (told,) = close(desk, "2027-01")["late"]
    assert told["figures"]["people"] == 1


def test_the_unit_above_tells_who_closed_with_other_figures(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    close(desk, "2026-11", KHANH_CUONG)
    close(desk, "2026-11", TRA_CAU)
    assert report(desk, "2026-11")["closed_below"] == []
    lan.sync(lan.session(day="2026-11-21", people=3))
    (told,) = report(desk, "2026-11")["closed_below"]
    assert (told["key"], told["label"], told["kind"]) == (KHANH_CUONG, "Khánh Cường", "xa")
    assert told["figures"] == {"people": 5, "turns": 1, "volunteers": 1, "sessions": 1}
    assert report(desk, "2026-11", KHANH_CUONG)["closed_below"] == []
    assert close(desk, "2026-11")["closed_below"] == [told]


def test_what_is_voided_after_closing_is_told_as_less(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    session = lan.session(day="2026-11-20", people=5)
    lan.sync(session)
    close(desk, "2026-11")
    lan.sync(lan.edit(session["record"], {"status": "void"}, {"status": "live"}))
    (told,) = report(desk, "2026-12")["late"]
    assert told["figures"]["people"] == -5


def test_whoever_holds_the_paper_sees_whether_it_still_holds(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    code = close(desk, "2026-11")["closed"]["code"]
    anybody = Browser(town.connect())
    told = anybody.get(f"/api/snapshots/{code}").json
    assert (told["same"], told["unit"], told["total"]["people"]) == (True, "Cụm Đức Phổ", 5)
    lan.sync(lan.session(day="2026-11-21", people=3))
    told = anybody.get(f"/api/snapshots/{code[:5]}-{code[5:].lower()}").json
    assert (told["same"], told["total"]["people"], told["now"]["people"]) == (False, 5, 8)
    assert told["told"]["people"] == 5
    town.clock.move(days=10)
    close(town.desk(), "2026-12")
    assert anybody.get(f"/api/snapshots/{code}").json["told"]["people"] == 8
    assert anybody.get("/api/snapshots/AAAAA-AAAAA").status == 404
    assert anybody.get("/api/snapshots/khong").status == 404


def test_a_month_is_closed_once_and_not_before_it_begins(town: Town) -> None:
    desk = town.desk()
    close(desk, "2026-11")
    body = {"unit": CLUSTER, "month": "2026-11"}
    assert desk.post("/api/reports", body).code == "already_closed"
    assert desk.post("/api/reports", {**body, "month": "2026-12"}).code == "day_too_late"
    assert len(trail(town.app, "month_closed")) == 1
    (row,) = desk.get(f"/api/reports/closed?unit={CLUSTER}").json["rows"]
    assert (row["month"], row["closed_by"]) == ("2026-11", "Sơn")


def test_a_report_has_its_parts_and_says_where_indicators_come_from(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    services = {
        "people": 30,
        "services.DD01": {"people": 20, "outcome": "XONG", "reasons": []},
        "services.TT01": {"people": 12, "outcome": "KHONG", "reasons": ["MAY2"]},
    }
    lan.sync(lan.session(**services))
    month = {"from": "2026-11-01", "to": "2026-11-30"}
    target = {"unit": CLUSTER, "measure": "people", **month, "goal": 60}
    assert desk.put("/api/targets", target).status == 200
    entered = {"unit": KHANH_CUONG, "indicator": "TAPHUAN", "value": 2, "source": "Sổ họp"}
    days = {"from": "2026-11-01", "to": "2026-11-24"}
    assert desk.post("/api/indicator-values", {**entered, **days}).status == 201
    told = report(desk, "2026-11")
    assert told["total"] == {"people": 30, "turns": 32, "volunteers": 1, "sessions": 1}
    assert told["plan"]["people"] == 60
    completed = {row["key"]: row["completed"] for row in told["groups"]}
    assert completed == {"DD": 20, "TT": 0}
    assert {row["key"]: row["turns"] for row in told["groups"]} == {"DD": 20, "TT": 12}
    assert {row["key"]: row["people"] for row in told["outcomes"]}["KHONG"] == 12
    (training,) = (row for row in told["indicators"] if row["key"] == "TAPHUAN")
    assert (training["value"], training["sources"]) == (2, "Sổ họp")
    assert {row["key"] for row in told["rows"]} >= {KHANH_CUONG}
    assert told["by"] == "unit"
    (row,) = report(desk, "2026-11", KHANH_CUONG)["rows"]
    assert (row["key"], row["figures"]["people"]) == (TEAM, 30)


def test_a_share_is_held_against_a_share_also_where_it_says_of_how_many(town: Town) -> None:
    desk = town.desk()
    month = {"from": "2026-11-01", "to": "2026-11-30"}
    target = {"unit": CLUSTER, "measure": "indicator", "of": "TL_DVC", **month, "share": 400}
    assert desk.put("/api/targets", {**target, "denominator": 2000}).status == 200
    (share,) = (row for row in report(desk, "2026-11")["indicators"] if row["key"] == "TL_DVC")
    assert share["plan"] == 400


def test_a_team_founded_after_the_month_is_no_part_of_its_report(town: Town) -> None:
    town.clock.move(days=8)
    desk = town.desk()
    with town.app.app_context():
        standing = Placement(KHANH_CUONG, "2026-12-02")
        team = create_team(SYSTEM, "doi_hinh", "Đội mới", [standing], code="DH-M")
    november, december = (report(desk, month, KHANH_CUONG) for month in ("2026-11", "2026-12"))
    assert {row["key"] for row in december["rows"]} - {r["key"] for r in november["rows"]} == {team}
    assert december["completeness"]["teams"] - november["completeness"]["teams"] == 1
    mai = town.phone("Mai", team)
    mai.sync(mai.session(day="2026-11-30", people=9))
    assert team in {row["key"] for row in report(desk, "2026-11", KHANH_CUONG)["rows"]}


def test_of_a_share_the_one_value_that_holds_is_cited_and_no_other(town: Town) -> None:
    desk = town.desk()
    body = {"unit": CLUSTER, "indicator": "TL_DVC", "from": "2026-11-01"}
    for last, value, source in (
        ("2026-11-10", 380, "Phiếu hỏi tháng 10"),
        ("2026-11-20", 412, "Số liệu Công an"),
    ):
        entered = {**body, "to": last, "value": value, "source": source}
        assert desk.post("/api/indicator-values", entered).status == 201
    below = {**body, "unit": KHANH_CUONG, "to": "2026-11-22", "value": 200, "source": "Xã tự đo"}
    assert desk.post("/api/indicator-values", below).status == 201
    (share,) = (row for row in report(desk, "2026-11")["indicators"] if row["key"] == "TL_DVC")
    assert (share["value"], share["sources"]) == (412, "Số liệu Công an")


def test_what_another_unit_did_before_it_came_is_no_late_record(town: Town) -> None:
    """C closed its month; B, whose past it takes over, did things in that month too."""
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    lan.sync(lan.session(day="2026-11-20", people=5))
    tam.sync(tam.session(day="2026-11-20", people=7))
    code = close(desk, "2026-11", KHANH_CUONG)["closed"]["code"]
    merge = {"kind": "merge", "units": [TRA_CAU], "into": [{"id": KHANH_CUONG}], "goes": []}
    answer = desk.post("/api/units/changes", {**merge, "on": "2026-11-24", "dry_run": False})
    assert answer.status == 200, answer.body
    assert report(desk, "2026-12", KHANH_CUONG)["late"] == []
    assert Browser(town.connect()).get(f"/api/snapshots/{code}").json["same"] is True


def test_what_is_merged_into_a_unit_that_stands_is_no_earlier_name_of_it(town: Town) -> None:
    """A and B both closed their months; then A goes into B, which nothing stood before."""
    quan, lan, tam = town.desk("quan"), town.lan(), town.phone("Tâm", OTHER_TEAM)
    new = {"code": "20999", "name": "Phổ Mới", "kind": "xa", "parent": CLUSTER}
    answer = quan.post("/api/units", {**new, "valid_from": "2025-07-01"})
    assert answer.status == 201, answer.body
    b, desk = answer.json["id"], town.desk()
    moved = desk.post(f"/api/teams/{TEAM}/move", {"unit": b, "from": "2026-11-01"})
    assert moved.status == 200, moved.body
    lan.sync(lan.session(day="2026-11-20", people=5))
    tam.sync(tam.session(day="2026-11-20", people=7))
    codes = [close(desk, "2026-11", unit)["closed"]["code"] for unit in (TRA_CAU, b)]
    merge = {"kind": "merge", "units": [TRA_CAU], "into": [{"id": b}], "goes": []}
    answer = desk.post("/api/units/changes", {**merge, "on": "2026-11-24", "dry_run": False})
    assert answer.status == 200, answer.body
    told = report(desk, "2026-11", b)
    assert (told["total"]["people"], told["closed"]["code"]) == (5, codes[1])
    assert report(desk, "2026-12", b)["late"] == []
    assert all(desk.get(f"/api/snapshots/{code}").json["same"] for code in codes)


def test_a_unit_under_a_new_name_keeps_its_closed_months(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    code = close(desk, "2026-11", KHANH_CUONG)["closed"]["code"]
    into = {"code": "21472", "name": "Khánh Cường Mới", "kind": "phuong", "parent": CLUSTER}
    rename = {"kind": "rename", "units": [KHANH_CUONG], "into": [into], "goes": []}
    answer = desk.post("/api/units/changes", {**rename, "on": "2026-11-24", "dry_run": False})
    assert answer.status == 200, answer.body
    (row,) = (u for u in desk.get("/api/units").json["rows"] if u["name"] == "Khánh Cường Mới")
    assert report(desk, "2026-11", row["id"])["closed"]["code"] == code
    body = {"unit": row["id"], "month": "2026-11"}
    assert desk.post("/api/reports", body).code == "already_closed"


@pytest.mark.parametrize("renamed", [KHANH_CUONG, CLUSTER], ids=["itself", "above"])
def test_what_counts_under_a_name_that_began_within_a_closed_month_is_not_late(
    town: Town, renamed: str
) -> None:
    """What is decided for the 20th is entered days after the month was closed."""
    desk, above, lan = town.desk(), town.desk("quan"), town.lan()
    lan.sync(lan.session(day="2026-11-18", people=5), lan.session(day="2026-11-22", people=7))
    codes = [close(desk, "2026-11", unit)["closed"]["code"] for unit in (KHANH_CUONG, CLUSTER)]
    kind, parent = ("xa", CLUSTER) if renamed == KHANH_CUONG else ("cum", PROVINCE)
    into = {"code": "20998", "name": "Tên Mới", "kind": kind, "parent": parent}
    rename = {"kind": "rename", "units": [renamed], "into": [into], "goes": []}
    for dry_run in (True, False):
        wish = {**rename, "on": "2026-11-20", "dry_run": dry_run}
        answer = above.post("/api/units/changes", wish)
        assert answer.status == 200, answer.body
        assert answer.json["closed"] == []
    rows = above.get("/api/units").json["rows"]
    (now,) = (
        row["id"]
        for row in rows
        if row["valid_from"] == "2026-11-20" and row["name"] in ("Tên Mới", "Khánh Cường")
        if row["kind"] == "xa"
    )
    desk = town.desk()
    assert report(desk, "2026-12", now)["late"] == []
    assert all(desk.get(f"/api/snapshots/{code}").json["same"] for code in codes)
    lan.sync(lan.session(day="2026-11-23", people=3))
    (told,) = report(desk, "2026-12", now)["late"]
    assert told["figures"]["people"] == 3
    town.clock.move(days=40)
    desk = town.desk()
    close(desk, "2026-12", now)
    assert report(desk, "2027-01", now)["late"] == []


def test_a_unit_that_takes_another_in_keeps_what_it_closed_under_its_earlier_name(
    town: Town,
) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    code = close(desk, "2026-11", KHANH_CUONG)["closed"]["code"]
    into = {"code": "21472", "name": "Khánh Cường Mới", "kind": "phuong", "parent": CLUSTER}
    change = {"goes": [], "dry_run": False}
    rename = {**change, "kind": "rename", "units": [KHANH_CUONG], "into": [into]}
    assert desk.post("/api/units/changes", {**rename, "on": "2026-11-24"}).status == 200
    (row,) = (u for u in desk.get("/api/units").json["rows"] if u["name"] == "Khánh Cường Mới")
    town.clock.move(days=1)
    desk = town.desk()
    merge = {**change, "kind": "merge", "units": [TRA_CAU], "into": [{"id": row["id"]}]}
    assert desk.post("/api/units/changes", {**merge, "on": "2026-11-25"}).status == 200
    assert report(desk, "2026-11", row["id"])["closed"]["code"] == code


def test_the_report_tells_of_the_days_of_action_that_ended_in_the_month(town: Town) -> None:
    """With what was done on them; a closed one still does after the day was called off."""
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=30), lan.session(day="2026-11-21", people=4))
    usual = {"unit": CLUSTER, "place": "Chợ", "teams": [TEAM, OTHER_TEAM]}
    made = {}
    for name, first, last in (
        ("Trước", "2026-10-20", "2026-10-21"),
        ("Qua tháng", "2026-10-31", "2026-11-20"),
        ("Chưa xong", "2026-11-21", "2026-12-01"),
        ("Chưa tới", "2026-11-28", "2026-11-29"),
    ):
        answer = desk.post("/api/activities", {**usual, "name": name, "from": first, "to": last})
        assert answer.status == 201, answer.body
        made[name] = answer.json["id"]
    (told,) = report(desk, "2026-11")["activities"]
    assert (told["name"], told["teams"], told["figures"]["people"]) == ("Qua tháng", 2, 30)
    close(desk, "2026-11")
    assert desk.delete(f"/api/activities/{made['Qua tháng']}").status == 204
    assert report(desk, "2026-11")["activities"] == [told]


def test_units_are_read_once_to_close_a_month(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many questions a report is made of: all others wait meanwhile."""
    plain, successors = units._ASKED
    times: list[int] = []

    def read(rows: Sequence[Any]) -> units.Units:
        times.append(len(rows))
        return plain.read(rows)

    noted = Query(plain.sql, plain.params, read)
    monkeypatch.setattr(units, "_UNITS_ASKED", noted)
    monkeypatch.setattr(units, "_ASKED", (noted, successors))
    desk = town.desk()
    for month in ("2026-09", "2026-10", "2026-11"):
        times.clear()
        close(desk, month)
        assert len(times) <= 3  # who asks, before the lock, behind it


def test_a_month_that_still_runs_or_whose_phones_are_silent_is_confirmed(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-10-20", people=5))

    def lacks(month: str) -> dict[str, Any]:
        answer = desk.get(f"/api/reports/missing?unit={KHANH_CUONG}&month={month}")
        assert answer.status == 200, answer.body
        told: dict[str, Any] = answer.json
        return told

    def refused(month: str) -> str | None:
        return desk.post("/api/reports", {"unit": KHANH_CUONG, "month": month}).code

    told = lacks("2026-11")
    assert (told["runs"], told["asks"], told["silent"]) == (True, True, [])
    assert refused("2026-11") == "month_incomplete"
    told = lacks("2026-10")
    assert (told["runs"], told["asks"], told["unsent_teams"]) == (False, False, 0)
    with town.app.app_context():
        db.session.execute(update(Device).values(pending_count=4))
        db.session.commit()
    told = lacks("2026-10")
    assert (told["asks"], told["unsent_at_least"]) == (True, 4)
    assert [(row["id"], row["unsent_at_least"]) for row in told["unsent"]] == [(TEAM, 4)]
    assert refused("2026-10") == "month_incomplete"
    with town.app.app_context():
        early = datetime(2026, 10, 30, tzinfo=UTC)
        db.session.execute(update(Device).values(pending_count=0, last_contact_at=early))
        db.session.commit()
    told = lacks("2026-10")
    assert (told["asks"], [row["id"] for row in told["silent"]]) == (True, [TEAM])
    assert refused("2026-10") == "month_incomplete"
    assert close(desk, "2026-10", KHANH_CUONG)["closed"]


def test_a_month_is_not_closed_before_its_unit_began(town: Town) -> None:
    desk = town.desk()
    body = {"unit": KHANH_CUONG, "month": "2025-06", "despite": True}
    answer = desk.post("/api/reports", body)
    assert (answer.status, answer.code) == (409, "before_unit")
    missing = desk.get(f"/api/reports/missing?unit={KHANH_CUONG}&month=2025-06")
    assert missing.code == "before_unit"
    assert desk.post("/api/reports", {**body, "month": "2025-07"}).status == 201


def test_a_closed_month_is_opened_again_from_above_with_a_reason(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    code = close(desk, "2026-11", KHANH_CUONG)["closed"]["code"]
    lan.sync(lan.session(day="2026-11-21", people=3))
    with town.app.app_context():
        create_account("cuong", "Cường", "coordinator", KHANH_CUONG, PASSWORD)
    own = town.desk("cuong")
    body = {"unit": KHANH_CUONG, "month": "2026-11", "reason": "Đếm sót một buổi"}
    assert own.post("/api/reports/reopened", body).code == "wrong_role"
    assert desk.post("/api/reports/reopened", {**body, "reason": " "}).code == "label_refused"
    named = {**body, "reason": "Chị Nguyễn Thị Hoa ghi sót"}
    assert desk.post("/api/reports/reopened", named).code == "person_named"
    assert desk.post("/api/reports/reopened", {**body, "month": "2026-09"}).code == "not_found"
    assert desk.post("/api/reports/reopened", body).status == 204
    assert report(desk, "2026-11", KHANH_CUONG)["closed"] is None
    ((_, details),) = trail(town.app, "month_reopened")
    assert (details["code"], details["reason"]) == (code, "Đếm sót một buổi")
    # Whose month it is reads of it, too.
    seen = own.get("/api/audit").json["rows"]
    assert "month_reopened" in {row["action"] for row in seen}
    # The paper that lies about says so, and the month is closed anew under another code.
    told = Browser(town.connect()).get(f"/api/snapshots/{code}").json
    assert told["reopened_at"] is not None
    assert (told["total"]["people"], told["now"]["people"]) == (5, 8)
    again = close(desk, "2026-11", KHANH_CUONG)
    assert again["total"]["people"] == 8
    assert again["closed"]["code"] != code
    rows = desk.get(f"/api/reports/closed?unit={KHANH_CUONG}").json["rows"]
    assert [row["reopened"] and row["reopened"]["reason"] for row in rows] == [
        None,
        "Đếm sót một buổi",
    ]
    assert report(desk, "2026-12", KHANH_CUONG)["late"] == []


def test_no_month_is_opened_again_under_a_later_one_that_is_closed(town: Town) -> None:
    desk = town.desk()
    close(desk, "2026-09", KHANH_CUONG)
    close(desk, "2026-10", KHANH_CUONG)
    body = {"unit": KHANH_CUONG, "month": "2026-09", "reason": "Sửa số"}
    assert desk.post("/api/reports/reopened", body).code == "later_closed"
    assert desk.post("/api/reports/reopened", {**body, "month": "2026-10"}).status == 204
    assert desk.post("/api/reports/reopened", body).status == 204


def test_a_closed_report_says_what_is_counted_today(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-20", people=5))
    close(desk, "2026-11")
    assert report(desk, "2026-11")["now"] == report(desk, "2026-11")["total"]
    lan.sync(lan.session(day="2026-11-21", people=3))
    told = report(desk, "2026-11")
    assert (told["total"]["people"], told["now"]["people"]) == (5, 8)


def test_closing_asks_for_a_team_whose_only_phone_was_stopped(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-10-20", people=5))
    assert desk.delete(f"/api/devices/{lan.device}").status == 204
    told = desk.get(f"/api/reports/missing?unit={KHANH_CUONG}&month=2026-10").json
    assert (told["asks"], [each["id"] for each in told["silent"]]) == (True, [TEAM])


def test_before_a_month_is_closed_the_units_below_are_named_that_have_not_closed_it(
    town: Town,
) -> None:
    """Of those that close their months."""
    desk = town.desk()
    address = f"/api/reports/missing?unit={CLUSTER}&month=2026-10"
    assert desk.get(address).json["open_below"] == []
    close(desk, "2026-09", KHANH_CUONG)
    (below,) = desk.get(address).json["open_below"]
    assert below["id"] == KHANH_CUONG
    close(desk, "2026-10", KHANH_CUONG)
    assert desk.get(address).json["open_below"] == []
