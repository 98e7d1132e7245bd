"""GET /api/exports/help-sessions.xlsx: the same rows as the CSV, with real dates and times."""

import io
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest

from server.database.engine import db
from server.reports.use_cases import exporting
from server.statistics.store import sessions
from tests.phones import Phone
from tests.server.reports.test_help_sessions_csv import rows as csv_rows
from tests.town import CLUSTER, OTHER_TEAM, TEAM, Town
from tests.wires import Browser

DAYS = "from=2026-11-01&to=2026-11-30"
PATH = f"/api/exports/help-sessions.xlsx?{DAYS}"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def book(web: Browser, query: str = "") -> openpyxl.Workbook:
    answer = web.get(PATH + query)
    assert answer.status == 200, answer.body
    assert answer.headers["Content-Type"] == XLSX
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    return openpyxl.load_workbook(io.BytesIO(answer.body))


def rows(web: Browser, query: str = "") -> list[dict[str, Any]]:
    head, *found = book(web, query).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def test_a_session_is_a_row_in_words_and_real_values(town: Town, lan: Phone) -> None:
    later = {"people": 3, "outcome": "HEN", "reasons": ["MAY2"]}
    lan.sync(lan.session(people=12, note="=1+1", **{"services.DD04": later}))
    answer = town.desk().get(PATH)
    assert (
        'filename="tung-ngo-cac-buoi-cac-doi-2026-11-01-2026-11-30.xlsx"'
        in answer.headers["Content-Disposition"]
    )
    (row,) = rows(town.desk())
    assert (row["Ngày"], row["Bắt đầu"]) == (datetime.fromisoformat("2026-11-24"), time(9, 10))
    assert (row["Số người"], row["Ghi chú"]) == (12, "=1+1")
    assert row["Việc"] == (
        "Cài đặt VNeID từ kho chính thức: 1, Hoàn thành; "
        "Kích hoạt tài khoản: 3, Hẹn lại (Máy cũ hoặc đầy bộ nhớ)"
    )


def test_a_moment_is_told_in_viet_nams_time(town: Town, lan: Phone) -> None:
    town.clock.move(hours=15)  # 00:00 there, 17:00 of the day before in UTC
    lan.sync(lan.session(day="2026-11-24"))
    (row,) = rows(town.desk())
    assert row["Hệ thống nhận lúc"] == datetime.fromisoformat("2026-11-25")
    about = dict(book(town.desk()).worksheets[-1].iter_rows(values_only=True))
    assert about["Thời điểm"] == "Tính đến 00:00 ngày 25/11/2026"


def test_it_has_the_rows_of_the_csv_in_their_order(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "CHUNK", 3)
    made = [lan.session(day=f"2026-11-{day:02}") for day in (20, 20, 21, 22, 22, 22, 24)]
    lan.sync(*made)
    found, listed = rows(town.desk()), csv_rows(town.desk())
    assert [row["Mã buổi"] for row in found] == [row["Mã buổi"] for row in listed]
    assert [f"{row['Ngày']:%Y-%m-%d}" for row in found] == [row["Ngày"] for row in listed]
    assert len(found) == len(made)


def test_its_filter_and_scope_are_those_of_the_csv(town: Town, lan: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    later = {"people": 1, "outcome": "HEN", "reasons": ["MAY1"]}
    lan.sync(lan.session(), lan.session(**{"services.DD01": later}))
    tam.sync(tam.session())
    desk = town.desk()
    assert len(rows(desk)) == len(rows(desk, f"&unit={CLUSTER}")) == 3
    assert len(rows(desk, "&reason=MAY1")) == 1
    assert {row["Người ghi"] for row in rows(lan.web)} == {"Lan"}
    assert lan.web.get(f"{PATH}&team={OTHER_TEAM}").code == "not_found"
    assert lan.web.get(f"{PATH}&unit={CLUSTER}").code == "not_found"
    assert len(rows(lan.web, f"&team={TEAM}")) == 2
    assert town.desk("quan").get(PATH).code == "wrong_role"


def test_it_says_what_it_is_of(town: Town, lan: Phone) -> None:
    lan.sync(lan.session())

    def about(query: str = "") -> tuple[Any, Any]:
        told = dict(book(town.desk(), query).worksheets[-1].iter_rows(values_only=True))
        assert told["Thời gian"] == "Từ 01/11/2026 đến 30/11/2026"
        return told["Của"], told["Bộ lọc"]

    assert about() == (
        "Mọi đội mà người tải được xem",
        "Các buổi của đội, cả buổi đã hủy và cần xem (không tính vào số liệu)",
    )
    assert about(f"&unit={CLUSTER}&group=DD&outcome=HEN&state=counted") == (
        "Cụm Đức Phổ",
        "Chỉ các buổi đã tính vào số liệu. Chỉ: nhóm việc Định danh điện tử; kết quả Hẹn lại",
    )
    assert about(f"&team={TEAM}")[0] == "Đội hình Phổ Cường"


def test_what_fails_on_the_way_is_no_file(
    town: Town, lan: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan.sync(lan.session())

    def fail(*_: Any) -> None:
        raise RuntimeError("the database went away")

    town.app.config["PROPAGATE_EXCEPTIONS"] = False
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "shown", fail)
        assert town.desk().get(PATH).status == 500
    assert len(rows(town.desk())) == 1
    with town.app.app_context():
        assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def services(web: Browser, query: str = "") -> list[dict[str, Any]]:
    head, *found = book(web, query)["Từng việc"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def test_a_second_sheet_has_a_row_for_each_service(town: Town, lan: Phone) -> None:
    later = {"people": 3, "outcome": "HEN", "reasons": ["MAY2"]}
    made = lan.session(people=12, **{"services.DD04": later})
    lan.sync(made)
    first, second = services(town.desk())
    assert (first["Việc"], first["Kết quả"]) == ("Cài đặt VNeID từ kho chính thức", "Hoàn thành")
    assert (second["Số người"], second["Nguyên nhân"]) == (3, "Máy cũ hoặc đầy bộ nhớ")
    assert {row["Mã buổi"] for row in (first, second)} == {made["record"]}
    assert first["Xã/Phường"] == second["Xã/Phường"] == "Xã Khánh Cường"


def test_turns_are_those_of_the_totals(town: Town, lan: Phone) -> None:
    later = {"people": 3, "outcome": "HEN", "reasons": ["MAY2"]}
    away = lan.session(people=4)
    lan.sync(lan.session(people=12, **{"services.DD04": later}), away)
    lan.sync(lan.edit(away["record"], {"status": "void"}, {"status": "live"}))
    desk = town.desk()
    told = desk.get(f"/api/tallies?{DAYS}&unit={CLUSTER}").json["total"]
    found = rows(desk)
    assert sum(row["Lượt"] for row in found) == told["turns"]
    assert sum(row["Lượt"] for row in services(desk)) == told["turns"]
    assert [row["Lượt"] for row in found if row["Trạng thái"] == "Đã hủy"] == [0]


def test_people_who_are_counted_are_those_of_the_totals(town: Town, lan: Phone) -> None:
    first, gone = lan.session(day="2026-11-20", people=5), lan.session(people=40)
    again = lan.session(people=2, continues=first["record"])
    third = lan.session(people=2, start="10:00", continues=again["record"])
    lan.sync(first, gone, again, third)
    lan.sync(lan.edit(gone["record"], {"status": "void"}, {"status": "live"}))
    desk = town.desk()
    found = {row["Mã buổi"]: row["Người được tính"] for row in rows(desk)}
    assert found == {
        first["record"]: 5, gone["record"]: 0, again["record"]: 0, third["record"]: 0,
    }  # fmt: skip
    told = desk.get(f"/api/tallies?{DAYS}&unit={CLUSTER}").json["total"]
    assert sum(found.values()) == told["people"]


def test_who_took_part_and_the_commune_of_the_day(town: Town, lan: Phone) -> None:
    minh = town.minh()
    lan.sync(lan.session(companions=[minh.member]), lan.session(day="2025-06-20"))
    (row,) = rows(town.desk())
    assert (row["Cùng làm"], row["Xã/Phường"]) == ("Minh", "Xã Khánh Cường")


def test_it_holds_what_the_page_shows(town: Town, lan: Phone) -> None:
    """By default what counts; where all are shown, those too that wait on a phone for approval."""
    away, waiting = lan.session(), town.phone("Minh", auto_approve=False)
    lan.sync(lan.session(), away)
    lan.sync(lan.edit(away["record"], {"status": "void"}, {"status": "live"}))
    waiting.sync(waiting.session())
    desk = town.desk()
    assert [row["Trạng thái"] for row in rows(desk, "&state=counted")] == ["Đã tính"]
    states = sorted(row["Trạng thái"] for row in rows(desk, "&state=any"))
    assert states == ["Chờ duyệt máy", "Đã hủy", "Đã tính"]
    page = desk.get(f"/api/help-sessions?{DAYS}&state=any").json["rows"]
    listed = [row["Mã buổi"] for row in rows(desk, "&state=any")]
    assert [row["id"] for row in page] == listed
    # Who only volunteers reads no other phone's waiting sessions.
    assert "Chờ duyệt máy" not in {row["Trạng thái"] for row in rows(lan.web, "&state=any")}


def test_files_of_different_content_have_different_names(town: Town, lan: Phone) -> None:
    def name(query: str) -> str:
        told = town.desk().get(PATH + query).headers["Content-Disposition"]
        return str(told).split('"')[1]

    assert name(f"&team={TEAM}&state=counted") == (
        "tung-ngo-cac-buoi-doi-hinh-pho-cuong-2026-11-01-2026-11-30-da-tinh.xlsx"
    )
    assert name(f"&unit={CLUSTER}&outcome=HEN&state=any") == (
        "tung-ngo-cac-buoi-cum-duc-pho-2026-11-01-2026-11-30-hen-moi-buoi.xlsx"
    )
