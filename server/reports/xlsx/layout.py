"""What a file of sessions has in it, apart from the library that writes it."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column: its head, its width in letters, and what its cells are (text, number, day, time or
    moment)."""

    head: str
    width: float
    sort: str = "text"


class About(NamedTuple):
    """What a file of sessions is of."""

    whose: str
    period: str
    filters: str
    as_of: str
