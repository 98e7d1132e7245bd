"""The files that are made, opened again by another program."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from server.spreadsheets.sheet import Column, Sheet
from server.spreadsheets.writing import CHOICES, EXAMPLE, Book, write_book
from tests.town import START
from tests.workbooks import opened, rows_of

SHEET = Sheet(
    "Thành viên",
    (
        Column("name", "Họ và tên", 20, needed=True),
        Column("role", "Vai trò", 15),
        Column("day", "Từ ngày", 12, kind="day"),
        Column("id", "Mã", 8, clipped=True),
    ),
)
LISTS = {"role": ["Tình nguyện viên", "Đội trưởng"], "Nghĩa": ["ghi", "duyệt"]}
ROWS = [
    {"name": "Trần Thị Hà", "role": "Đội trưởng", "day": "2026-11-05", "id": "m-1"},
    {"name": "Đỗ Văn Minh", "role": None, "day": None},
]


@pytest.fixture
def page() -> Worksheet:
    found = opened(write_book(Book(START, SHEET, ROWS, LISTS))).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def test_days_are_days_and_the_rest_is_text(page: Worksheet) -> None:
    assert page.title == "Thành viên"
    assert list(page.iter_rows(values_only=True)) == [
        ("Họ và tên", "Vai trò", "Từ ngày", "Mã"),
        ("Trần Thị Hà", "Đội trưởng", datetime.fromisoformat("2026-11-05"), "m-1"),
        ("Đỗ Văn Minh", None, None, None),
    ]
    assert page["C2"].number_format == "dd/mm/yyyy"
    assert page.column_dimensions["A"].width > 20
    assert (page["D2"].alignment.horizontal, page["A2"].alignment.horizontal) == ("fill", None)


def test_it_stands_and_prints_as_a_list_should(page: Worksheet) -> None:
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    # As wide as one page, which is what is usual, and as long as it takes.
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0)
    assert page.oddHeader.left.text == "&A"
    assert page.oddHeader.right.text == "Tính đến 09:00 24/11/2026"
    assert page.oddFooter.center.text == "Trang &P/&N"
    assert page.auto_filter.ref == "A1:D3"


def test_excel_offers_what_a_cell_may_say(page: Worksheet) -> None:
    (rule,) = page.data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("list", "B2:B503")
    assert rule.formula1 == f"'{CHOICES}'!$A$2:$A$3"
    assert page.parent[CHOICES]["A1"].value == "Vai trò"
    assert [row["Nghĩa"] for row in rows_of_book(page)] == ["ghi", "duyệt"]


def rows_of_book(page: Worksheet) -> list[dict[str, object]]:
    file = BytesIO()
    page.parent.save(file)
    return rows_of(file.getvalue(), CHOICES)


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x","y")', "+84", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://x.vn"],
)
def test_no_text_acts(text: str) -> None:
    file = write_book(Book(START, SHEET, [{"name": text}], {"role": [text]}, [{"name": text}]))
    book = opened(file)
    for title, cell in (("Thành viên", "A2"), (EXAMPLE, "A2"), (CHOICES, "A2")):
        found = book[title][cell]
        assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)
    with ZipFile(BytesIO(file)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_codes_of_digits_stay_text() -> None:
    page = opened(write_book(Book(START, SHEET, [{"name": "00123"}], {}))).worksheets[0]
    assert (page["A2"].value, page["A2"].number_format) == ("00123", "@")


def test_a_sheet_to_fill_in_has_headings_and_an_example() -> None:
    book = opened(write_book(Book(START, SHEET, (), LISTS, ROWS)))
    assert book.sheetnames == ["Thành viên", EXAMPLE, CHOICES]
    assert book["Thành viên"].max_row == 1
    assert book["Thành viên"].data_validations.dataValidation[0].sqref
    assert book[EXAMPLE]["A2"].value == "Trần Thị Hà"
