"""Comma-separated values that Excel opens with Vietnamese letters whole and that can do nothing:
the twin of pwa/src/components/lead/csv.ts. Where a comma stands in numbers, as in Việt Nam, Excel wants
semicolons between values."""

import re
from collections.abc import Iterable
from unicodedata import normalize

BYTE_ORDER_MARK = "\ufeff"
SEPARATORS = {"comma": ",", "semicolon": ";"}

Cell = str | int | None

# A spreadsheet takes text that begins so for a formula, blanks before it or not; in Japanese, Chinese
# and Korean editions of Excel the wide signs too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
# Whoever has the file read with the other separator, or line by line, finds these at the beginning of a cell.
_FORMULA_INSIDE = re.compile(r"([,;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
# Both separators: whoever opens the file may have it read with the other one.
_NEEDS_QUOTES = re.compile(r'[",;\r\n]|^\s|\s$')


def line(cells: Iterable[Cell], separator: str = ",") -> str:
    """One line with its end. Numbers stay numbers, None is an empty cell, text is NFC and has a ' where it
    could act as a formula, whatever separator it is read with."""
    return separator.join(_written(cell) for cell in cells) + "\r\n"


def as_text(text: str) -> str:
    """The text as every file has it."""
    return normalize("NFC", text)


def acts_as_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return bool(_FORMULA.match(text))


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    text = _FORMULA_INSIDE.sub(r"\1'", as_text(cell))
    harmless = f"'{text}" if acts_as_formula(text) else text
    if not _NEEDS_QUOTES.search(harmless):
        return harmless
    return '"' + harmless.replace('"', '""') + '"'
