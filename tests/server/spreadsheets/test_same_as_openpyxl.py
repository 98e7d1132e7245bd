"""What is read of a file is what openpyxl reads of it."""

import pytest

from server.spreadsheets.book import Book
from server.spreadsheets.sheet import Table
from server.spreadsheets.table import Refused, make_table
from tests.server.spreadsheets.by_openpyxl import read_by_openpyxl
from tests.server.spreadsheets.making import SHEET, spoilt, thrown


def read(file: bytes) -> Table:
    book = Book(file)
    return make_table(book.rows(book.page(SHEET.title)), SHEET)


@pytest.mark.parametrize("tens", range(20))
def test_files_that_programs_wrote(tens: int) -> None:
    for seed in range(tens * 10, tens * 10 + 10):
        try:
            wanted = read_by_openpyxl(thrown(seed), SHEET)
        except Refused as refused:
            with pytest.raises(Refused, match=refused.code):
                read(thrown(seed))
            continue
        assert read(thrown(seed)) == wanted


def test_what_is_read_of_a_spoilt_file_is_no_other() -> None:
    """Broken files are refused here or there; where both take one, they take the same."""
    both = 0
    for seed in range(200):
        file = spoilt(thrown(seed % 20), seed)
        try:
            wanted, found = read_by_openpyxl(file, SHEET), read(file)
        except Exception:  # they have no names in common
            continue
        both += 1
        assert found == wanted, f"seed {seed}"
    assert both > 60
