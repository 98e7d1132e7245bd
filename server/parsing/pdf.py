"""PDF: its text, and its pages as pictures. What acts in one (scripts, links, attachments) is not looked at."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from time import monotonic
from typing import Any

import pypdfium2

from server.parsing.blocks import Blocks
from server.parsing.bounds import MOST_PAGES, MOST_SIDE, MOST_TEXT_BYTES, TooMuch
from server.parsing.pdf_blocks import Page, blocks_of
from server.parsing.pdf_lines import lines_of


def read_pdf(file: bytes) -> tuple[Blocks, int]:
    """The blocks and the number of pages; a scan without text has none. Raises TooMuch and what pdfium
    raises."""
    with _opened(file) as document:
        pages, letters = [], 0
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                lines = list(lines_of(text))
                pages.append(Page(lines, page.get_height()))
            letters += sum(len(line.letters) for line in lines)
            if letters > MOST_TEXT_BYTES:
                raise TooMuch
        return blocks_of(pages), len(document)


def draw_pages(file: bytes, width: int, most_bytes: int, until: float) -> Iterator[bytes]:
    """Pages as lossless WebP of a width, from the first on, of so many bytes at most and begun before `until`
    (of the monotonic clock); one whose form no paper has ends it."""
    with _opened(file) as document:
        for number in range(len(document)):
            if monotonic() > until:
                return
            with closing(document[number]) as page:
                wide, high = page.get_size()
                if not (wide > 0 and 0 < high * width / wide <= MOST_SIDE and width <= MOST_SIDE):
                    return
                with closing(page.render(scale=width / wide, may_draw_forms=False)) as bitmap:
                    picture = bitmap.to_pil().convert("RGB")
            written = BytesIO()
            picture.save(written, "WEBP", lossless=True, method=4)
            most_bytes -= written.tell()
            if most_bytes < 0:
                return
            yield written.getvalue()


@contextmanager
def _opened(file: bytes) -> Iterator[Any]:
    with closing(pypdfium2.PdfDocument(file)) as document:
        if len(document) > MOST_PAGES:
            raise TooMuch
        yield document
