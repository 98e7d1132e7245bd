"""A table out of the rows of a sheet: where its headings stand, and what stands below them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from server.spreadsheets.bounds import HEADING_WITHIN, MAX_ROWS, MAX_TEXT_OF_TABLE, TooLarge
from server.spreadsheets.cells import Cell, CellFault, shown, value_of
from server.spreadsheets.rows import Numbered
from server.spreadsheets.sheet import Column, Fault, Row, Sheet, Table
from sync.text import fold

_NO_LETTER = re.compile(r"[^a-z0-9 ]+")


class Refused(Exception):
    """A file that is read and yet no use; `code` and `details` are of the problem."""

    def __init__(self, code: str, details: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(code)
        self.code, self.details = code, dict(details or {})


def make_table(rows: Iterator[Numbered], sheet: Sheet) -> Table:
    """The rows below the headings. Raises Refused."""
    headings = _find_headings(
        takewhile(lambda numbered: numbered[0] <= HEADING_WITHIN, rows), sheet
    )
    # What `_find_headings` took lies behind; it stops at the row of the headings.
    places = _places(headings, sheet)
    known = {sheet.columns[at].key: shown(headings[place]) for at, place in places.items()}
    ignored = [
        shown(cell)
        for place, cell in enumerate(headings)
        if place not in places.values() and shown(cell)
    ]
    table, left = Table([], [], known, ignored), MAX_TEXT_OF_TABLE
    for number, cells in rows:
        wanted = {sheet.columns[at]: cells[place] for at, place in places.items()}
        left -= sum(len(cell.value) for cell in wanted.values() if isinstance(cell.value, str))
        if left < 0:
            raise TooLarge
        _take(table, number, wanted)
    if not table.rows:
        raise Refused("sheet_empty")
    return table


def _find_headings(rows: Iterable[Numbered], sheet: Sheet) -> Sequence[Cell]:
    """The first row in which all needed headings stand."""
    needed = {at for at, column in enumerate(sheet.columns) if column.needed}
    missing = needed
    for _, cells in rows:
        lacks = needed - _places(cells, sheet).keys()
        if not lacks:
            return cells
        missing = min(missing, lacks, key=len)
    names = [sheet.columns[at].heading for at in sorted(missing)]
    raise Refused("sheet_without_headings", {"missing": names})


def _places(cells: Sequence[Cell], sheet: Sheet) -> dict[int, int]:
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
        raise TooLarge
    table.faults.extend(faults.values())
    seen = {column.key: shown(cell) for column, cell in cells.items()}
    table.rows.append(Row(number, values, seen, frozenset(faults)))
