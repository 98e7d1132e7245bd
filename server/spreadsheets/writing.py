"""Making a spreadsheet to go on with in Excel: days are days, text is text whatever it begins with,
and it prints on A4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from server.database.clock import ZONE
from server.spreadsheets.sheet import Column, Sheet, Values

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE, CHOICES = "Ví dụ", "Giá trị"
"""The sheets beside the one that is filled in: what it may look like, and what its cells may say."""
_ROWS_TO_FILL = 500
"""So many empty rows below offer the choices too."""
_A4 = 9
_PAGE = "Trang &P/&N"
_INCHES = 0.5
_CHOOSE = "Bạn chọn trong danh sách. Các giá trị dùng được ở trang “Giá trị”."
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Book:
    """A file to make. `choices` are the values that a column of the sheet may have, by its key, or
    what belongs to them, by a heading; `example` are rows of a sheet beside it; `made` is the moment
    as of which it holds."""

    made: datetime
    sheet: Sheet
    rows: Sequence[Values]
    choices: Mapping[str, Sequence[str]]
    example: Sequence[Values] = ()

    @property
    def moment(self) -> datetime:
        """The moment as clocks in Việt Nam show it: a spreadsheet knows no zones."""
        return self.made.astimezone(ZONE).replace(tzinfo=None)


def write_book(book: Book) -> bytes:
    """The file's bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # seldom needed, and large

    file = BytesIO()
    with Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"title": book.sheet.title, "created": book.moment})
        formats = _Formats(workbook)
        page = workbook.add_worksheet(book.sheet.title)
        _fill(page, formats, book, book.rows)
        _offer(page, book)
        if book.example:
            _fill(workbook.add_worksheet(EXAMPLE), formats, book, book.example)
        if book.choices:
            _list(workbook.add_worksheet(CHOICES), formats, book)
    return file.getvalue()


class _Formats:
    def __init__(self, workbook: "Workbook") -> None:
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        head = {"bold": True, "text_wrap": True, "bg_color": "#DCEBE4", "bottom": 1}
        self.head = workbook.add_format({**base, **head, "valign": "vcenter"})
        self.text = workbook.add_format({**base, "num_format": "@"})
        # "Fill" would repeat what is short, and cuts off what is long.
        self.clipped = workbook.add_format({**base, "num_format": "@", "align": "fill"})
        self.day = workbook.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left"})
        self.number = workbook.add_format({**base, "num_format": "#,##0"})

    def of(self, column: Column) -> Any:
        if column.kind == "day":
            return self.day
        if column.kind == "number":
            return self.number
        return self.clipped if column.clipped else self.text


def _fill(page: "Worksheet", formats: _Formats, book: Book, rows: Sequence[Values]) -> None:
    sheet = book.sheet
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, formats.of(column))
        page.write_string(0, at, column.heading, formats.head)
        for number, row in enumerate(rows, start=1):
            value = row.get(column.key)
            if value is None:
                continue
            if column.kind == "day":
                page.write_datetime(number, at, date.fromisoformat(value), formats.day)
            elif column.kind == "number":
                page.write_number(number, at, int(value), formats.number)
            else:
                page.write_string(number, at, value, formats.of(column))
    last = max(len(rows), 1)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    # Codes are made of digits, and stay what they are.
    page.ignore_errors({"number_stored_as_text": f"A1:Z{last + _ROWS_TO_FILL}"})
    _lay_out(page, book.moment)


def _lay_out(page: "Worksheet", moment: datetime) -> None:
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.hide_gridlines(0)
    page.set_margins(_INCHES, _INCHES, _INCHES * 1.5, _INCHES * 1.5)
    page.set_header(f"&L&A&RTính đến {moment:%H:%M %d/%m/%Y}")
    page.set_footer(f"&C{_PAGE}")


def _offer(page: "Worksheet", book: Book) -> None:
    """Lets Excel offer what a cell may say."""
    for place, (key, values) in enumerate(book.choices.items()):
        at = _place(book.sheet, key)
        if at is None or not values:
            continue
        letter = chr(ord("A") + place)
        rule = {
            "validate": "list",
            "source": f"='{CHOICES}'!${letter}$2:${letter}${len(values) + 1}",
            # A new unit may hang under another new one; what is not there at all is told later.
            "error_type": "warning",
            "error_title": book.sheet.column(key).heading,
            "error_message": _CHOOSE,
        }
        page.data_validation(1, at, len(book.rows) + _ROWS_TO_FILL, at, rule)


def _list(page: "Worksheet", formats: _Formats, book: Book) -> None:
    for place, (key, values) in enumerate(book.choices.items()):
        at = _place(book.sheet, key)
        heading = key if at is None else book.sheet.columns[at].heading
        page.write_string(0, place, heading, formats.head)
        page.set_column(place, place, max(16, *map(len, values), 0), formats.text)
        for number, value in enumerate(values, start=1):
            page.write_string(number, place, value, formats.text)
    _lay_out(page, book.moment)


def _place(sheet: Sheet, key: str) -> int | None:
    found = [at for at, column in enumerate(sheet.columns) if column.key == key]
    return found[0] if found else None
