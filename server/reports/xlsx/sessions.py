"""Help sessions as a spreadsheet of many rows: they are written to a file as they come, so that a
year of a province needs no more memory than a day of a team."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from xlsxwriter import Workbook

from server.reports.csv import Cell
from server.reports.session_columns import About, Column, PartColumn
from server.reports.xlsx import rows as spelled
from server.reports.xlsx.printing import head_pages, number_pages, print_on_a4
from server.reports.xlsx.rows import PlainRows

TITLE = "Các buổi hỗ trợ"
SERVICES = "Từng việc"
Columns = Sequence[Column | PartColumn]
Rows = Sequence[Sequence[Cell]]
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
    file: IO[bytes],
    columns: tuple[Columns, Columns],
    parts: Iterable[tuple[Rows, Rows]],
    about: About,
) -> None:
    """Writes the workbook: the sessions on one sheet, their services on a second, each on several where
    there are more than Excel takes on one; then a sheet that says what the file is of. `parts` are
    rows of sessions and of their services, part by part. Days are YYYY-MM-DD, times HH:MM, moments
    both."""
    with Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": TITLE, "author": "Từng Ngõ"})
        looks = {
            name: book.add_format({"font_name": "Times New Roman", "valign": "top", **look})
            for name, look in _LOOKS.items()
        }
        tables = [
            _Table(book, name, own, looks, about)
            for name, own in zip((TITLE, SERVICES), columns, strict=True)
        ]
        for part in parts:
            for table, rows in zip(tables, part, strict=True):
                table.put(rows)
        for table in tables:
            table.close()
        _write_about(book.add_worksheet(ABOUT), looks, about)


class _Table:
    """Rows that go to a sheet as they come, and on to the next one where it is full."""

    def __init__(
        self, book: Any, name: str, columns: Columns, looks: dict[str, Any], about: About
    ) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._looks, self._about, self._number = looks, about, 0
        makers = {
            "text": spelled.texts(looks["text"], looks["held"]),
            "number": spelled.numbers(looks["number"]),
            "day": spelled.days(looks["day"]),
            "time": spelled.times(looks["time"]),
            "moment": spelled.moments(looks["moment"]),
        }
        self._makers = [makers[column.sort] for column in columns]
        self._open()

    def put(self, rows: Rows) -> None:
        while rows:
            if self._left == 0:
                self.close()
                self._open()
            now, rows = rows[: self._left], rows[self._left :]
            self._sheet.put_rows(self._makers, now)
            self._left -= len(now)

    def close(self) -> None:
        last = max(self._sheet.dim_rowmax, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        # The last column is the id, which is for programs and would make all else small.
        self._sheet.print_area(0, 0, last, len(self._columns) - 2)

    def _open(self) -> None:
        self._number += 1
        name = self._name if self._number == 1 else f"{self._name} ({self._number})"
        self._sheet = self._book.add_worksheet(name, worksheet_class=PlainRows)
        self._left = spelled.ROWS_OF_A_SHEET - 1
        _open(self._sheet, self._name, self._columns, self._looks, self._about)


def _open(sheet: Any, name: str, columns: Columns, looks: dict[str, Any], about: About) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, looks["head"])
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    print_on_a4(sheet, landscape=True)
    head_pages(sheet, f"{name} · {about.whose} · {about.period}", about.as_of)
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
