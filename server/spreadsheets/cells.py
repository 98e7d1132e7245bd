"""What a single cell says."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from server.spreadsheets.sheet import Column

FAULTS = ("cell_empty", "cell_formula", "cell_not_text", "cell_no_day")
"""What can be wrong with a cell, whatever it is for."""
_SHOWN_CHARACTERS = 60
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


class Cell(NamedTuple):
    """`data_type` is a letter as files have it: f for a formula, whose text with its = is the value, e
    for an error, s for text, n for a number, b for yes or no, d for a day, a time or a span of it."""

    value: Any
    data_type: str


EMPTY = Cell(None, "n")


class CellFault(Exception):
    """A cell that cannot be taken; `code` is one of `FAULTS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def value_of(cell: Cell, column: Column) -> str | None:
    """What a cell holds, as the column's kind wants it. Raises CellFault: a formula may give
    another value tomorrow, and nobody sees which one was taken."""
    if cell.value is None:
        return None
    if cell.data_type == "f":
        raise CellFault("cell_formula")
    return _day(cell, column) if column.kind == "day" else _text(cell)


def shown(cell: Cell) -> str:
    """What a person sees in the cell, cut short."""
    value = cell.value
    if isinstance(value, date):  # a datetime is one
        # strftime takes five times as long.
        value = f"{value.day:02}/{value.month:02}/{value.year:04}"
    return "" if value is None else _joined(str(value))[:_SHOWN_CHARACTERS]


def _text(cell: Cell) -> str | None:
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if cell.data_type == "e" or isinstance(value, bool) or not isinstance(value, str | int):
        raise CellFault("cell_not_text")
    return _joined(str(value)) or None


def _day(cell: Cell, column: Column) -> str | None:
    value = cell.value
    if isinstance(value, str) and cell.data_type != "e":
        if not _joined(value):
            return None
        value = _read_day(_joined(value))
    if not isinstance(value, date):
        raise CellFault("cell_no_day")
    day = value.isoformat()[:10]
    first, last = column.days
    if not first <= day <= last:
        raise CellFault("cell_no_day")
    return day


def _read_day(text: str) -> date | datetime | None:
    """A day as people type it, the day first, or as programs do, the year first."""
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _joined(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
