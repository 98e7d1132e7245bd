"""The server answers a round: history first, then what is new, out of one snapshot (PROTOCOL 6)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ..digest import EMPTY, Digest
from ..limits import PROTOCOL
from .pushing import Pushing
from .store import Station, Store
from .wire import Exit, Have, Missing, Problem, Result, Round, RoundAnswer, Row

PAGE = 6
"""Rows in an answer, about. Small, so that every run turns many pages."""


class Pulling(Pushing):
    """The protocol's two requests."""

    def exchange(self, asked: Round) -> RoundAnswer | Problem:
        """A phone hands in its changes and takes away what is new."""
        if asked.device not in self.store.stations:
            return Problem(401, "device_unknown")
        if any(change["id"] in self.hopeless for change in asked.changes):
            return Problem(422, "invalid_shape")
        if self.has_other_history(asked):
            return Problem(409, "history_reset", {"reset": "history"})
        results = self.push(asked) if asked.changes else []
        self.note_contact(asked)
        return self.pull(asked, results)

    def note_contact(self, asked: Round) -> None:
        """What the phone says of itself: its clock, and what differs there and since when (PROTOCOL
        4.1.5). It is not synced, so it takes no number (5.1.6)."""
        store = self.store.copy()
        station = store.stations[asked.device]
        store.stations[asked.device] = replace(
            station,
            offset=(asked.now - self.now).total_seconds(),
            differing=asked.differing,
            differs_since=self.differs_since(station, asked),
        )
        self.put_aside(store)

    def differs_since(self, station: Station, asked: Round) -> datetime | None:
        """Since when the phone has said so with every round."""
        return (station.differs_since or self.now) if asked.differing else None

    def have(self, asked: Have) -> Missing | Problem:
        """Those of these changes that the server does not have (PROTOCOL 4.6)."""
        if asked.device not in self.store.stations:
            return Problem(401, "device_unknown")
        return Missing(tuple(each for each in asked.changes if each not in self.store.changes))

    def has_other_history(self, asked: Round) -> bool:
        """Whether the phone has heard of commits that this server never made (PROTOCOL 6.1)."""
        last = self.store.last_commit()
        highest = last[0] if last else 0
        seen = asked.seen
        forgotten = seen is not None and self.store.tags.get(seen[0]) != seen[1]
        return forgotten or any(number > highest for number in asked.cursor.values())

    def pull(self, asked: Round, results: list[Result]) -> RoundAnswer:
        """One page (PROTOCOL 6.3). On the last one the cursor is the newest commit, even if
        nothing matched, and the digests are there."""
        store, mine = self.store, self.channels_of(asked.device)
        told = tuple(_visible(each, mine) for each in results)
        revoked = store.stations[asked.device].stopped is not None
        old = asked.protocol < PROTOCOL
        seen = store.last_commit()
        if old or revoked:
            kept = {channel: asked.cursor.get(channel, 0) for channel in mine}
            return RoundAnswer(self.now, seen, told, mine, (), kept, False, {}, old, revoked)
        found = [
            row
            for channel in mine
            for row in self.rows_since(store, channel, asked.cursor.get(channel, 0))
        ]
        found.sort(key=lambda row: row.ver)
        if len(found) > asked.limit:
            page = self.cut(found, asked.limit)
            reached = page[-1].ver
            moved = {channel: max(reached, asked.cursor.get(channel, 0)) for channel in mine}
            return RoundAnswer(self.now, seen, told, mine, tuple(page), moved, True, {})
        newest = self.newest(asked, found, mine)
        digest = {channel: self.digest_of(store, channel) for channel in mine}
        return RoundAnswer(self.now, seen, told, mine, tuple(found), newest, False, digest)

    def rows_since(self, store: Store, channel: str, after: int) -> Iterable[Row | Exit]:
        """Rows and exit rows of a channel above a version."""
        yield from (r for r in store.rows.values() if r.channel == channel and r.ver > after)
        for (left, record), ver in store.exits.items():
            if left == channel and ver > after:
                yield Exit(record, channel, ver)

    def cut(self, found: list[Row | Exit], limit: int) -> list[Row | Exit]:
        """The first page; rows of one version stay together."""
        reached = found[limit - 1].ver
        return [row for row in found if row.ver <= reached]

    def newest(
        self, asked: Round, found: list[Row | Exit], mine: tuple[str, ...]
    ) -> dict[str, int]:
        """The next cursor on the last page."""
        last = self.store.last_commit()
        return dict.fromkeys(mine, last[0] if last else 0)

    def digest_of(self, store: Store, channel: str) -> Digest:
        """The digest that the server kept."""
        return store.digests.get(channel, EMPTY)


def _visible(result: Result, mine: tuple[str, ...]) -> Result:
    row = result.row
    if row is None or row.channel in mine:
        return result
    return Result(result.id, result.verdict, result.code, result.fields, None)
