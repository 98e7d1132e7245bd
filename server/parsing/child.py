"""The process in which a paper is read: `python -m server.parsing.child`. It takes a line of JSON, what is
wanted of which type of file, and then the file on its standard input. It loads what it needs, opens
nothing from then on, and only then reads the file; and the system stops it where it asks for more memory or time
than a paper may cost."""

import json
import sys
from collections.abc import Sequence
from io import BytesIO
from time import monotonic
from typing import Any
from zipfile import ZipFile

from PIL import Image, ImageCms

from server.confined.limits import hold_to
from server.parsing import docx, pdf, pictures
from server.parsing.blocks import Block
from server.parsing.bounds import (
    DRAWING_SECONDS,
    LETTERS_A_PAGE,
    LIMITS,
    MOST_BLOCKS,
    MOST_PICTURE_BYTES,
    PICTURE_WIDTH,
)

_LEAST_PDF = b"%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]/Count 1>>endobj\
 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
_LEAST_WORDS = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
<w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body></w:document>'
_RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/\
2006/relationships/officeDocument"/></Relationships>'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_NONE = b"null"


def main() -> None:
    """One request, answered: a line of JSON with the blocks, the number of pages and the lengths of their
    pictures, or what renditions are, and behind it the pictures' bytes; null for a file that cannot be read."""
    _load()
    hold_to(LIMITS)
    wanted, _, file = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(_answer(json.loads(wanted), file))


def _load() -> None:
    """Whatever is loaded only with its first use."""
    Image.init()
    list(pdf.draw_pages(_LEAST_PDF, 9, 10_000, monotonic() + 9))
    pdf.read_pdf(_LEAST_PDF)
    least = BytesIO()
    with ZipFile(least, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATION)
        archive.writestr("word/document.xml", _LEAST_WORDS)
    docx.read_docx(least.getvalue())
    dot = BytesIO()
    Image.new("RGB", (9, 9)).save(dot, "PNG", icc_profile=_srgb())
    pictures.render(dot.getvalue(), [(9, 10_000)])


def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _answer(wanted: dict[str, Any], file: bytes) -> bytes:
    try:
        if wanted["do"] == "render":
            return _rendered(wanted["sizes"], file)
        return _read_pdf(file) if wanted["is_pdf"] else _paper(docx.read_docx(file).found)
    except Exception:  # papers are broken in more ways than anybody has names for
        return _NONE


def _read_pdf(file: bytes) -> bytes:
    until = monotonic() + DRAWING_SECONDS
    blocks, pages = pdf.read_pdf(file)
    if _is_text(blocks.found, pages):
        return _paper(blocks.found, pages)
    return _paper([], pages, list(pdf.draw_pages(file, PICTURE_WIDTH, MOST_PICTURE_BYTES, until)))


def _is_text(blocks: list[Block], pages: int) -> bool:
    """Whether the text is the paper: a scan that was signed has the letters of its stamp alone."""
    letters = sum(len("".join(block["x"])) for block in blocks)
    return letters > 0 and letters >= LETTERS_A_PAGE * (pages - 1)


def _paper(blocks: list[Block], pages: int | None = None, pictures: Sequence[bytes] = ()) -> bytes:
    assert len(blocks) <= MOST_BLOCKS
    about = {"blocks": blocks, "pages": pages, "pictures": [len(each) for each in pictures]}
    return b"\n".join((json.dumps(about, ensure_ascii=False).encode(), b"".join(pictures)))


def _rendered(sizes: list[tuple[int, int]], file: bytes) -> bytes:
    made = pictures.render(file, sizes)
    about = json.dumps([{**each, "bytes": len(data)} for each, data in made]).encode()
    return b"\n".join((about, b"".join(data for _, data in made)))


if __name__ == "__main__":
    main()
