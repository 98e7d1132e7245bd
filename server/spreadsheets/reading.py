"""Reading a file that somebody chose: what it unpacks to is looked at before it is unpacked, and
however it is broken, it is broken in words."""

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import Any, cast
from zipfile import BadZipFile, ZipFile

from server.spreadsheets.cells import Cell, CellFault, shown, value_of
from server.spreadsheets.sheet import Column, Fault, Row, Sheet, Table
from sync.problems import PROBLEMS, ProblemError
from sync.text import fold

MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
MAX_UNPACKED_BYTES = 16 * 1024 * 1024
"""All parts together. 5,000 rows of ten cells take a quarter of it."""
_MAX_PARTS = 500
_MAX_COLUMNS = 50
_HEADING_WITHIN = 20
"""Above the headings a sheet may have a title: they are looked for in so many rows."""
_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""So begins an .xls, and an .xlsx with a password."""
_NO_LETTER = re.compile(r"[^a-z0-9 ]+")

Cells = tuple[Cell, ...]

# Of drawings and rules for colours, which nobody wants to have back.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")


def read_table(file: bytes, sheet: Sheet) -> Table:
    """The rows of the sheet of that title, or else of the first one. Raises sheet_too_large,
    sheet_too_old, sheet_unreadable, sheet_without_headings, sheet_empty."""
    from openpyxl import load_workbook  # noqa: PLC0415  # seldom needed, and large

    _check_parts(file)
    try:
        with closing(load_workbook(BytesIO(file), read_only=True, keep_links=False)) as book:
            return _read(_rows_of(book, sheet), sheet)
    except ProblemError:
        raise
    except Exception as error:  # files are broken in more ways than openpyxl has names for
        raise ProblemError(PROBLEMS["sheet_unreadable"]) from error


def _check_parts(file: bytes) -> None:
    """A part never unpacks to more than its entry says: what comes after that is not read."""
    if len(file) > MAX_FILE_BYTES:
        raise ProblemError(PROBLEMS["sheet_too_large"])
    if file.startswith(_OLD_OR_LOCKED):
        raise ProblemError(PROBLEMS["sheet_too_old"])
    try:
        with ZipFile(BytesIO(file)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ProblemError(PROBLEMS["sheet_unreadable"]) from error
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise ProblemError(PROBLEMS["sheet_too_large"])


def _rows_of(book: Any, sheet: Sheet) -> Iterator[Cells]:
    """All rows from the first, empty ones too."""
    named = [each for each in book.worksheets if fold(each.title) == fold(sheet.title)]
    seen = [each for each in book.worksheets if each.sheet_state == "visible"]
    chosen = (named or seen or book.worksheets)[0]
    # Some programs write that a sheet of many rows has one.
    chosen.reset_dimensions()
    return cast(Iterator[Cells], chosen.iter_rows(max_col=_MAX_COLUMNS))


def _read(rows: Iterator[Cells], sheet: Sheet) -> Table:
    numbered = enumerate(rows, start=1)
    headings = _find_headings(islice(numbered, _HEADING_WITHIN), sheet)
    # What `_find_headings` took lies behind; it stops at the row of the headings.
    places = _places(headings, sheet)
    known = {sheet.columns[at].key: shown(headings[place]) for at, place in places.items()}
    ignored = [
        shown(cell)
        for place, cell in enumerate(headings)
        if place not in places.values() and shown(cell)
    ]
    table = Table([], [], known, ignored)
    for number, cells in numbered:
        _take(table, number, {sheet.columns[at]: cells[place] for at, place in places.items()})
    if not table.rows:
        raise ProblemError(PROBLEMS["sheet_empty"])
    return table


def _find_headings(rows: Iterable[tuple[int, Cells]], sheet: Sheet) -> Cells:
    """The first row in which all needed headings stand."""
    needed = {at for at, column in enumerate(sheet.columns) if column.needed}
    missing = needed
    for _, cells in rows:
        lacks = needed - _places(cells, sheet).keys()
        if not lacks:
            return cells
        missing = min(missing, lacks, key=len)
    names = [sheet.columns[at].heading for at in sorted(missing)]
    raise ProblemError(PROBLEMS["sheet_without_headings"], {"missing": names})


def _places(cells: Cells, sheet: Sheet) -> dict[int, int]:
    """At which place of a row the heading of each column stands, by the column's own place."""
    names = {
        _plain(name): at
        for at, column in enumerate(sheet.columns)
        for name in (column.heading, *column.also)
    }
    found: dict[int, int] = {}
    for place, cell in enumerate(cells):
        at = names.get(_plain(shown(cell)))
        if at is not None:
            found.setdefault(at, place)
    return found


def _plain(heading: str) -> str:
    """ "Thuộc (mã) *" as "thuoc ma"."""
    return " ".join(_NO_LETTER.sub(" ", fold(heading)).split())


def _take(table: Table, number: int, cells: dict[Column, Cell]) -> None:
    values: dict[str, str | None] = {}
    faults = {}
    for column, cell in cells.items():
        try:
            values[column.key] = value_of(cell, column)
        except CellFault as fault:
            heading = table.headings[column.key]
            faults[column.key] = Fault(number, heading, shown(cell), fault.code)
    if not faults and not any(values.values()):
        return
    if len(table.rows) == MAX_ROWS:
        raise ProblemError(PROBLEMS["sheet_too_large"])
    table.faults.extend(faults.values())
    seen = {column.key: shown(cell) for column, cell in cells.items()}
    table.rows.append(Row(number, values, seen, frozenset(faults)))
