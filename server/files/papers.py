"""Papers, told from their bytes: PDF, DOCX and XLSX. Nothing of them is read here but what they are; what is
locked or acts by itself is refused where that is plainly seen."""

import re

from server.spreadsheets.archive import Archive
from server.spreadsheets.bounds import Broken
from server.spreadsheets.markup import Attributes, Budget, Reader, read_part
from sync.problems import PROBLEMS, ProblemError

MOST_PAPER_BYTES = 20 * 1024 * 1024
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_BEGIN_OF_PDF = re.compile(rb"%PDF-[12]\.[0-9]")
_END_OF_PDF, _WITHIN = b"%%EOF", 1024
_LOCKED_OR_ACTING = re.compile(rb"/(Encrypt|JavaScript|Launch)(?![A-Za-z0-9])")
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_TYPES = "[Content_Types].xml"
_MOST_PARTS, _MOST_UNPACKED, _MOST_OF_PART = 2_000, 96 * 1024 * 1024, 1024 * 1024
"""A paper of 20 MiB holds photos, which hardly unpack to more than themselves, and text, which does."""
_MACROS = (b"macroenabled", b"vbaproject")
_OBJECTS = ("oleObject", "control")
"""Parts that begin another program (OLE and ActiveX)."""
_BEGIN_OF_ZIP = b"PK\x03\x04"


def paper_type(data: bytes) -> str | None:
    """The media type of a paper that is taken; None for what is none. Raises file_refused for one that is too
    large, broken, locked or with macros."""
    if len(data) > MOST_PAPER_BYTES:
        raise _refused()
    if _BEGIN_OF_PDF.match(data):
        if _END_OF_PDF not in data[-_WITHIN:] or _LOCKED_OR_ACTING.search(data):
            raise _refused()
        return PDF
    return _office_type(data) if data.startswith(_BEGIN_OF_ZIP) else None


class _Relationships(Reader):
    """Raises Broken for an object of another program, and a template that Word would fetch."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        kind = attributes.get("Type", "").rpartition("/")[2]
        is_elsewhere = attributes.get("TargetMode") == "External"
        if kind in _OBJECTS or (kind == "attachedTemplate" and is_elsewhere):
            raise Broken


def _office_type(data: bytes) -> str:
    try:
        archive = Archive(data, parts=_MOST_PARTS, unpacked=_MOST_UNPACKED)
        types = b"".join(archive.pieces(_TYPES, _MOST_OF_PART)).lower()
        budget = Budget()
        for name in archive.names():
            if name.lower().endswith(".rels"):
                read_part(archive.pieces(name, _MOST_OF_PART), _Relationships(), budget)
    except Exception as error:  # archives are broken in more ways than anybody has names for
        raise _refused() from error
    found = [kind for part, kind in _MAIN_PARTS.items() if part in archive]
    has_macros = any(word in types for word in _MACROS) or archive.has_part_like("vbaproject")
    if len(found) != 1 or has_macros or archive.is_blown_up():
        raise _refused()
    return found[0]


def _refused() -> ProblemError:
    return ProblemError(PROBLEMS["file_refused"])
