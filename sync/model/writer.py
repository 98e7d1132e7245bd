"""The one writer of everything that syncs (PROTOCOL 5.1.5, 5.6): a transaction on a copy of the
store, which becomes the store when it is committed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ..digest import EMPTY, Digest, row_hash
from .dice import Dice
from .store import Effect, Item, Kept, Store, add, amounts
from .wire import Row


class Writer:
    """Writes records at new versions and keeps digests, exit rows and totals true."""

    def __init__(self, store: Store, dice: Dice) -> None:
        self.store = store
        self.dice = dice

    def number(self) -> int:
        """The next sequence number."""
        self.store.hi += 1
        return self.store.hi

    def put(self, row: Row) -> Row:
        """Writes a record as it shall stand, at a new version; one that stands like that already
        keeps its own. One that comes from another channel leaves an exit row there."""
        old = self.store.rows.get(row.id)
        if old is not None and _stands_like(old, row):
            return old
        ver = self.number()
        h = row_hash(row.id, ver, row.channel, row.state, row.f)
        new = replace(row, ver=ver, h=h)
        self.store.rows[new.id] = new
        if old is not None and old.channel != new.channel:
            self.leave(old, new)
        before = old.h if old is not None and old.channel == new.channel else None
        self.add_up(new.channel, before, new.h)
        self.count(old, new)
        return new

    def leave(self, old: Row, new: Row) -> None:
        """The exit row of a record that moved to another channel (PROTOCOL 4.2.3)."""
        self.add_up(old.channel, old.h, None)
        self.store.exits[old.channel, old.id] = new.ver
        self.store.exits.pop((new.channel, new.id), None)

    def add_up(self, channel: str, old: str | None, new: str | None) -> None:
        """The channel's digest after a row changed (PROTOCOL 6.4)."""
        kept: Digest = self.store.digests.get(channel, EMPTY)
        self.store.digests[channel] = kept.replaced(old, new)

    def count(self, old: Row | None, new: Row) -> None:
        """Subtracts what the record added to the totals and adds what it adds now (5.5)."""
        add(self.store.tallies, amounts(old), -1)
        add(self.store.tallies, amounts(new), 1)

    def put_change(self, kept: Kept) -> None:
        """Keeps a change with its verdict."""
        self.store.changes[kept.id] = kept

    def put_item(self, item: Item) -> None:
        """Keeps what waits for a person."""
        self.store.items[item.id] = item

    def settle_item(self, item: Item, outcome: str) -> None:
        """Nobody need look at it any more."""
        self.store.items[item.id] = replace(item, settled=outcome)

    def note(self, by: str, change: str | None, record: str, applied: Mapping[str, Any]) -> None:
        """Notes what went into a record."""
        effect = Effect(self.store.hi, by, change, record, dict(applied))
        self.store.effects = (*self.store.effects, effect)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What fails inside leaves no trace."""
        before = self.store.copy()
        try:
            yield
        except Exception:
            self.store = before
            raise

    def finish(self) -> None:
        """Gives the commit its tag (PROTOCOL 5.6)."""
        self.number()
        self.store.tags[self.store.hi] = self.dice.tag()


def _stands_like(old: Row, new: Row) -> bool:
    return (old.channel, old.state, old.erased) == (new.channel, new.state, new.erased) and (
        old.f == new.f
    )
