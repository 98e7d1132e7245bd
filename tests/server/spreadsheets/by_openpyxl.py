"""The same file read by openpyxl, which has seen what twenty years of programs write."""

import warnings
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from server.spreadsheets.bounds import MAX_COLUMNS
from server.spreadsheets.cells import Cell
from server.spreadsheets.rows import Numbered
from server.spreadsheets.sheet import Sheet, Table
from server.spreadsheets.table import make_table
from sync.text import fold


def read_by_openpyxl(file: bytes, sheet: Sheet) -> Table:
    """The table of a file. Raises whatever openpyxl does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with closing(load_workbook(BytesIO(file), read_only=True, keep_links=False)) as book:
            return make_table(_rows(book, sheet), sheet)


def _rows(book: Any, sheet: Sheet) -> Iterator[Numbered]:
    named = [each for each in book.worksheets if fold(each.title) == fold(sheet.title)]
    seen = [each for each in book.worksheets if each.sheet_state == "visible"]
    chosen = (named or seen or book.worksheets)[0]
    chosen.reset_dimensions()
    for number, row in enumerate(chosen.iter_rows(max_col=MAX_COLUMNS), start=1):
        yield number, [_cell(each) for each in row]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f" and not isinstance(value, str):
        value = getattr(value, "text", "=")
    return Cell(value, cell.data_type)
