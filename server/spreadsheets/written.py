"""What is written in a cell, and what it means: the number of a shared word or of a day. Most cells stand
in columns that nobody asks for, so a meaning is looked for only where somebody does."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, overload

from server.spreadsheets.bounds import MAX_COLUMNS, Broken
from server.spreadsheets.cells import EMPTY, Cell
from server.spreadsheets.days import Shows, day_of, iso_day
from server.spreadsheets.markup import Attributes

_MAX_DIGITS = 64


class Written(NamedTuple):
    """A cell as it stands in the file. `words` are its own, where it does not share them."""

    attributes: Attributes
    value: str
    formula: str | None
    words: str | None


class Meaning:
    """What the numbers in cells stand for: in shared words by their number, in days by their styles
    and by the day from which the file counts."""

    def __init__(
        self, strings: Sequence[str], styles: Mapping[str, Shows], epoch: datetime
    ) -> None:
        self._strings, self._styles, self._epoch = strings, styles, epoch

    def of(self, written: Written) -> Cell:
        """What a person sees in the cell. Raises Broken, ValueError and IndexError."""
        value, kind = written.value, written.attributes.get("t", "n")
        if written.formula is not None:
            return Cell(f"={written.formula}", "f")
        if kind == "inlineStr":
            return EMPTY if written.words is None else Cell(written.words, "s")
        if not value:
            return EMPTY
        if kind == "n":
            return self._number(value, written.attributes.get("s", "0"))
        if kind == "s":
            return Cell(self._strings[_whole(value)], "s")
        if kind == "b":
            return Cell(bool(_whole(value)), "b")
        if kind == "d":
            return Cell(iso_day(value), "d")
        return Cell(value, "s" if kind == "str" else kind)

    def _number(self, text: str, style: str) -> Cell:
        if len(text) > _MAX_DIGITS:
            raise Broken
        value = int(text) if text.removeprefix("-").isdigit() else float(text)
        meant = self._styles.get(style)
        if meant is None:
            return Cell(value, "n")
        try:
            return Cell(day_of(value, self._epoch, meant), "d")
        except (OverflowError, ValueError):
            return Cell("#VALUE!", "e")


class Row(Sequence[Cell]):
    """The first MAX_COLUMNS cells of a row, by their places from the left."""

    def __init__(self, meaning: Meaning, written: Mapping[int, Written]) -> None:
        self._meaning, self._written = meaning, written

    @overload
    def __getitem__(self, place: int) -> Cell: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Cell]: ...
    def __getitem__(self, place: int | slice) -> Cell | Sequence[Cell]:
        if isinstance(place, slice):
            return list(self)[place]
        written = self._written.get(place)
        return EMPTY if written is None else self._meaning.of(written)

    def __iter__(self) -> Iterator[Cell]:
        return (self[place] for place in range(MAX_COLUMNS))

    def __len__(self) -> int:
        return MAX_COLUMNS


def _whole(text: str) -> int:
    if not text.isdigit():
        raise Broken
    return int(text)
