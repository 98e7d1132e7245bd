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
    assert 'filename="tung-ngo-2026-11-01-2026-11-30.xlsx"' in answer.headers["Content-Disposition"]
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
    assert row["Máy chủ nhận lúc"] == datetime.fromisoformat("2026-11-25")
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

    assert about() == ("Mọi đội mà người tải được xem", "Không lọc")
    assert about(f"&unit={CLUSTER}&group=DD&outcome=HEN") == (
        "Cụm Đức Phổ",
        "Chỉ: nhóm việc Định danh điện tử; kết quả Hẹn lại",
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
