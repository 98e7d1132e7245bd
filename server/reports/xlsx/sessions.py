"""Help sessions as a spreadsheet of many rows: they are written to a file as they come, so that a
year of a province needs no more memory than a day of a team."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice
from typing import IO, Any

from xlsxwriter import Workbook

from server.reports.csv import Cell
from server.reports.session_columns import About, Column
from server.reports.xlsx import rows as spelled
from server.reports.xlsx.printing import head_pages, number_pages, print_on_a4
from server.reports.xlsx.rows import PlainRows

TITLE = "Các buổi hỗ trợ"
ABOUT = "Thông tin"
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "held": {"text_wrap": True, "quote_prefix": True},
    "number": {"num_format": "#,##0", "align": "center"},
    "day": {"num_format": "dd/mm/yyyy", "align": "center"},
    "time": {"num_format": "hh:mm", "align": "center"},
    "moment": {"num_format": "hh:mm dd/mm/yyyy", "align": "center"},
    "head": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E3EFE7", "border": 1},
}  # fmt: skip


def write_sessions(
    file: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Cell]], about: About
) -> None:
    """Writes the workbook: the rows on one sheet, or on several where there are more than Excel
    takes on one; then a sheet that says what the file is of. Days are YYYY-MM-DD, times HH:MM,
    moments both."""
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": TITLE, "author": "Từng Ngõ"})
        looks = {
            name: book.add_format({"font_name": "Times New Roman", "valign": "top", **look})
            for name, look in _LOOKS.items()
        }
        makers = {
            "text": spelled.texts(looks["text"], looks["held"]),
            "number": spelled.numbers(looks["number"]),
            "day": spelled.days(looks["day"]),
            "time": spelled.times(looks["time"]),
            "moment": spelled.moments(looks["moment"]),
        }
        for name, own in _sheets(rows):
            sheet = book.add_worksheet(name, worksheet_class=PlainRows)
            _open(sheet, columns, looks, about)
            sheet.put_rows([makers[column.sort] for column in columns], own)
            last = max(sheet.dim_rowmax, 1)
            sheet.autofilter(0, 0, last, len(columns) - 1)
            # The last column is the id, which is for programs and would make all else small.
            sheet.print_area(0, 0, last, len(columns) - 2)
        _write_about(book.add_worksheet(ABOUT), looks, about)


def _sheets(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, Iterator[Sequence[Cell]]]]:
    """The names of the sheets with their rows; one sheet where there are none. Each has to be read
    to its end before the next is asked for."""
    left = iter(rows)
    for number in count(1):
        yield (
            TITLE if number == 1 else f"{TITLE} ({number})",
            islice(left, spelled.ROWS_OF_A_SHEET - 1),
        )
        more = next(left, None)
        if more is None:
            return
        left = chain([more], left)


def _open(sheet: Any, columns: Sequence[Column], looks: dict[str, Any], about: About) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, looks["head"])
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    print_on_a4(sheet, landscape=True)
    head_pages(sheet, f"{TITLE} · {about.whose} · {about.period}", about.as_of)
    number_pages(sheet, about.filters)


def _write_about(sheet: Any, looks: dict[str, Any], about: About) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)
    said = [("Nội dung", TITLE), ("Của", about.whose), ("Thời gian", about.period)]
    said += [("Bộ lọc", about.filters), ("Thời điểm", about.as_of)]
    for row, (name, text) in enumerate(said):
        sheet.write_string(row, 0, name, looks["head"])
        sheet.write_string(row, 1, text, looks["text"])
    print_on_a4(sheet)
