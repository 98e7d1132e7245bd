"""Comma-separated values that Excel opens with Vietnamese letters whole and that can do nothing:
the twin of pwa/src/parts/csv.ts."""

import re
from collections.abc import Iterable
from unicodedata import normalize

BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | None

# A spreadsheet takes text that begins so for a formula, blanks before it or not.
_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')


def line(cells: Iterable[Cell]) -> str:
    """One line with its end. Numbers stay numbers, None is an empty cell, text is NFC and begins
    with a ' where it could act as a formula."""
    return ",".join(_written(cell) for cell in cells) + "\r\n"


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    text = normalize("NFC", cell)
    harmless = f"'{text}" if _FORMULA.match(text) else text
    if not _NEEDS_QUOTES.search(harmless):
        return harmless
    return '"' + harmless.replace('"', '""') + '"'
