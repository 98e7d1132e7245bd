"""What is kept of one phone for a person, settled or not, as far as a batch asks for it. Each question
is asked once for the whole batch: the clock is held meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from server.sync.store import kept_items as store
from server.sync.store.kept_items import KeptItem, kept_item
from sync.record_id import separate_id

MOST_LINKS = 20
"""A change closes what it replaces, what that replaced, and so on, so many of them (PROTOCOL 4.1.4)."""


class KeptItems:
    """The items of the phone `device`, for a batch whose changes replace the changes `replaced` and speak
    of `records`. `note` keeps it true while the batch goes in."""

    def __init__(
        self, session: Session, device: str, replaced: Iterable[str], records: Iterable[str]
    ) -> None:
        self._session, self._device = session, device
        self._replaced, self._records = list(replaced), list(records)
        self._items: dict[str, dict[str, KeptItem]] = {}
        self._creates: set[str] = set()
        self._done: set[str] = set()
        self._has_items = self._has_creates = False
        self._undo: list[Callable[[], object]] = []

    def of_change(self, change_id: str) -> list[KeptItem]:
        """The items of a change that the batch replaces, by `MOST_LINKS` links at most."""
        if not self._has_items:
            self._has_items = True
            found = store.items_of_chains(self._session, self._device, self._replaced, MOST_LINKS)
            for item in found:
                self._items.setdefault(item.change, {}).setdefault(item.id, item)
        return list(self._items.get(change_id, {}).values())

    def is_closable(self, item: KeptItem) -> bool:
        """Whether it was open, and nobody has said since that there is nothing to close."""
        return item.is_open and item.id not in self._done

    def finish(self, item: KeptItem) -> None:
        """It is closed, or there is nothing to close."""
        self._add(self._done, item.id)

    def has_create(self, record_id: str) -> bool:
        """Whether the phone has handed in a create of this record that was kept: of one of which the
        batch speaks, or of the phone's own one with an id of that."""
        if not self._has_creates:
            self._has_creates = True
            own = [separate_id(record, self._device) for record in self._records]
            asked = [*self._records, *own]
            self._creates |= store.records_with_creates(self._session, self._device, asked)
        return record_id in self._creates

    def set_apart(self, record_id: str, own: str) -> None:
        """What was kept about a record is about the phone's own one now."""
        self._creates.discard(record_id)
        self._undo.append(lambda: self._creates.add(record_id))
        self._add(self._creates, own)

    def note(self, columns: Mapping[str, Any]) -> None:
        """One more is kept, with these columns."""
        item = kept_item(columns)
        of_change = self._items.setdefault(item.change, {})
        of_change[item.id] = item
        self._undo.append(lambda: of_change.pop(item.id, None))
        if item.op == "create" and item.record is not None:
            self._add(self._creates, item.record)

    def mark(self) -> int:
        """What is known so far, for `reset`."""
        return len(self._undo)

    def reset(self, mark: int) -> None:
        """Forgets what was noted since the mark."""
        while len(self._undo) > mark:
            self._undo.pop()()

    def _add(self, names: set[str], name: str) -> None:
        if name not in names:
            names.add(name)
            self._undo.append(lambda: names.discard(name))
