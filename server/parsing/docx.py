"""DOCX: mammoth makes HTML of it, and that becomes blocks here, so that no HTML is ever kept. Pictures are
passed over, also those that lie elsewhere: nothing is fetched."""

from html.parser import HTMLParser
from io import BytesIO
from typing import NoReturn
from xml.dom.expatbuilder import ExpatBuilder

import mammoth

from server.parsing.blocks import Blocks
from server.parsing.bounds import (
    MOST_DEPTH,
    MOST_PARTS,
    MOST_UNPACKED_BYTES,
    MOST_XML_BYTES,
    TooMuch,
)
from server.spreadsheets.archive import Archive

_EMPTY = ("br", "img")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_docx(file: bytes) -> Blocks:
    """The blocks. Raises TooMuch and what reading a broken one raises."""
    _check(file)
    told = mammoth.convert_to_html(
        BytesIO(file), convert_image=lambda image: [], include_embedded_style_map=False
    )
    reader = _Reader()
    reader.feed(told.value)
    reader.close()
    return reader.blocks


def _check(file: bytes) -> None:
    """Raises TooMuch for a part that is too large, before anything is unpacked as a whole."""
    archive = Archive(file, parts=MOST_PARTS, unpacked=MOST_UNPACKED_BYTES)
    for name in archive.names():
        if name.lower().endswith((".xml", ".rels")):
            for _ in archive.pieces(name, MOST_XML_BYTES):
                pass


def _refuse_doctype(*_: object) -> NoReturn:
    raise TooMuch


# In the parser that mammoth uses, so that neither a part's name nor its encoding hides an entity.
ExpatBuilder.start_doctype_decl_handler = _refuse_doctype  # type: ignore[assignment,method-assign]


class _Reader(HTMLParser):
    """Blocks out of mammoth's HTML: paragraphs in the cells of a table are its cells' text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = Blocks()
        self._text: list[str] = []
        self._cells: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._tables = self._depth = 0
        self._mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by HTMLParser."""
        self._depth += tag not in _EMPTY
        if self._depth > MOST_DEPTH:
            raise TooMuch
        if tag in ("ol", "ul"):
            self._end_text()
            self._lists.append((tag, 0))
        elif tag == "li":
            self._end_text()
            self._mark = self._next_mark()
        elif tag == "table":
            self._end_text()
            self._tables += 1
        elif tag == "tr" and self._tables == 1:
            self._cells, self._text = [], []
        elif tag in ("td", "th") and self._tables == 1:
            self._text = []
        elif tag == "br":
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Called by HTMLParser."""
        if tag in _EMPTY:
            return
        self._depth -= 1
        if tag in _HEADINGS and not self._tables:
            self.blocks.add_heading(_HEADINGS[tag], self._take())
        elif tag in ("p", "li"):
            self._end_text()
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag in ("td", "th") and self._tables == 1:
            self._cells.append(self._take())
        elif tag == "tr" and self._tables == 1:
            self.blocks.add_row(self._cells)
        elif tag == "table":
            self._tables -= 1

    def handle_data(self, data: str) -> None:
        """Called by HTMLParser."""
        self._text.append(data)

    def _next_mark(self) -> str:
        """What Word counts by itself is written out: "1." of an ordered list."""
        if not self._lists or self._lists[-1][0] == "ul":
            return "• "
        number = self._lists[-1][1] + 1
        self._lists[-1] = "ol", number
        return f"{number}. "

    def _end_text(self) -> None:
        if self._tables:
            self._text.append(" ")
            return
        text = self._take()
        if not text.strip():
            return
        if self._lists:
            self.blocks.add_text("li", self._mark + text)
            self._mark = ""
        else:
            self.blocks.add_text("p", text)

    def _take(self) -> str:
        text, self._text = "".join(self._text), []
        return text
