"""Files of Excel out of parts that nobody's Excel writes."""

import struct
import zipfile
from codecs import BOM_UTF16_LE
from collections.abc import Mapping
from io import BytesIO
from random import Random

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET, STRINGS, STYLES, BOOK = (
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
)  # fmt: skip
_LONG = 200_000
OF_BOOK = "xl/_rels/workbook.xml.rels"
HEAD = '<row r="1"><c r="A1" t="str"><v>Họ và tên</v></c><c r="B1" t="str"><v>Từ ngày</v></c></row>'
LAN = '<row r="2"><c r="A2" t="str"><v>Lan</v></c></row>'


def sheet(rows: str, after: str = "", before: str = "") -> str:
    """A sheet of these rows, with what stands about them."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(inner: str) -> str:
    """The words that cells share."""
    return f'<sst xmlns="{_MAIN}">{inner}</sst>'


def styles(xfs: str, formats: str = "") -> str:
    """The styles of cells, and formats of their numbers."""
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """What belongs to a part, as kind and target, under rId1, rId2, …"""
    inner = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def book(inner: str) -> str:
    """The book itself."""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">{inner}</workbook>'


def usual_parts() -> dict[str, str]:
    """The parts of a file with one sheet, in which Lan stands."""
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (
            (BOOK, "sheet.main"),
            (SHEET, "worksheet"),
            (STRINGS, "sharedStrings"),
            (STYLES, "styles"),
        )
    )
    kinds = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return {
        "[Content_Types].xml": kinds,
        "_rels/.rels": relations(("officeDocument", BOOK)),
        BOOK: book('<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'),
        OF_BOOK: relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        STYLES: styles('<xf numFmtId="0"/>'),
        STRINGS: strings("<si><t>Lan</t></si>"),
        SHEET: sheet(HEAD + LAN),
    }


def packed(parts: Mapping[str, str | bytes], noise: bool = False) -> bytes:
    """The usual file with these parts in place of its own, packed as hard as it goes. `noise` follows
    each of them where it is long, so that it seems to hold more than it does."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in {**usual_parts(), **parts}.items():
            whole = content if isinstance(content, bytes) else content.encode()
            more = _noise(len(whole)) if noise and len(whole) > _LONG else ""
            coding = "utf-16-le" if whole.startswith(BOM_UTF16_LE) else "utf-8"
            archive.writestr(name, whole + more.encode(coding))
    return file.getvalue()


def _noise(length: int) -> str:
    """A comment that no packing makes shorter than a 200th of the length."""
    return f"<!--{Random(length).randbytes(length // 200).hex()}-->"


def overlapping(times: int) -> bytes:
    """A file in whose table of contents one part stands many times under other names."""
    file = packed({SHEET: sheet(HEAD + LAN + " " * 500_000)})
    at, size, count = _directory(file)
    entry = _entry(file[at : at + size], SHEET.encode())
    more = b""
    for number in range(times):
        more += entry.replace(SHEET.encode(), b"xl/worksheets/s%05d.xml" % number)
    return _with_directory(file, file[at : at + size] + more, count + times)


def lying(part: str, says: int, really: str) -> bytes:
    """A file that says another length of a part than it has."""
    file = packed({part: really}, noise=False)
    length = struct.pack("<I", len(really.encode()))
    return file.replace(length, struct.pack("<I", says))


def _directory(file: bytes) -> tuple[int, int, int]:
    end = file.rindex(b"PK\x05\x06")
    count, size, at = struct.unpack("<HII", file[end + 10 : end + 20])
    return at, size, count


def _entry(directory: bytes, name: bytes) -> bytes:
    named = directory.index(name)
    start = directory.rindex(b"PK\x01\x02", 0, named)
    return directory[start : named + len(name)]


def _with_directory(file: bytes, directory: bytes, count: int) -> bytes:
    at, _, _ = _directory(file)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
    return file[:at] + directory + end
