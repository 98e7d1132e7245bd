"""A report as a spreadsheet: the table, the figures beside those of other days, and by unit or team."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import IO, Any

from xlsxwriter import Workbook

from server.qr_codes.drawing import png
from server.reports import heading
from server.reports.comparison import comparison
from server.reports.content import FIGURES, Content
from server.reports.lines import Part, parts, sections, targets_apart, team_parts, total_part
from server.reports.report_columns import (
    COMPARISON_COLUMNS,
    LINE_COLUMNS,
    Column,
    Row,
    part_columns,
)
from server.reports.vietnamese import tenths
from server.reports.xlsx.printing import number_pages, print_on_a4

TABLE, COMPARED, BY_PART, BY_TEAM = "Báo cáo", "So sánh", "Theo đơn vị", "Theo đội"
_CODE_PIXELS = 136
"""The side of the QR code's picture; about 22 mm on paper, where the sheet is made to fit."""
_ROOM_BEFORE_CODE = 64
_LINE_POINTS = 15
_WIDE = {"text": 0.95, "unit": 0.95, "note": 0.8}
"""By format how wide the letters of a text are at most on average, in the unit of its width."""
_WIDE_HEAD = 1.3
_WHOLE, _SHARE, _CHANGE = "#,##0", "0.0%", "+0.0%;-0.0%;0.0%"
_CELL = {"border": 1, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "about": {},
    "head": {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E3EFE7"},
    "section": {**_CELL, "bold": True, "bg_color": "#F3F6F4"},
    "place": {**_CELL, "align": "center"},
    "text": {**_CELL, "text_wrap": True},
    "unit": {**_CELL, "text_wrap": True, "align": "center"},
    "part": {**_CELL, "text_wrap": True, "indent": 1, "italic": True},
    "note": {**_CELL, "text_wrap": True, "font_size": 10},
    "whole": {**_CELL, "num_format": _WHOLE, "align": "right", "indent": 1},
    "share": {**_CELL, "num_format": _SHARE, "align": "right", "indent": 1},
    "change": {**_CELL, "num_format": _CHANGE, "align": "right", "indent": 1, "italic": True},
    "ratio": {**_CELL, "num_format": _SHARE, "align": "center"},
    "total": {**_CELL, "bold": True},
    "total_whole": {**_CELL, "bold": True, "num_format": _WHOLE, "align": "right", "indent": 1},
    "total_ratio": {**_CELL, "bold": True, "num_format": _SHARE, "align": "center"},
}  # fmt: skip


def write_report(file: IO[bytes], content: Content, link: str | None) -> None:
    """Writes the workbook; `link` is where the QR code of a closed month leads."""
    with Workbook(file, {"in_memory": True}) as book:
        said = {"title": f"{heading.SUBJECT}, {heading.period(content)}", "author": "Từng Ngõ"}
        book.set_properties({**said, "created": datetime.fromisoformat(content["as_of"])})
        looks = {
            name: book.add_format({"font_name": "Times New Roman", "font_size": 12, **look})
            for name, look in _LOOKS.items()
        }
        _Sheet(book, TABLE, looks, content).write_table(link)
        if comparison(content):
            _Sheet(book, COMPARED, looks, content).write_comparison()
        below, teams = heading.below(content), team_parts(content)
        by_part = BY_TEAM if content["by"] == "team" else BY_PART
        _Sheet(book, by_part, looks, content).write_parts(below, parts(content))
        if teams:
            _Sheet(book, BY_TEAM, looks, content).write_parts("Đội", teams)


class _Sheet:
    """A sheet that is filled from the top."""

    def __init__(self, book: Any, name: str, looks: dict[str, Any], content: Content) -> None:
        self._sheet = book.add_worksheet(name)
        self._looks, self._content = looks, content
        self._row = 0

    def write_table(self, link: str | None) -> None:
        """The report's table under its title."""
        self._begin(LINE_COLUMNS, heading.SUBJECT)
        if link is not None:
            self._draw_code(link)
        for section in sections(self._content):
            self._sheet.merge_range(
                self._row,
                0,
                self._row,
                len(LINE_COLUMNS) - 1,
                section.title,
                self._looks["section"],
            )
            self._row += 1
            for line in section.lines:
                number = "share" if line.is_share else "whole"
                self._fill(
                    LINE_COLUMNS, line, text="part" if line.is_part else "text", number=number
                )
        self._finish(len(LINE_COLUMNS))

    def write_comparison(self) -> None:
        """The figures of the report's days, of others, and how much more or less those are."""
        self._begin(COMPARISON_COLUMNS, f"{heading.SUBJECT}: so sánh và lũy kế")
        for row in comparison(self._content):
            looks = {"text": "part", "number": "change"} if row.is_change else {}
            self._fill(COMPARISON_COLUMNS, row, **looks)
        self._finish(len(COMPARISON_COLUMNS))

    def write_parts(self, below: str, rows: Sequence[Part]) -> None:
        """A row for each unit or team, and what they come to together."""
        columns = part_columns(below)
        apart = targets_apart(self._content, rows, below)
        self._begin(columns, f"{heading.SUBJECT} theo {below.lower()}", apart)
        first = self._row
        for part in rows:
            self._fill(columns, part)
        total = total_part(self._content)
        self._fill(columns, total, "total", "total", "total_whole", "total_ratio")
        if rows:
            self._sum(columns, first, total)
        self._finish(len(columns))

    def _begin(self, columns: Sequence[Column[Row]], title: str, note: str = "") -> None:
        """The title block with a note if there is one, and the table's head, which stay in sight and
        stand on every page."""
        content = self._content
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
        self._say(title.upper(), "title")
        self._say(f"Đơn vị: {heading.unit_of(content)}")
        self._say(heading.period(content))
        self._say(heading.filters(content))
        self._say(f"{heading.as_of(content)} · {heading.completeness(content)}")
        self._say(heading.finality(content))
        self._say(note)
        for place, column in enumerate(columns):
            self._sheet.write_string(self._row, place, column.head, self._looks["head"])
        lines = max(ceil(len(column.head) * _WIDE_HEAD / column.width) for column in columns)
        self._sheet.set_row(self._row, max(2, lines) * _LINE_POINTS + 4)
        self._sheet.repeat_rows(self._row)
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)

    def _finish(self, columns: int) -> None:
        last = self._row - 1
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:A{self._row}"})
        self._sheet.print_area(0, 0, last, columns - 1)
        print_on_a4(self._sheet)
        where = f"{heading.unit_of(self._content)} · {heading.finality(self._content)}"
        number_pages(self._sheet, where)

    def _say(self, text: str, look: str = "about") -> None:
        self._sheet.write_string(self._row, 0, text, self._looks[look])
        self._row += 1

    def _fill(
        self,
        columns: Sequence[Column[Row]],
        row: Row,
        place: str = "place",
        text: str = "text",
        number: str = "whole",
        ratio: str = "ratio",
    ) -> None:
        """A row in these looks, as high as its longest text needs: not every program does so by itself."""
        looks = {"place": place, "text": text, "number": number, "ratio": ratio}
        lines = 1
        for at, column in enumerate(columns):
            look, value = looks.get(column.format, column.format), column.value(row)
            if isinstance(value, str):
                self._text(at, value, look)
                lines = max(lines, ceil(len(value) * _WIDE.get(column.format, 0) / column.width))
            else:
                if value is not None and column.format == "ratio":
                    # As the paper says it: Excel itself would make 100,0% of 99,96%.
                    value = tenths(value) / 1000
                self._number(at, value, self._looks[look])
        self._sheet.set_row(self._row, lines * _LINE_POINTS + 3)
        self._row += 1

    def _sum(self, columns: Sequence[Column[Part]], first: int, total: Part) -> None:
        """The total as a formula, which goes on adding up where somebody strikes out a row."""
        row = self._row - 1
        for at, column in enumerate(columns):
            if column.name in FIGURES:
                letter = chr(ord("A") + at)
                self._sheet.write_formula(
                    row,
                    at,
                    f"=SUM({letter}{first + 1}:{letter}{row})",
                    self._looks["total_whole"],
                    column.value(total),
                )

    def _text(self, column: int, text: str, look: str) -> None:
        # Text in <r> and </r> would be taken for formatting that is spelled already.
        safe = f"{text} " if text.endswith("</r>") else text
        self._sheet.write_string(self._row, column, safe, self._looks[look])

    def _number(self, column: int, value: float | None, look: Any) -> None:
        if value is None:
            self._sheet.write_blank(self._row, column, None, look)
        else:
            self._sheet.write_number(self._row, column, value, look)

    def _draw_code(self, link: str) -> None:
        """The code that leads to whether the figures still stand, at the right of the title."""
        picture = png(link)
        side = int.from_bytes(picture[16:20], "big")
        scale = _CODE_PIXELS / side
        options = {
            "image_data": BytesIO(picture),
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": _ROOM_BEFORE_CODE,
            "y_offset": 3,
            "description": f"Mã QR: {link}",
            "url": link,
        }
        self._sheet.insert_image(0, len(LINE_COLUMNS) - 1, "ma-qr.png", options)
