"""Where a journal's lines are kept: a file of one server, or a table in a PostgreSQL database apart, which
several servers share. Either way a journal has an id of its own, by which a database knows that it is
still the same (PROTOCOL 5.9.4)."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from server.audit.journal_file import FileJournal
from server.audit.journal_table import TableJournal


class Journal(Protocol):
    """Lines, each a JSON object, in the order in which they were told."""

    def append(self, lines: Sequence[dict[str, Any]]) -> str:
        """Adds lines, all of them or none, and returns once the medium has them: the journal's id. Raises
        OSError or SQLAlchemyError."""

    def read(self) -> list[str]:
        """All lines, as they were written; none where nothing was told yet."""

    def last(self, count: int) -> list[str]:
        """The last of them, at most so many."""

    def ids(self) -> list[str]:
        """Its id first, and those of the journals that were brought into it; none where nothing was told
        yet."""

    def close(self) -> None:
        """Lets go of what is open, so that processes may fork from this one."""


def open_journal(place: Path | str) -> Journal:
    """The journal in a file, or in the database at an address."""
    return _table(place) if isinstance(place, str) else FileJournal(place)


@lru_cache(maxsize=8)
def _table(url: str) -> TableJournal:
    """One for each address, since it keeps its connections."""
    return TableJournal(url)
