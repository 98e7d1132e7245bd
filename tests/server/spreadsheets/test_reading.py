"""What is read of a file that somebody filled in, and which files are no use."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from server.spreadsheets.bounds import MAX_FILE_BYTES, MAX_ROWS, MAX_UNPACKED_BYTES
from server.spreadsheets.sheet import Column, Fault, Sheet, Table
from sync.problems import ProblemError
from tests.server.spreadsheets.reader import read_table
from tests.workbooks import saved, workbook

SHEET = Sheet(
    "Thành viên",
    (
        Column("name", "Họ và tên", 20, ("Họ tên",), needed=True),
        Column("code", "Thuộc (mã)", 10),
        Column("day", "Từ ngày", 12, kind="day", days=("2015-01-01", "2100-12-31")),
    ),
)
HEAD = ["Họ và tên", "Thuộc (mã)", "Từ ngày"]


def read(*rows: Sequence[Any]) -> Table:
    return read_table(workbook(*rows), SHEET)


def values(*rows: Sequence[Any]) -> list[dict[str, str | None]]:
    return [dict(row.values) for row in read(HEAD, *rows).rows]


def refusal(file: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        read_table(file, SHEET)
    return caught.value.problem.code


def repacked(file: bytes, **parts: bytes) -> bytes:
    """The file with other content in some of its parts, by the ends of their names."""
    found = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            other = [content for end, content in parts.items() if name.endswith(f"{end}.xml")]
            new.writestr(name, other[0] if other else old.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()


def test_a_row_is_text_and_days() -> None:
    rows = read(HEAD, ["Lan", "21472", date(2026, 11, 5)]).rows
    assert [(row.number, dict(row.values)) for row in rows] == [
        (2, {"name": "Lan", "code": "21472", "day": "2026-11-05"})
    ]
    assert rows[0].shown == {"name": "Lan", "code": "21472", "day": "05/11/2026"}


def test_text_is_joined_and_in_nfc() -> None:
    (row,) = values([normalize("NFD", "  Trần \n Thị\u00a0 Hà "), None, None])
    assert row == {"name": "Trần Thị Hà", "code": None, "day": None}


@pytest.mark.parametrize(("given", "text"), [(21472, "21472"), (21472.0, "21472"), (7, "7")])
def test_codes_may_be_numbers(given: object, text: str) -> None:
    assert values(["Lan", given, None])[0]["code"] == text


@pytest.mark.parametrize(
    "given",
    [
        "05/11/2026",
        "5/11/2026",
        "05-11-2026",
        "5.11.2026",
        "2026-11-05",
        datetime.fromisoformat("2026-11-05T08:00"),
    ],
)
def test_days_as_people_and_programs_write_them(given: object) -> None:
    assert values(["Lan", None, given])[0]["day"] == "2026-11-05"


@pytest.mark.parametrize(
    ("column", "given", "code"),
    [
        ("Từ ngày", "31/02/2026", "cell_no_day"),
        ("Từ ngày", "11/2026", "cell_no_day"),
        ("Từ ngày", "hôm qua", "cell_no_day"),
        ("Từ ngày", 46331, "cell_no_day"),
        ("Từ ngày", time(8, 30), "cell_no_day"),
        ("Từ ngày", "01/01/1990", "cell_no_day"),
        ("Từ ngày", "#VALUE!", "cell_no_day"),
        ("Thuộc (mã)", True, "cell_not_text"),
        ("Thuộc (mã)", 1.5, "cell_not_text"),
        ("Thuộc (mã)", date(2026, 1, 1), "cell_not_text"),
        ("Thuộc (mã)", "#N/A", "cell_not_text"),
        ("Họ và tên", "=1+1", "cell_formula"),
        ("Từ ngày", "=TODAY()", "cell_formula"),
    ],
)
def test_cells_that_cannot_be_taken(column: str, given: object, code: str) -> None:
    row: list[object] = ["Lan", "21472", None]
    row[HEAD.index(column)] = given
    (fault,) = read(HEAD, ["Minh", None, None], row).faults
    assert (fault.row, fault.column, fault.code) == (3, column, code)


def test_what_stands_in_a_cell_is_told_cut_short() -> None:
    assert read(HEAD, ["Lan", None, "x" * 500]).faults == [
        Fault(2, "Từ ngày", "x" * 60, "cell_no_day")
    ]
    assert read(HEAD, ["=1+1", None, None]).faults[0].value == "=1+1"


def test_a_formula_of_several_cells_is_one_too() -> None:
    book = Workbook()
    book.active.append(HEAD)  # type: ignore[union-attr]
    book.active["A2"] = ArrayFormula("A2:A3", "=C2:C3")  # type: ignore[index]
    (fault,) = read_table(saved(book), SHEET).faults
    assert (fault.row, fault.value, fault.code) == (2, "=C2:C3", "cell_formula")


def test_headings_stand_anywhere_in_any_writing() -> None:
    table = read(
        ["DANH SÁCH ĐỘI"], [], ["TT", "tu ngay *", "SĐT", "HỌ TÊN"], [1, None, "09", "Lan"]
    )
    assert [(row.number, dict(row.values)) for row in table.rows] == [
        (4, {"name": "Lan", "day": None})
    ]
    assert table.headings == {"name": "HỌ TÊN", "day": "tu ngay *"}
    assert table.ignored == ["TT", "SĐT"]


def test_a_column_that_nobody_asked_for_is_not_read() -> None:
    table = read([*HEAD, "Số điện thoại"], ["Lan", None, None, "0905123456"])
    assert "0905123456" not in repr(table)
    assert table.ignored == ["Số điện thoại"]


def test_of_two_columns_of_one_name_the_first_is_read() -> None:
    table = read(["Họ tên", "Họ và tên"], ["Lan", "Minh"])
    assert [row.values["name"] for row in table.rows] == ["Lan"]
    assert table.ignored == ["Họ và tên"]


def test_rows_keep_their_numbers_past_empty_ones() -> None:
    table = read(["Họ và tên", "TT"], ["Lan"], [], [None, 3], ["Minh"])
    assert [(row.number, row.values["name"]) for row in table.rows] == [(2, "Lan"), (5, "Minh")]


def test_the_sheet_of_that_title_is_read_or_else_the_first_that_is_seen() -> None:
    book = Workbook()
    book.active.sheet_state = "hidden"  # type: ignore[union-attr]
    for title, name in (("Danh sách", "Minh"), ("THANH VIEN", "Lan")):
        page = book.create_sheet(title)
        page.append(HEAD)
        page.append([name])
    assert [row.values["name"] for row in read_table(saved(book), SHEET).rows] == ["Lan"]
    del book["THANH VIEN"]
    assert [row.values["name"] for row in read_table(saved(book), SHEET).rows] == ["Minh"]


def test_a_sheet_that_says_it_has_one_row_is_read_to_the_end() -> None:
    file = workbook(HEAD, ["Lan"], ["Minh"])
    with zipfile.ZipFile(BytesIO(file)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:C3"' in sheet
    lying = repacked(file, sheet1=sheet.replace(b'ref="A1:C3"', b'ref="A1"'))
    assert len(read_table(lying, SHEET).rows) == 2


def test_what_excel_adds_to_a_sheet_is_passed_over() -> None:
    book = Workbook()
    page = book.active
    page.append(HEAD)  # type: ignore[union-attr]
    page.append(["Lan"])  # type: ignore[union-attr]
    page.add_data_validation(DataValidation("list", formula1='"a,b"'))  # type: ignore[union-attr]
    file = saved(book)
    with zipfile.ZipFile(BytesIO(file)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    more = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    assert (
        len(read_table(repacked(file, sheet1=sheet.replace(b"</worksheet>", more)), SHEET).rows)
        == 1
    )


def test_missing_headings_are_named() -> None:
    with pytest.raises(ProblemError) as caught:
        read(["Tên gọi", "Từ ngày"], ["Lan", None])
    assert caught.value.problem.code == "sheet_without_headings"
    assert caught.value.details == {"missing": ["Họ và tên"]}
    assert refusal(workbook()) == "sheet_without_headings"


def test_a_file_without_rows_says_so() -> None:
    assert refusal(workbook(HEAD)) == "sheet_empty"
    assert refusal(workbook(HEAD, [None, " "])) == "sheet_empty"


def test_old_and_locked_files_are_told_apart_from_broken_ones() -> None:
    assert refusal(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600) == "sheet_too_old"
    assert refusal(b"") == "sheet_unreadable"
    assert refusal("Họ và tên;Đội\r\n".encode()) == "sheet_unreadable"
    whole = workbook(HEAD, ["Lan"])
    assert refusal(whole[:-200]) == "sheet_unreadable"
    assert refusal(repacked(whole, sheet1=b"<worksheet>")) == "sheet_unreadable"
    assert refusal(repacked(whole, workbook=b"nothing")) == "sheet_unreadable"
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as parts:
        parts.writestr("word/document.xml", "<a/>")
    assert refusal(other.getvalue()) == "sheet_unreadable"


def test_too_much_is_not_even_unpacked() -> None:
    whole = workbook(HEAD, ["Lan"])
    bomb = repacked(whole, sheet1=b" " * (MAX_UNPACKED_BYTES + 1))
    assert len(bomb) < 100_000
    assert refusal(bomb) == "sheet_too_large"
    assert refusal(whole + b"\0" * MAX_FILE_BYTES) == "sheet_too_large"
    many = BytesIO(whole)
    with zipfile.ZipFile(many, "a") as parts:
        for number in range(600):
            parts.writestr(f"xl/media/{number}", b"")
    assert refusal(many.getvalue()) == "sheet_too_large"


def test_a_part_that_unpacks_to_more_than_it_says_is_broken() -> None:
    said, real = 2_000, MAX_UNPACKED_BYTES + 1
    file = repacked(workbook(HEAD, ["Lan"]), sheet1=b" " * real)
    for size in (real.to_bytes(4, "little"),):
        file = file.replace(size, said.to_bytes(4, "little"))
    assert refusal(file) == "sheet_unreadable"


@pytest.mark.parametrize("part", ["sheet1", "workbook", "styles"])
def test_words_that_grow_without_end_are_broken(part: str) -> None:
    grown = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    text = f'<!DOCTYPE a [<!ENTITY a0 "ha">{grown}]><a>&a12;</a>'
    file = repacked(workbook(HEAD, ["Lan"]), **{part: text.encode()})
    assert refusal(file) == "sheet_unreadable"


def test_so_many_rows_and_not_one_more() -> None:
    rows = [["Lan"]] * MAX_ROWS
    assert len(read(HEAD, *rows, [], []).rows) == MAX_ROWS
    assert refusal(workbook(HEAD, *rows, ["Minh"])) == "sheet_too_large"
