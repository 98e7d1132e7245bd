"""Each way to make a small file dear that somebody thought of, by its name. The first three were found in
the field: 21 to 48 kB that cost a server ten to twenty seconds and over a gigabyte."""

from collections.abc import Callable, Iterator, Mapping

from server.spreadsheets.bounds import MAX_STYLES
from tests.server.spreadsheets.hostile.packing import (
    BOOK,
    HEAD,
    LAN,
    OF_BOOK,
    SHEET,
    STRINGS,
    STYLES,
    book,
    lying,
    overlapping,
    relations,
    sheet,
    strings,
    styles,
)
from tests.server.spreadsheets.hostile.packing import (
    packed as packed_anyhow,
)

Made = Callable[[], bytes]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """As somebody packs who knows that what is blown up is refused."""
    return packed_anyhow(parts, noise=True)


_MARKS = "\u0301\u0323\u0327\u0328\u031b\u0345"
"""Of other classes each, so that they have to be put in order."""


def unsorted(length: int, seed: int) -> str:
    """Marks upon one letter in the worst order, else than with another seed."""
    return f"{seed}a" + (_MARKS[seed % 2] + _MARKS[2 + seed % 3]) * (length // 2)


def laughs(tag: str) -> str:
    """Words that grow without end."""
    grown = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    return f'<!DOCTYPE a [<!ENTITY a0 "ha">{grown}]><{tag}>&a12;</{tag}>'


def _row(cells: str, number: int = 2) -> str:
    return f'<row r="{number}">{cells}</row>'


def _numbered(count: int, cell: Callable[[int], str], first: int = 2) -> str:
    return "".join(_row(cell(number), number) for number in range(first, first + count))


def _of_strings() -> bytes:
    rows = _numbered(5_000, lambda row: f'<c r="A{row}" t="s"><v>0</v></c>')
    long = strings(f"<si><t>{'ộ' * 32_767}</t></si>")
    return packed({STRINGS: long, SHEET: sheet(HEAD + rows)})


def _of_marks() -> bytes:
    words = strings("".join(f"<si><t>{unsorted(290, n)}</t></si>" for n in range(4_000)))
    rows = _numbered(4_000, lambda row: f'<c r="A{row}" t="s"><v>{row - 2}</v></c>')
    return packed({STRINGS: words, SHEET: sheet(HEAD + rows)})


def _of_formats() -> bytes:
    forms = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{n}{"[" * 250}"/>' for n in range(1_900)
    )
    xfs = "".join(f'<xf numFmtId="{200 + n % 1_900}"/>' for n in range(65_000))
    return packed({STYLES: styles(xfs, forms)})


def _of_sheets() -> bytes:
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(12_000))
    return packed({BOOK: book(f"<sheets>{named}</sheets>")})


ATTACKS: dict[str, Made] = {
    "one style too many": lambda: packed({STYLES: styles("<xf/>" * (MAX_STYLES + 1))}),
    "250,000 styles": lambda: packed({STYLES: styles('<xf numFmtId="14"/>' * 250_000)}),
    "1.1 million shared strings": lambda: packed({STRINGS: strings("<si><t/></si>" * 1_100_000)}),
    "3 million cells in a row": lambda: packed({SHEET: sheet(HEAD + _row("<c/>" * 3_000_000))}),
    "a row of as many cells as elements": lambda: packed(
        {SHEET: sheet(HEAD + _row("<c><v>1</v></c>" * 290_000))}
    ),
    "rows without cells": lambda: packed({SHEET: sheet(HEAD + "<row/>" * 2_000_000)}),
    "rows of as many cells as are looked at": lambda: packed(
        {SHEET: sheet(HEAD + ("<row>" + "<c><v>1.5</v></c>" * 50 + "</row>") * 5_800)}
    ),
    "rows of as many cells as Excel has": lambda: packed(
        {SHEET: sheet(HEAD + ("<row>" + "<c/>" * 16_000 + "</row>") * 37)}
    ),
    "a row that is far down": lambda: packed(
        {SHEET: sheet(HEAD + '<row r="2000000000"><c t="str"><v>Lan</v></c></row>')}
    ),
    "rows that go up again": lambda: packed({SHEET: sheet(HEAD + LAN + LAN)}),
    "a place that is far to the right": lambda: packed(
        {SHEET: sheet(HEAD + _row('<c r="ZZZ2" t="str"><v>Lan</v></c>'))}
    ),
    "a dimension of all that Excel has": lambda: packed(
        {SHEET: sheet(HEAD + LAN, before='<dimension ref="A1:XFD1048576"/>')}
    ),
    "a long text in many cells": _of_strings,
    "marks in the worst order": _of_marks,
    "formats that begin and never end": _of_formats,
    "many sheets": _of_sheets,
    "many defined names": lambda: packed(
        {
            BOOK: book(
                '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets><definedNames>'
                + "<definedName name='a'>A</definedName>" * 20_000
                + "</definedNames>"
            )
        }
    ),
    "elements in elements": lambda: packed({SHEET: "<a>" * 2_000_000}),
    "elements of other names each": lambda: packed(
        {SHEET: sheet(HEAD + "".join(f"<a{n}/>" for n in range(590_000)))}
    ),
    "attributes of other names each": lambda: packed(
        {
            SHEET: sheet(
                HEAD
                + "".join(
                    "<x " + " ".join(f'a{n * 60 + m}=""' for m in range(60)) + "/>"
                    for n in range(13_000)
                )
            )
        }
    ),
    "an element of many attributes": lambda: packed(
        {SHEET: "<a " + " ".join(f'a{n}=""' for n in range(800_000)) + "/>"}
    ),
    "a comment of megabytes": lambda: packed(
        {SHEET: sheet(HEAD + LAN, before="<!--" + " " * 12_000_000 + "-->")}
    ),
    "a tag of megabytes": lambda: packed({SHEET: f'<a b="{"x" * 12_000_000}"/>'}),
    "a text of megabytes": lambda: packed(
        {SHEET: sheet(HEAD + _row(f'<c t="str"><v>{"x&#7897;" * 1_400_000}</v></c>'))}
    ),
    "a number of megabytes": lambda: packed(
        {SHEET: sheet(HEAD + _row(f"<c><v>{'9' * 12_000_000}</v></c>"))}
    ),
    "numbers beyond all days": lambda: packed(
        {
            STYLES: styles('<xf numFmtId="14"/><xf numFmtId="46"/>'),
            SHEET: sheet(
                HEAD
                + _numbered(
                    4_000,
                    lambda row: (
                        f'<c r="A{row}" s="1"><v>1e308</v></c><c r="B{row}" s="0"><v>-9e99</v></c>'
                    ),
                )
            ),
        }
    ),
    "merged cells, rules and comments": lambda: packed(
        {
            SHEET: sheet(
                HEAD + LAN,
                after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 300_000 + "</mergeCells>"
                "<conditionalFormatting/>" * 100_000,
            )
        }
    ),
    "spaces": lambda: packed({SHEET: " " * 16_000_000}),
    "one part under many names": lambda: overlapping(20),
    "one part under too many names": lambda: overlapping(20_000),
    "a part that is longer than it says": lambda: lying(SHEET, 100, sheet(HEAD + LAN * 90_000)),
    "a part that is shorter than it says": lambda: lying(SHEET, 9_000_000, sheet(HEAD + LAN)),
    "a book that is its own sheet": lambda: packed(
        {OF_BOOK: relations(("worksheet", "workbook.xml"), ("styles", "workbook.xml"))}
    ),
    "a sheet outside the file": lambda: packed(
        {OF_BOOK: relations(("worksheet", "../../../../etc/passwd"))}
    ),
    "parts of another kind": lambda: packed(
        {OF_BOOK: relations(("worksheet", "styles.xml"), ("styles", "worksheets/sheet1.xml"))}
    ),
    "no kinds at all": lambda: packed({"[Content_Types].xml": "<Types/>", BOOK: book("")}),
    "bytes of no encoding": lambda: packed(
        {SHEET: b'<?xml version="1.0" encoding="idna"?>' + b"<a>\xff\xfe" * 1000}
    ),
    "a sheet in UTF-16": lambda: packed({SHEET: sheet(HEAD + "<row/>" * 590_000).encode("utf-16")}),
    **{
        f"words that grow without end in {part}": lambda part=part: packed({part: laughs("a")})  # type: ignore[misc]
        for part in (SHEET, STRINGS, STYLES, BOOK, OF_BOOK)
    },
}


def attacks() -> Iterator[tuple[str, bytes]]:
    """All of them, made."""
    for name, make in ATTACKS.items():
        yield name, make()
