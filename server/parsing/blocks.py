"""The blocks that a paper's text consists of: headings, paragraphs, items of lists and rows of tables."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NotRequired, TypedDict

from server.parsing.bounds import MOST_BLOCKS, MOST_CELLS, MOST_TEXT_BYTES, TooMuch

_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\u00ad": "", "\ufffe": ""})
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")
MOST_LEVEL = 4


class Block(TypedDict):
    """`t`: h, p, li or tr; `x`: its text, of a row the text of each cell; `l`: of a heading, from 1 on."""

    t: str
    x: str | list[str]
    l: NotRequired[int]  # noqa: E741


class Blocks:
    """Blocks so far. Raises TooMuch beyond the bounds."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._bytes = 0

    def add_text(self, kind: str, text: str) -> None:
        """One more, unless it is empty."""
        cleaned = clean(text)
        if cleaned:
            self._add({"t": kind, "x": cleaned}, cleaned)

    @property
    def last_text(self) -> str:
        """That of the last block; of a heading or a row none."""
        last = self.found[-1] if self.found else None
        return str(last["x"]) if last and last["t"] in ("p", "li") else ""

    def go_on(self, text: str) -> None:
        """The last block goes on with this."""
        last = self.found.pop()
        self._bytes -= len(str(last["x"]).encode())
        self.add_text(last["t"], f"{last['x']} {text}")

    def add_heading(self, level: int, text: str) -> None:
        """One more heading, unless it is empty."""
        cleaned = clean(text)
        if cleaned:
            self._add({"t": "h", "x": cleaned, "l": min(level, MOST_LEVEL)}, cleaned)

    def add_row(self, cells: Sequence[str]) -> None:
        """One more row of a table, unless all its cells are empty."""
        cleaned = [clean(cell) for cell in cells]
        if len(cleaned) > MOST_CELLS:
            raise TooMuch
        if any(cleaned):
            self._add({"t": "tr", "x": cleaned}, *cleaned)

    def _add(self, block: Block, *texts: str) -> None:
        self._bytes += sum(len(text.encode()) for text in texts)
        if len(self.found) == MOST_BLOCKS or self._bytes > MOST_TEXT_BYTES:
            raise TooMuch
        self.found.append(block)


def clean(text: str) -> str:
    """A text in NFC with single blanks, and nothing in it that cannot be seen."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).translate(_BULLETS))
    seen = "".join(char for char in composed if unicodedata.category(char) not in _UNSEEN)
    return " ".join(seen.split())
