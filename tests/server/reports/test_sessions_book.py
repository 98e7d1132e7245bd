"""Many rows in a spreadsheet."""

import io
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest

from server.reports.csv import Cell
from server.reports.session_columns import About, Column
from server.reports.xlsx import rows as plain_rows
from server.reports.xlsx.sessions import write_sessions

ABOUT = About("Phường R&G <1>", "Từ 01/11/2026 đến 30/11/2026", "Không lọc", "Tính đến 14:05")


def column(head: str, width: float, sort: str = "text") -> Column:
    return Column(head, width, sort, value=lambda _: None)


COLUMNS = (
    column("Ngày", 11, "day"),
    column("Giờ", 8, "time"),
    column("Số", 8, "number"),
    column("Ghi chú", 30),
    column("Nhận lúc", 17, "moment"),
    column("Mã", 10),
)
ROW: list[Cell] = ["2026-11-24", "09:10", 12, "chợ", "2026-11-24 14:05", "a"]


at = datetime.fromisoformat


def written(*rows: list[Cell]) -> openpyxl.Workbook:
    file = io.BytesIO()
    write_sessions(file, (COLUMNS, COLUMNS[2:4]), [(rows, [row[2:4] for row in rows])], ABOUT)
    return openpyxl.load_workbook(file)


def noted(text: str) -> Any:
    sheet = written([*ROW[:3], text, *ROW[4:]]).worksheets[0]
    return sheet["D2"]


def test_numbers_days_and_times_are_real_ones() -> None:
    sheet = written(ROW).worksheets[0]
    head, row = sheet.iter_rows(values_only=True)
    assert head == tuple(column.head for column in COLUMNS)
    assert row == (
        at("2026-11-24"),
        time(9, 10),
        12,
        "chợ",
        at("2026-11-24 14:05"),
        "a",
    )
    assert [sheet.cell(2, column).number_format for column in (1, 2, 3, 5)] == [
        "dd/mm/yyyy",
        "hh:mm",
        "#,##0",
        "hh:mm dd/mm/yyyy",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84", "@SUM(A1)", " =1", "-2", '=HYPERLINK("x","y")'])
def test_what_looks_like_a_formula_is_and_stays_text(text: str) -> None:
    cell = noted(text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix
    assert not noted("chợ sáng").quotePrefix


@pytest.mark.parametrize(
    "text",
    ["a & b < c > d", "<r><t>x</t></r>", "hai\ndòng", "  trống ", '"ngoặc"', "tab\tđây", "Phổ"],
)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert noted(text).value == text


def test_what_xml_cannot_carry_is_written_as_a_sign() -> None:
    # openpyxl leaves what Excel reads.
    assert noted("a\x01b").value == "a_x0001_b"
    assert noted("_x0041_").value == "_x005F_x0041_"


def test_a_text_that_is_too_long_for_a_cell_is_cut() -> None:
    assert len(noted("ạ" * 40_000).value) == 16_383


def test_nothing_is_an_empty_cell() -> None:
    row = list(written(["2026-11-24", None, None, None, None, "a"]).worksheets[0].values)[1]
    assert row == (at("2026-11-24"), None, None, None, None, "a")


def test_the_head_stays_in_sight_and_on_every_page() -> None:
    sheet = written(ROW, ROW).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Các buổi hỗ trợ'!$A$1:$E$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "R＆G" in sheet.oddHeader.left.text
    assert sheet.oddFooter.right.text == "Trang &P/&N"


def test_a_sheet_says_what_the_file_is_of() -> None:
    sheet = written().worksheets[-1]
    assert dict(sheet.iter_rows(values_only=True)) == {
        "Nội dung": "Các buổi hỗ trợ",
        "Của": ABOUT.whose,
        "Thời gian": ABOUT.period,
        "Bộ lọc": ABOUT.filters,
        "Thời điểm": ABOUT.as_of,
    }


def test_without_rows_there_is_the_head() -> None:
    sheet = written().worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.head for column in COLUMNS]
    assert sheet.max_row == 1


@pytest.mark.parametrize("rows", [3, 4, 6, 7])
def test_what_does_not_fit_on_a_sheet_goes_on_on_the_next(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_rows, "ROWS_OF_A_SHEET", 4)
    book = written(*([*ROW[:5], str(number)] for number in range(rows)))
    sheets = [sheet for sheet in book.worksheets if sheet.title.startswith("Các buổi")]
    assert len(sheets) == (1 if rows == 3 else 2 if rows < 7 else 3)
    found = [row[5] for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [str(number) for number in range(rows)]
    assert all(sheet["A1"].value == "Ngày" for sheet in sheets)
