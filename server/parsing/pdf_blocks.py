"""Blocks out of the lines of a PDF: which lines are one paragraph, which stand side by side, which are
headings, and which only number the pages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.parsing.blocks import Blocks
from server.parsing.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(trang|page)?\s*\d{1,4}(\s*(/|of|trên)\s*\d{1,4})?[-–—\s]*", re.I
)
_LIST = re.compile(r"([-–—•*+●○▪■◦]|\(?\d{1,3}[.)]|\(?[a-zđ][.)])\s*(?=\S)", re.I)
_CHAPTER = re.compile(r"(phần|chương|mục|điều|phụ lục)\s+([ivxlc]+|\d{1,3}|thứ)\b", re.I)
_NUMBERED = re.compile(r"([IVX]{1,5}|[A-Z])[.)/]\s+\S")
_EDGE = 0.09
"""Of a page's height, above and below: where pages are numbered."""
_MOST_OF_HEADING = 160
_MOST_LINES_OF_CELL = 12
_LARGER, _MUCH_LARGER = 1.12, 1.45
_SHORT = 0.82
"""A line that ends before this share of its column ends a paragraph."""
_INDENT, _GAP, _SAME_BASE, _TOUCHING, _REACH, _TALL = 1.0, 1.75, 0.5, 0.3, 2.2, 6.0
"""Of the letters' size: how far lines stand apart."""
_UNFINISHED = re.compile(r"[^.;:!?…]\Z")


Span = tuple[float, float]


@dataclass
class Page:
    """A page's lines, and its height in points."""

    lines: list[Line]
    height: float


def blocks_of(pages: Sequence[Page]) -> Blocks:
    """The blocks of all pages. Raises TooMuch."""
    found = Blocks()
    usual = _usual_size(pages)
    running = _running_lines(pages)
    for page in pages:
        lines = [each for each in page.lines if not _is_apart(each, page, running)]
        span = _span(lines)
        for row in _rows(lines):
            if len(row) > 1:
                found.add_row([" ".join(line.text for line in cell) for cell in row])
            else:
                _add_paragraphs(found, row[0], usual, span)
    return found


def _span(lines: Sequence[Line]) -> Span:
    left = min((line.left for line in lines), default=0.0)
    return left, max((line.right for line in lines), default=left)


def _usual_size(pages: Iterable[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.letters)
    return max(sizes, key=lambda size: sizes[size], default=12.0)


def _is_at_edge(line: Line, page: Page) -> bool:
    return not _EDGE * page.height < line.base < (1 - _EDGE) * page.height


def _running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """What stands at the edge of three pages and more."""
    texts = Counter(
        text
        for page in pages
        for text in {line.text for line in page.lines if _is_at_edge(line, page)}
    )
    return frozenset(text for text, count in texts.items() if count >= 3)


def _is_apart(line: Line, page: Page, running: frozenset[str]) -> bool:
    is_number = bool(_PAGE_NUMBER.fullmatch(line.text)) and any(map(str.isdigit, line.text))
    return not line.text or (_is_at_edge(line, page) and (is_number or line.text in running))


def _rows(lines: Iterable[Line]) -> Iterator[list[list[Line]]]:
    """Lines that stand below each other make a cell, and cells that stand side by side a row. A row of one
    cell is prose, also where columns of it stand side by side: those are longer than cells."""
    row: list[list[Line]] = []
    for line in lines:
        if row and _is_beside(row, line):
            if len(row) == 1:
                prose, begun = _parted(row[0], line)
                if prose:
                    yield [prose]
                row = [begun]
            row.append([line])
        elif row and _goes_on_in(row, line):
            row[-1].append(line)
        else:
            if row:
                yield row
            row = [[line]]
    if row:
        yield row


def _is_beside(row: list[list[Line]], line: Line) -> bool:
    last = row[-1][-1]
    is_right = line.left >= last.right - _TOUCHING * line.size
    tall = _MOST_LINES_OF_CELL * 1.5 * line.size
    if len(row) == 1:
        return is_right and last.base - _SAME_BASE * line.size < line.base < last.base + tall
    bases = [each.base for cell in row for each in cell]
    reach = _REACH * line.size
    return is_right and min(bases) - reach < line.base < max(bases) + reach


def _parted(lines: list[Line], beside: Line) -> tuple[list[Line], list[Line]]:
    """What stood above the row in which a line stands, and what of it stands beside that line."""
    at = len(lines) - 1
    while at and _is_level(lines[at - 1], lines[at], beside):
        at -= 1
    return lines[:at], lines[at:]


def _is_level(line: Line, below: Line, beside: Line) -> bool:
    """Whether a line belongs to the cell that `below` does."""
    is_left = line.right <= beside.left + _TOUCHING * line.size
    is_close = line.base - below.base < _GAP * line.size
    return is_left and is_close and line.base < beside.base + _TALL * line.size


def _goes_on_in(row: list[list[Line]], line: Line) -> bool:
    """Whether a line stands in the last cell of a row."""
    last = row[-1][-1]
    step = last.base - line.base
    overlaps = line.left < last.right and last.left < line.right
    if not (overlaps and 0 < step < 3 * max(last.size, line.size)):
        return False
    others = [each for cell in row[:-1] for each in cell]
    if not others:
        return True
    is_lower = line.base < min(each.base for each in others) - _SAME_BASE * line.size
    is_apart = step > _GAP * line.size or abs(last.size - line.size) > 0.1 * line.size
    return not (is_lower and (is_apart or line.left < max(each.right for each in others)))


def _add_paragraphs(found: Blocks, lines: Sequence[Line], usual: float, span: Span) -> None:
    column, begun = _span(lines), list[Line]()
    for line in lines:
        if begun and _begins(begun, line, column, span, usual):
            _add_paragraph(found, begun, usual)
            begun = []
        begun.append(line)
    _add_paragraph(found, begun, usual)


def _begins(begun: Sequence[Line], line: Line, column: Span, page: Span, usual: float) -> bool:
    """Whether a paragraph begins with this line. `column` and `page`: from where to where their lines reach."""
    last, (left, right) = begun[-1], column
    if abs(last.size - line.size) > 0.1 * usual or last.is_bold != line.is_bold:
        return last.is_bold or line.is_bold or abs(last.size - line.size) > 0.1 * usual
    if _LIST.match(line.text) or _CHAPTER.match(line.text) or _NUMBERED.match(line.text):
        return True
    if last.text.isupper() != line.text.isupper():
        return True
    is_short = last.right - left < _SHORT * (right - left)
    is_indented = line.left - left > _INDENT * line.size and line.left - last.left > 0.5 * line.size
    has_gap = last.base - line.base > _GAP * line.size
    was_centred, is_centred = _is_centred(last, page), _is_centred(line, page)
    return has_gap or (is_short and not is_centred) or is_indented or was_centred != is_centred


def _is_centred(line: Line, page: Span) -> bool:
    before, after = line.left - page[0], page[1] - line.right
    return before > line.size and abs(before - after) < 2 * line.size


def _add_paragraph(found: Blocks, lines: Sequence[Line], usual: float) -> None:
    text = " ".join(line.text for line in lines)
    level = _level(text, lines, usual)
    if level is not None:
        found.add_heading(level, text)
    elif text[0].islower() and not _LIST.match(text) and _UNFINISHED.search(found.last_text):
        found.go_on(text)  # on the next page, or in the next column
    else:
        found.add_text("li" if _LIST.match(text) else "p", text)


def _level(text: str, lines: Sequence[Line], usual: float) -> int | None:
    """Of a heading, by size, capitals, boldness and the words that headings begin with; else None."""
    if len(text) > _MOST_OF_HEADING or sum(map(str.isalpha, text)) < 3:
        return None
    size = max(line.size for line in lines)
    is_bold = all(line.is_bold for line in lines)
    if size >= _MUCH_LARGER * usual:
        return 1
    if size >= _LARGER * usual and len(lines) <= 3:
        return 2
    if text.isupper():
        return 2
    is_named = _CHAPTER.match(text) or (
        _NUMBERED.match(text) and not text.endswith((".", ";", ","))
    )
    if is_bold or (is_named and len(lines) == 1 and not text.endswith((".", ";", ","))):
        return 3
    return None
