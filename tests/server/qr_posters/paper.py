"""A PDF as whoever stands before it sees it: rendered, read, and scanned."""

from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL.Image import Image

POINT = 25.4 / 72


@dataclass(frozen=True)
class Scan:
    """A QR code on a sheet: what it says, its level of correction, and its side in millimetres."""

    text: str
    level: str
    side: float


@dataclass(frozen=True)
class Sheet:
    """The one page of a PDF. `size` in millimetres, `text` without line breaks, `picture` at
    200 dots per inch."""

    size: tuple[int, int]
    text: str
    title: str
    picture: Image

    @property
    def codes(self) -> list[Scan]:
        """Every code that a camera finds on it."""
        found = []
        for code in zxingcpp.read_barcodes(self.picture):
            corners = code.position
            side = (corners.top_right.x - corners.top_left.x) * 25.4 / 200
            found.append(Scan(code.text, code.ec_level, side))
        return found


def read_sheet(pdf: bytes) -> Sheet:
    """The page; a PDF of more than one fails."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        page = document[0]
        width, height = page.get_size()
        letters = page.get_textpage()
        picture = page.render(scale=200 / 72, grayscale=True).to_pil()
        text, title = letters.get_text_range(), document.get_metadata_value("Title")
        letters.close()
        page.close()
    finally:
        document.close()
    size = (round(width * POINT), round(height * POINT))
    return Sheet(size, " ".join(text.split()), title, picture)
