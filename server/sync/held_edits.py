"""The edits that wait for the create of their record, or for an earlier edit of their phone (PROTOCOL 5.2.5),
as far as a batch asks for them: the clock is held meanwhile, so what waits is read only when that goes in."""

from collections.abc import Collection, Iterable
from typing import Any

from server.database.connections import AnySession
from server.database.sql import fetch
from server.records.store import reviews
from server.records.store.reviews import HeldEdit


class HeldEdits:
    """For a batch of the phone `device` that edits the records `edited`; edits of any phone wait for those
    in `awaited` that it speaks of. `note` keeps it true while the batch goes in."""

    def __init__(
        self, session: AnySession, device: str, edited: Iterable[str], awaited: Collection[str]
    ) -> None:
        self._session, self._device = session, device
        self._edited = set(edited)
        self._awaited = set(awaited)
        self._counts: dict[str, int] = {}
        self.late = 0
        """How many edits that waited went in with the batch."""

    def is_awaited(self, record_id: str) -> bool:
        """Whether edits may wait for this record, of which a change is here."""
        return record_id in self._awaited

    def expect(self, record_id: str) -> None:
        """Edits may wait for this record too."""
        self._awaited.add(record_id)

    def count(self, record_id: str) -> int:
        """How many edits of the batch's phone wait for this record. Of all that it edits they are counted
        at once."""
        if record_id not in self._counts:
            wanted = {record_id, *self._edited} - self._counts.keys()
            query = reviews.held_counts_query(sorted(wanted), self._device)
            self._counts |= dict.fromkeys(wanted, 0) | fetch(self._session, query)
        return self._counts[record_id]

    def note(self, record_id: str) -> None:
        """One more edit of the batch's phone waits for this record."""
        self._awaited.add(record_id)
        self._counts[record_id] = self.count(record_id) + 1

    def take(self, record_id: str) -> list[HeldEdit]:
        """The edits that waited for this record, in the order in which they came. Flush the writer first."""
        if record_id not in self._awaited:
            return []
        self._awaited.remove(record_id)
        return fetch(self._session, reviews.held_edits_query(record_id))

    def mark(self) -> Any:
        """What is known so far, for `reset`."""
        return set(self._awaited), dict(self._counts)

    def reset(self, mark: Any) -> None:
        """Forgets what was noted since the mark."""
        self._awaited, self._counts = mark
