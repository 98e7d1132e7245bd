"""The lines of a page of a PDF, in the order in which its text stands in the file: whoever writes one (Word,
LibreOffice, scanners with text) writes as people read, one column after the other, one cell after the other."""

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from server.parsing.bounds import MOST_TEXT_BYTES, TooMuch

_NEW_CELL = 1.6
"""Of the letters' size: a gap in a line that no justified text has."""
_SAME_LINE = 0.35
_FIRST_BOLD = 600


@dataclass
class Line:
    """Letters side by side. `size` is that of the largest of them; `bold`: how many are."""

    left: float
    right: float
    base: float
    size: float
    letters: list[str] = field(default_factory=list)
    bold: int = 0

    @property
    def text(self) -> str:
        """What stands there."""
        return "".join(self.letters).strip()

    @property
    def is_bold(self) -> bool:
        """Whether all of it is."""
        return 0 < self.bold >= sum(not each.isspace() for each in self.letters)


def lines_of(textpage: Any) -> Iterator[Line]:
    """Each line; a gap as between the cells of a table ends one."""
    raw, line, is_blank = textpage.raw, None, False
    count = pdfium.FPDFText_CountChars(raw)
    if count > MOST_TEXT_BYTES:
        raise TooMuch
    for at in range(max(0, count)):
        char = chr(pdfium.FPDFText_GetUnicode(raw, at) or 32)
        if char.isspace() or char == "\x00":
            is_blank = True
            continue
        place = _place(raw, at)
        if place is None:
            continue
        left, right, base, size = place
        if line is not None and not _goes_on(line, left, base, size):
            yield line
            line = None
        if line is None:
            line = Line(left, right, base, size)
        elif is_blank:
            line.letters.append(" ")
        is_blank = False
        line.letters.append(char)
        line.bold += pdfium.FPDFText_GetFontWeight(raw, at) >= _FIRST_BOLD
        line.right, line.size = max(line.right, right), max(line.size, size)
    if line is not None:
        yield line


def _goes_on(line: Line, left: float, base: float, size: float) -> bool:
    is_same = abs(line.base - base) <= _SAME_LINE * max(line.size, size)
    gap = left - line.right
    return is_same and -size < gap < _NEW_CELL * size


def _place(raw: Any, at: int) -> tuple[float, float, float, float] | None:
    """Left, right, base line and size of a letter; None for one that is nowhere."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    if not pdfium.FPDFText_GetCharBox(
        raw, at, byref(left), byref(right), byref(bottom), byref(top)
    ):
        return None
    x, y = c_double(), c_double()
    if not pdfium.FPDFText_GetCharOrigin(raw, at, byref(x), byref(y)):
        return None
    size = pdfium.FPDFText_GetFontSize(raw, at)
    # A size says little where the page is scaled: the letter itself says more.
    height = (top.value - bottom.value) * 1.2
    return left.value, right.value, y.value, size if size > 1.5 else max(height, 1.0)
