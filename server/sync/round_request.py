"""One round of a phone, derived from its envelope once (PROTOCOL 4.1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from server.database.clock import now
from server.records.rows import Fields
from server.records.store.records import ChannelState
from server.sync.envelope import Round
from server.sync.store.devices import Contact
from server.sync.store.news import KnownVersions
from sync.problems import PROBLEMS, ProblemError
from sync.protocol_limits import PROTOCOL, ROWS

_LONGEST_WAIT = timedelta(days=366)


class RoundRequest:
    """`offset`: by how many seconds the phone's clock is fast. `limit`: the rows of a page, 0 for an app that
    is too old to understand them. `shows_activities`: whether the app has screens for published kinds."""

    def __init__(self, envelope: Round) -> None:
        self.device: str = envelope.device
        self.changes: Sequence[Any] = envelope.changes
        self.cursor: Mapping[str, int] = envelope.cursor
        self.seen: tuple[int, str] | None = envelope.seen
        self.known = KnownVersions(self.seen[0] if self.seen else 0, self.cursor)
        self.repaired: Sequence[str] = envelope.repaired
        self.omits_told_rows: bool = envelope.once
        self.needs_upgrade = envelope.protocol < PROTOCOL
        self.limit = 0 if self.needs_upgrade else envelope.limit
        self.offset = (envelope.now - now()).total_seconds()
        self.shows_activities = envelope.schema >= ROWS
        self._envelope = envelope

    def contact(self, results: Sequence[Fields] = ()) -> Contact:
        """What the phone said of itself. It counts as waiting what it sends with the same request."""
        done = sum(each["verdict"] != "retry" for each in results)
        left = max(0, self._envelope.pending - done)
        oldest = self._oldest() if left else None
        ready, differing = self._envelope.ready, self._envelope.differing
        return Contact(now(), self._envelope.app, self.offset, left, oldest, ready, differing)

    def check_history(self, stand: ChannelState) -> None:
        """Raises history_reset for a phone that has heard of commits that this server never made:
        the server came back from a backup (PROTOCOL 6.1)."""
        if self.is_of_another_history(stand):
            raise ProblemError(PROBLEMS["history_reset"], {"reset": "history"})

    def is_of_another_history(self, stand: ChannelState) -> bool:
        """Whether `check_history` raises; `stand` is told of the commit in `known`."""
        forgotten = self.seen is not None and stand.tag != self.seen[1]
        return forgotten or any(number > stand.highest for number in self.cursor.values())

    def knows_all(self, newest: tuple[int, str] | None, channels: Sequence[str]) -> bool:
        """Whether the phone wants a brief answer and has said all that it would tell (PROTOCOL 4.1.11)."""
        return (
            self._envelope.brief
            and self._envelope.protocol == PROTOCOL
            and self.seen == newest is not None
            and self.cursor.keys() == set(channels) != set()
            and all(number == newest[0] for number in self.cursor.values())
        )

    def _oldest(self) -> datetime | None:
        """Since when the oldest unsent change waits, by the server's clock: its age is right however
        wrong the phone's clock is, as long as that is wrong all the time."""
        oldest = self._envelope.oldest
        if oldest is None:
            return None
        age = self._envelope.now - oldest
        return now() - min(max(age, timedelta()), _LONGEST_WAIT)
