"""The rows of a sheet, out of its XML."""

import re
from collections.abc import Sequence

from server.spreadsheets.bounds import (
    MAX_COLUMNS,
    MAX_COLUMNS_OF_EXCEL,
    MAX_ROWS_OF_EXCEL,
    MAX_TEXT,
    Broken,
    TooLarge,
)
from server.spreadsheets.cells import Cell
from server.spreadsheets.markup import Attributes, Done, Reader
from server.spreadsheets.written import Meaning, Row, Written

Numbered = tuple[int, Sequence[Cell]]
"""A row by its number, with its first MAX_COLUMNS cells."""
_PLACE = re.compile(r"([A-Za-z]{1,3})[0-9]{1,7}", re.ASCII)
_MAX_DIGITS = 9
_NOTHING: Attributes = {}


class Rows(Reader):
    """Gathers rows in which something stands. What follows the last of them (merged cells, rules for
    colours, comments) is not looked at."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._rows: list[Numbered] = []
        self._places: dict[str, int] = {}
        self._is_within = self._is_aside = False
        self._number = self._column = self._count = 0
        self._cells: dict[int, Written] = {}
        self._attributes = _NOTHING
        self._value = ""
        self._formula: str | None = None
        self._words: list[str] | None = None

    def taken(self) -> list[Numbered]:
        """The rows that have come since it was asked last."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: Attributes) -> None:
        if not self._is_within:
            self._is_within = name == "sheetData"
        elif name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "f") or (name == "t" and not self._is_aside):
            self.listen()
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "is":
            self._words = []
        elif name == "rPh":
            self._is_aside = True

    def end(self, name: str) -> None:
        if not self._is_within:
            return
        if name == "c":
            if self._column <= MAX_COLUMNS:
                self._end_cell()
        elif name == "v":
            self._value = self.heard()
        elif name == "f":
            self._formula = self.heard()
        elif name == "t":
            if self._words is not None and not self._is_aside:
                self._words.append(self.heard())
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._is_aside = False
        elif name == "sheetData":
            raise Done

    def _begin_row(self, said: str | None) -> None:
        number = self._number + 1 if said is None else _whole(said)
        if not self._number < number <= MAX_ROWS_OF_EXCEL:
            raise Broken
        self._number, self._column, self._count, self._cells = number, 0, 0, {}

    def _end_row(self) -> None:
        if self._cells:
            self._rows.append((self._number, Row(self._meaning, self._cells)))

    def _begin_cell(self, attributes: Attributes) -> None:
        self._count += 1
        if self._count > MAX_COLUMNS_OF_EXCEL:
            raise TooLarge
        said = attributes.get("r")
        self._column = self._column + 1 if said is None else self._place(said)
        self._attributes = attributes
        self._value, self._formula, self._words = "", None, None

    def _end_cell(self) -> None:
        if self._value or self._formula is not None or self._words is not None:
            words = None if self._words is None else "".join(self._words)[:MAX_TEXT]
            written = Written(self._attributes, self._value, self._formula, words)
            self._cells[self._column - 1] = written

    def _place(self, said: str) -> int:
        """The number of the column in a place like B7, from 1."""
        found = _PLACE.fullmatch(said)
        if not found:
            raise Broken
        letters = found[1]
        if letters not in self._places:
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            if number > MAX_COLUMNS_OF_EXCEL:
                raise Broken
            self._places[letters] = number
        return self._places[letters]


def _whole(text: str) -> int:
    text = text.strip()
    if len(text) > _MAX_DIGITS or not (text.isascii() and text.removesuffix(".0").isdigit()):
        raise Broken
    return int(text.removesuffix(".0"))
