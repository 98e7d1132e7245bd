"""Each thing of which a file may have no end has a bound of its own, and that is what stops it."""

import pytest

from server.directory.sheets import MEMBERS
from server.spreadsheets.book import Book
from server.spreadsheets.bounds import Broken, TooLarge
from server.spreadsheets.table import make_table
from tests.server.spreadsheets.hostile.attacks import ATTACKS
from tests.server.spreadsheets.hostile.packing import SHEET, STRINGS, packed, sheet, strings


def read(file: bytes) -> None:
    book = Book(file)
    make_table(book.rows(book.page(MEMBERS.title)), MEMBERS)


@pytest.mark.parametrize(
    "name",
    [
        "one style too many",
        "250,000 styles",
        "1.1 million shared strings",
        "3 million cells in a row",
        "rows without cells",
        "rows of as many cells as are looked at",
        "many sheets",
        "one part under too many names",
        "a part that is shorter than it says",
    ],
)
def test_too_large(name: str) -> None:
    with pytest.raises(TooLarge):
        read(ATTACKS[name]())


@pytest.mark.parametrize(
    "name",
    [
        "elements in elements",
        "elements of other names each",
        "attributes of other names each",
        "an element of many attributes",
        "a comment of megabytes",
        "a tag of megabytes",
        "a number of megabytes",
        "a row that is far down",
        "rows that go up again",
        "a place that is far to the right",
        "one part under many names",
        "words that grow without end in xl/workbook.xml",
    ],
)
def test_broken(name: str) -> None:
    with pytest.raises(Broken):
        read(ATTACKS[name]())


def test_what_is_blown_up_is_not_unpacked() -> None:
    with pytest.raises(TooLarge):
        read(packed({SHEET: sheet("<row/>" * 500_000)}))


def test_more_text_than_a_table_of_people_has() -> None:
    rows = "".join(f'<row r="{at}"><c t="s"><v>0</v></c>' for at in range(2, 5_000))
    columns = '<c t="s"><v>0</v></c>' * 4 + "</row>"
    head = "".join(f'<c t="str"><v>{each.heading}</v></c>' for each in MEMBERS.columns[:5])
    whole = f'<row r="1">{head}</row>' + rows.replace("</c>", f"</c>{columns}")
    with pytest.raises(TooLarge):
        read(
            packed(
                {STRINGS: strings(f"<si><t>{'ộ' * 300}</t></si>"), SHEET: sheet(whole)}, noise=True
            )
        )
