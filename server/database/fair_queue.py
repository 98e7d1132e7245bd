"""Who waits, in turn by where they come from: however many of one address wait, of each other address the
first comes next."""

from collections import deque
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

_NOBODY = object()


class FairQueue:
    """Connections that wait, each with the `source` from which it came. Whose turn it was goes behind all other
    sources."""

    def __init__(self) -> None:
        self._of: dict[str, deque[Any]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def __contains__(self, conn: Any) -> bool:
        return conn in self._of.get(conn.source, ())

    def __iter__(self) -> Iterator[Any]:
        """The first of each source, the second of each, and so on."""
        for row in list(zip_longest(*self._of.values(), fillvalue=_NOBODY)):
            yield from (conn for conn in row if conn is not _NOBODY)

    def append(self, conn: Any) -> None:
        self._of.setdefault(conn.source, deque()).append(conn)

    def remove(self, conn: Any) -> None:
        """Takes one out that waits no more."""
        of_source = self._of.pop(conn.source)
        of_source.remove(conn)
        if of_source:
            self._of[conn.source] = of_source

    def heaviest(self) -> list[Any]:
        """All who wait of the source of which most do."""
        return list(max(self._of.values(), key=len, default=()))
