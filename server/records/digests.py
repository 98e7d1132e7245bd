"""What one transaction changes in the digests of channels, worked out once at its end."""

from collections.abc import Mapping

from server.database.connections import AnySession
from server.database.sql import Query
from server.records.store import records as store
from sync.digest import EMPTY, Digest

Hashes = dict[str, tuple[list[str], list[str]]]


class DigestObserver:
    """Collects the hashes of rows that go and come in each channel; `apply` moves the digests."""

    def __init__(self, session: AnySession) -> None:
        self._session = session
        self._moved: Hashes = {}

    def move(self, channel: str, gone: str | None, come: str | None) -> None:
        """A row with one hash went from a channel, one with another came; None where none did."""
        hashes = self._moved.get(channel)
        if hashes is None:
            hashes = self._moved[channel] = ([], [])
        if gone is not None:
            hashes[0].append(gone)
        if come is not None:
            hashes[1].append(come)

    def mark(self) -> Hashes:
        """What was collected so far, for `reset`."""
        return {channel: (list(gone), list(come)) for channel, (gone, come) in self._moved.items()}

    def reset(self, mark: Hashes) -> None:
        """Forgets what was collected since the mark."""
        self._moved = mark

    def query(self) -> Query[dict[str, Digest]]:
        """Asks for the digests as they are kept, for `apply`."""
        return store.digests_query(self._moved)

    def apply(self, kept: Mapping[str, Digest], ver: int) -> None:
        """Takes out of the kept digests what went and puts in what came, up to the version `ver`."""
        moved = {
            channel: kept.get(channel, EMPTY).moved(gone, come)
            for channel, (gone, come) in self._moved.items()
        }
        store.put_digests(self._session, moved, ver)
