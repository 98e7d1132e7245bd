"""What a sheet consists of, the same for reading and for writing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Column:
    """One column. `also` are other headings under which people know it; `days` the first and last
    day, YYYY-MM-DD, that a cell of days may hold; `width` is in characters. What is for
    programs is `clipped` to it, so that what is for people has the room on paper."""

    key: str
    heading: str
    width: int
    also: tuple[str, ...] = ()
    needed: bool = False
    clipped: bool = False
    kind: Literal["text", "day", "number"] = "text"
    days: tuple[str, str] = ("1900-01-01", "2100-12-31")


@dataclass(frozen=True)
class Sheet:
    """A sheet by its title, with its columns from the left."""

    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column with this key."""
        return next(column for column in self.columns if column.key == key)


Values = Mapping[str, str | None]
"""The cells of a row by the keys of their columns: text, a day as YYYY-MM-DD, None where empty."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, or worth a look: where it stands, as Excel counts and the file
    calls it, what stands there, and a code that says what to do."""

    row: int
    column: str
    value: str
    code: str


@dataclass(frozen=True)
class Row:
    """One row that is not empty. `shown` is what stands in its cells, as people see it; `unread` are
    the keys of those that cannot be taken, and have no value."""

    number: int
    values: Values
    shown: Mapping[str, str]
    unread: frozenset[str]


@dataclass(frozen=True)
class Table:
    """What was read: the rows, what is wrong with single cells, the file's own headings of the
    columns that it has, by key, and those that nobody asked for."""

    rows: list[Row]
    faults: list[Fault]
    headings: Mapping[str, str]
    ignored: list[str]
