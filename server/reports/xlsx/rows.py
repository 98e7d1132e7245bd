"""A sheet that takes many plain rows. XlsxWriter's own way from a cell to its few letters of XML takes
longer than all else together, so here a row is spelled in one go. It also takes text that begins with
<r> for formatting that is spelled already; what somebody typed is only ever text here."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import IO, Any, cast
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from server.reports.csv import Cell, acts_as_formula, as_text

ROWS_OF_A_SHEET = 1_048_576
_MOST_CODE_POINTS = 32_767 // 2
"""A cell takes 32,767 units of UTF-16, of which a code point may need two. What is longer is cut."""
# What XML cannot carry, and what would be read as the sign for it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = date(1899, 12, 30)
"""Spreadsheets count days from here on."""
_MINUTES_OF_A_DAY = 24 * 60

Dumps = Callable[[Cell], str]
"""Makes of a cell what stands behind its address in XML; nothing of an empty one."""


class PlainRows(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Made by `workbook.add_worksheet(worksheet_class=PlainRows)` in a workbook with
    constant_memory, whose rows go to a temporary file as they come."""

    table: dict[int, Any]
    previous_row: int
    dim_rowmax: int
    row_data_fh: IO[str]

    def put_rows(self, spells: Sequence[Dumps], rows: Iterable[Sequence[Cell]]) -> None:
        """Writes rows below all that was written, each cell as its column's `spells` makes it."""
        if self.table:
            self._write_single_row(self.previous_row + 1)
        number = self.previous_row
        columns = [(f'<c r="{xl_col_to_name(at)}', spell) for at, spell in enumerate(spells)]
        for number, row in enumerate(rows, start=self.previous_row + 1):
            cells = [
                f'{begin}{number}"{spelled}'
                for (begin, spell), cell in zip(columns, row, strict=True)
                if (spelled := spell(cell))
            ]
            self.row_data_fh.write(f'<row r="{number}">{"".join(cells)}</row>')
        self.previous_row = number
        self.dim_rowmax = max(self.dim_rowmax, number - 1)


def texts(plain: Format, held: Format) -> Dumps:
    """Text as it is; what could act as a formula once somebody edits it is `held` as text."""

    @lru_cache(maxsize=4096)
    def spell(cell: Cell) -> str:
        if cell is None or cell == "":
            return ""
        text = as_text(str(cell))[:_MOST_CODE_POINTS]
        style = (held if acts_as_formula(text) else plain)._get_xf_index()
        said = _UNWRITABLE.sub(_sign, escape(text))
        return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'

    return spell


def numbers(look: Format) -> Dumps:
    """Numbers as they are."""
    return _spelled(look, lambda cell: cast("int | None", cell))


def days(look: Format) -> Dumps:
    """YYYY-MM-DD as a real date."""
    return _spelled(look, lambda cell: _day(str(cell)))


def times(look: Format) -> Dumps:
    """HH:MM as a real time."""
    return _spelled(look, lambda cell: _time(str(cell)))


def moments(look: Format) -> Dumps:
    """YYYY-MM-DD HH:MM as a real date with its time."""
    return _spelled(look, lambda cell: _day(str(cell)[:10]) + _time(str(cell)[11:]))


def _spelled(look: Format, value: Callable[[Cell], Any]) -> Dumps:
    @lru_cache(maxsize=4096)
    def spell(cell: Cell) -> str:
        return "" if cell is None else f' s="{look._get_xf_index()}"><v>{value(cell)}</v></c>'

    return spell


@lru_cache(maxsize=4096)
def _day(day: str) -> int:
    return (date.fromisoformat(day) - _DAY_ZERO).days


def _time(time: str) -> float:
    hours, minutes = time.split(":")
    return round((int(hours) * 60 + int(minutes)) / _MINUTES_OF_A_DAY, 10)


def _sign(unwritable: re.Match[str]) -> str:
    return f"_x{ord(unwritable[0]):04X}_"
