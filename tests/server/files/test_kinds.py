"""What is taken as a file, told from its bytes (PROTOCOL 5.13.3)."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image

from server.files.kinds import checked_type
from server.files.papers import DOCX, MOST_PAPER_BYTES, XLSX
from server.files.papers import PDF as PDF_TYPE
from server.files.photos import JPEG, WEBP
from sync.problems import ProblemError
from tests.server.files.sending import PDF, WORD, office, photo

EXIF = Image.Exif()
EXIF[0x010F] = "Điện thoại"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _segment(marker: int, said: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(said) + 2) + said


def _with(marker: int, said: bytes) -> bytes:
    """A photo with one more segment behind its first."""
    data = photo()
    return data[:20] + _segment(marker, said) + data[20:]


def _webp_with(name: bytes, said: bytes) -> bytes:
    data = photo(kind="WEBP") + name + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2)
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def _word_with(kind: str, more: str = "", encoding: str = "utf-8") -> bytes:
    """A document of Word's with a relationship of a kind."""
    link = f'<Relationships><Relationship Id="1" Type="http://x/{kind}" Target="a"{more}/></Relationships>'
    return office(**{"word/_rels/settings.xml.rels": link.encode(encoding)})


def _scans(count: int) -> bytes:
    """A photo whose last scan comes so many times."""
    data = photo(progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * (count - data.count(b"\xff\xda") + 1) + data[-2:]


def _bomb() -> bytes:
    return office(**{"word/media/image1.png": bytes(60 * 1024 * 1024)})


def _not_apart() -> bytes:
    """Two entries of one part's bytes."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(WORD, "<document/>")
        again = archive.getinfo(WORD)
        archive.filelist.append(again)
        archive.NameToInfo["word/other.xml"] = again
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "type_"),
    [
        (photo(), JPEG),
        (photo(progressive=True), JPEG),
        (_scans(20), JPEG),
        (photo(side=2_048, quality=1), JPEG),
        (photo(icc_profile=b"a profile of colours"), JPEG),
        (photo(kind="WEBP"), WEBP),
        (photo(kind="WEBP", lossless=True), WEBP),
        (photo(kind="WEBP", icc_profile=b"a profile of colours"), WEBP),
        (PDF, PDF_TYPE),
        (office(), DOCX),
        (_word_with("attachedTemplate"), DOCX),
        (_word_with("hyperlink", ' TargetMode="External"'), DOCX),
        (office("xl/workbook.xml"), XLSX),
    ],
)
def test_photos_and_papers_are_taken(data: bytes, type_: str) -> None:
    assert checked_type(data) == type_


@pytest.mark.parametrize(
    "data",
    [
        photo(exif=EXIF),
        photo(comment="Nhà bà Sáu".encode()),
        photo(xmp=XMP),
        _with(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0"),
        _with(0xE2, b"MPF\0" + bytes(40)),
        _with(0xE0, b"JFXX\0\x10" + bytes(40)),
        _with(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + bytes(3)),
        _with(0xE2, b"ICC_PROFILE\0\1\1" + bytes(20_000)),
        photo(kind="WEBP", exif=EXIF),
        photo(kind="WEBP", xmp=XMP),
        _webp_with(b"EXIF", b"II*\0"),
        _webp_with(b"NOTE", "Nhà bà Sáu".encode()),
    ],
)
def test_a_photo_that_tells_more_than_its_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemError, match="photo_has_metadata"):
        checked_type(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        photo()[:-2],
        photo()[:300],
        photo() + b"<script>",
        photo(side=2_049 // 16 * 16 + 16, quality=1),
        photo(side=900, quality=95),
        _scans(21),
        photo(kind="PNG"),
        photo(kind="GIF"),
        photo(kind="WEBP")[:-4],
        photo(kind="WEBP") + b"<script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\0" + bytes(200),
        b"MZ" + office(),
        PDF[:-7],
        PDF.replace(b"/Root", b"/Encrypt 2 0 R /Root"),
        PDF.replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript /JS (app.alert) >>"),
        PDF.replace(b"/Type /Catalog", b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
        b"<html>" + PDF,
        PDF + bytes(MOST_PAPER_BYTES),
        office(types=f'<Override ContentType="{MACROS}"/>'),
        office(**{"word/vbaProject.bin": b"macro"}),
        office("ppt/presentation.xml"),
        office(**{"xl/workbook.xml": b"<workbook/>"}),
        _word_with("attachedTemplate", ' TargetMode="External"'),
        _word_with("attachedTemplate", ' TargetMode="External"', "utf-16"),
        _word_with("oleObject"),
        _word_with("control"),
        office()[:-40],
        _bomb(),
        _not_apart(),
    ],
)
def test_all_else_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemError, match="file_refused"):
        checked_type(data)


def test_no_cut_or_flipped_photo_is_more_than_refused() -> None:
    """Whatever arrives, the answer is a word: at every length, and with every byte of the head turned."""
    said = set()
    for data in (photo(side=16), photo(side=16, kind="WEBP")):
        for at in range(len(data)):
            for spoilt in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
                try:
                    said.add(checked_type(spoilt))
                except ProblemError as refused:
                    said.add(str(refused))
    assert said == {JPEG, WEBP, "file_refused", "photo_has_metadata"}
