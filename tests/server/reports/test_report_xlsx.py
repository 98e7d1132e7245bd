"""GET /api/exports/report.xlsx: the report's table with real numbers."""

import io
from typing import Any

import openpyxl
import pytest
import zxingcpp
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from sync.code import grouped
from tests.server.reports.months import book, close, fetch, report, work
from tests.town import CLUSTER, KHANH_CUONG, TEAM, TRA_CAU, Town

HEAD = ("TT", "Nội dung", "Đơn vị tính", "Chỉ tiêu", "Kết quả", "Tỷ lệ (%)", "Ghi chú")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = tuple[Any, ...]


@pytest.fixture
def town(town: Town) -> Town:
    work(town)
    return town


def table(sheet: Worksheet) -> list[Row]:
    """The rows from the head on."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(number for number, row in enumerate(rows) if row[0] == "TT")
    return rows[start:]


def by_label(sheet: Worksheet) -> dict[str, Row]:
    return {str(row[1]): row for row in table(sheet)}


def title(sheet: Worksheet) -> list[str]:
    return [str(row[0]) for row in sheet.iter_rows(max_row=6, values_only=True)]


def test_the_table_has_the_figures_of_the_report_and_of_the_tallies(town: Town) -> None:
    desk = town.desk()
    rows = by_label(book(desk)["Báo cáo"])
    told = report(desk)["total"]
    assert tuple(rows["Nội dung"]) == HEAD
    assert rows["Lượt người dân được giúp"][3:6] == (60, 34, 0.567)
    assert rows["Lượt hỗ trợ"][4] == told["turns"] == 33
    assert rows["Lượt đoàn viên tham gia"][4] == told["volunteers"] == 2
    assert rows["Buổi hỗ trợ"][4] == told["sessions"] == 2
    days = "from=2026-11-01&to=2026-11-30"
    tallies = desk.get(f"/api/tallies?unit={CLUSTER}&{days}&by=group").json
    assert rows["Lượt người dân được giúp"][4] == tallies["total"]["people"]
    for group in tallies["rows"]:
        assert rows[group["label"]][4] == group["totals"]["turns"]
    forces = tallies["total"]["volunteer_turns"]
    assert rows["Lượt công an tham gia"][4] == forces["police"] == 0


def test_what_was_entered_stands_apart_with_its_source(town: Town) -> None:
    sheet = book(town.desk())["Báo cáo"]
    firsts = [row[0] for row in table(sheet)]
    rows = by_label(sheet)
    training = rows["Buổi tập huấn về chuyển đổi số"]
    assert training[2:] == ("buổi", None, 2, None, "Nguồn: Sổ họp <A&B>")
    assert firsts.index("Số liệu nhập tay") < firsts.index(training[0])
    share = rows["Thanh niên sử dụng dịch vụ công trực tuyến"]
    assert share[2:6] == ("%", 0.4, 0.455, 1.138)


def test_cells_are_numbers_that_look_like_numbers(town: Town) -> None:
    sheet = book(town.desk())["Báo cáo"]
    people = next(row for row in sheet.iter_rows() if row[1].value == "Lượt người dân được giúp")
    share = next(row for row in sheet.iter_rows() if row[2].value == "%" and row[3].value)
    assert [people[place].number_format for place in (3, 4, 5)] == ["#,##0", "#,##0", "0.0%"]
    assert [share[place].number_format for place in (3, 4, 5)] == ["0.0%"] * 3
    assert people[4].data_type == "n"


def test_what_came_late_stands_in_the_next_report(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    close(desk)
    lan.sync(lan.session(day="2026-11-22", people=3))
    rows = by_label(book(desk, month="2026-12")["Báo cáo"])
    late = rows["Lượt người dân được giúp, tháng 11/2026"]
    assert (late[4], late[6]) == (3, "Ghi nhận sau khi chốt tháng 11/2026")


def test_units_add_up_by_a_formula_that_already_knows_its_value(town: Town) -> None:
    desk = town.desk()
    told = report(desk)
    head, *rows, total = table(book(desk)["Theo đơn vị"])
    assert head[1] == "Đơn vị"
    found = {row[1]: row for row in rows}
    assert found["Xã Khánh Cường"][2:] == (30, 32, 1, 1, 25, 1.2)
    assert found["Phường Trà Câu"][2:6] == (4, 1, 1, 1)
    assert len(rows) == len(told["rows"])
    assert total[1:6] == (
        "Tổng cộng",
        *(told["total"][name] for name in ("people", "turns", "volunteers", "sessions")),
    )
    assert total[6:] == (60, 0.567)
    answer = fetch(desk, "report.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body))["Theo đơn vị"]
    last, first = sheet.max_row, sheet.max_row - len(rows)
    assert sheet.cell(last, 3).value == f"=SUM(C{first}:C{last - 1})"


def test_targets_that_do_not_add_up_are_explained_over_the_table(town: Town) -> None:
    sheet = book(town.desk())["Theo đơn vị"]
    assert sheet["A7"].value == (
        "Chỉ tiêu giao cho từng đơn vị cộng lại là 25; dòng Tổng cộng theo chỉ tiêu giao chung cho "
        "cụm Đức Phổ là 60."
    )


def test_a_commune_has_its_teams(town: Town) -> None:
    head, *rows, total = table(book(town.desk(), KHANH_CUONG)["Theo đội"])
    assert (head[1], rows[0][1], total[2]) == ("Đội", "Đội hình Phổ Cường", 30)
    (row,) = report(town.desk(), KHANH_CUONG)["rows"]
    assert (row["key"], len(rows)) == (TEAM, 1)


def test_a_unit_without_rows_has_its_total(town: Town) -> None:
    empty = next(
        unit["id"]
        for unit in town.desk().get("/api/units").json["rows"]
        if unit["name"] == "Sa Huỳnh" and unit["valid_to"] is None
    )
    *_, total = table(book(town.desk(), empty)["Theo đội"])
    assert total[1:6] == ("Tổng cộng", 0, 0, 0, 0)


def test_the_title_says_whose_of_when_and_that_it_may_change(town: Town) -> None:
    desk = town.desk()
    assert title(book(desk)["Báo cáo"])[1:] == [
        "Đơn vị: Cụm Đức Phổ",
        "Tháng 11/2026 (từ 01/11/2026 đến 30/11/2026)",
        "Mọi đội, mọi việc; theo địa giới mới",
        "Tính đến 09:00 ngày 24/11/2026 · 2 đội; không máy nào báo còn lượt chưa gửi",
        "Số liệu tạm tính",
    ]
    assert not book(desk)["Báo cáo"]._images


def test_what_is_still_on_phones_is_said(town: Town) -> None:
    minh = town.minh()
    minh.sync(pending=7)
    said = title(book(town.desk())["Báo cáo"])[4]
    assert said.endswith("· 1/2 đội chưa gửi hết, còn ít nhất 7 mục trên máy")


def test_a_closed_month_stays_as_it_was_with_a_code_that_leads_to_it(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    town.clock.move(hours=15, minutes=30)  # after midnight there, not yet in UTC
    desk = town.desk()
    closed = close(desk)
    lan.sync(lan.session(day="2026-11-22", people=3))
    town.clock.move(days=1)
    sheet = book(town.desk())["Báo cáo"]
    assert by_label(sheet)["Lượt người dân được giúp"][4] == 34 == closed["total"]["people"]
    code = closed["closed"]["code"]
    said = f"Số liệu chốt lúc 00:30 ngày 25/11/2026, mã {grouped(code)}"
    assert title(sheet)[5] == said
    assert said in sheet.oddFooter.left.text
    (picture,) = sheet._images
    (scan,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture._data())).convert("L"))
    assert scan.text == f"http://localhost/r/{code}"


def test_it_comes_out_of_a_printer(town: Town) -> None:
    for sheet, columns in zip(book(town.desk()).worksheets, "GFHH", strict=True):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A9", "$8:$8")
        assert sheet.print_area == f"'{sheet.title}'!$A$1:${columns}${sheet.max_row}"
        assert "Trang &P/&N" in sheet.oddFooter.right.text


def test_its_name_can_be_kept_on_every_system(town: Town) -> None:
    answer = fetch(town.desk(), "report.xlsx")
    assert answer.headers["Content-Type"] == XLSX
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="tung-ngo-bao-cao-cum-duc-pho-cum-dp-2026-11.xlsx"'
    )


def test_names_are_text_whatever_they_look_like(town: Town) -> None:
    desk = town.desk()
    for name in ("=1+1", "<r><t>Tổ 1</t></r>"):
        changed = desk.patch(f"/api/teams/{TEAM}", {"name": name})
        assert changed.status == 200, changed.body
        cell = next(
            cell
            for row in book(desk, KHANH_CUONG)["Theo đội"].iter_rows()
            for cell in row
            if str(cell.value).strip() == name
        )
        assert cell.data_type == "s"


def test_only_whoever_reads_the_units_report_gets_its_file(town: Town) -> None:
    assert fetch(town.lan().web, "report.xlsx").code == "wrong_role"
    assert fetch(town.ha().web, "report.xlsx").code == "wrong_role"
    assert fetch(town.desk("quan"), "report.xlsx").status == 200
    assert fetch(town.desk(), "report.xlsx", TRA_CAU).status == 200
    unknown = "00000000-0000-4000-8000-000000000000"
    assert fetch(town.desk(), "report.xlsx", unknown).code == "not_found"
    assert fetch(town.desk(), "report.xlsx", month="2026-13").code == "invalid_shape"
