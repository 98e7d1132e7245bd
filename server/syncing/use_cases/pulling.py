"""What is new in a phone's channels, out of one snapshot (PROTOCOL 6.3, 6.4)."""

from collections.abc import Mapping, Sequence

from server.syncing.rows import Exit, Fields, StoredRow
from server.syncing.store import records
from server.upserts import AnySession
from sync.digest import EMPTY


def pull(
    session: AnySession, channels: Sequence[str], cursor: Mapping[str, int], limit: int
) -> Fields:
    """{"seen", "channels", "rows", "cursor", "more", "digest"}. Rows and exit rows of all channels
    by version, about `limit` of them: those of one version stay together. On the last page the
    cursor is the newest commit, even if nothing was new, and the digests are there. A limit of 0
    gives no rows and moves no cursor."""
    last = records.last_commit(session)
    answer: Fields = {"seen": list(last) if last else None, "channels": list(channels)}
    if limit == 0 or not channels:
        kept = {channel: cursor.get(channel, 0) for channel in channels}
        return answer | {"rows": [], "cursor": kept, "more": False, "digest": {}}
    found = [
        row
        for channel in channels
        for row in _since(session, channel, cursor.get(channel, 0), limit + 1)
    ]
    found.sort(key=lambda row: row.ver)
    if len(found) > limit:
        reached = found[limit - 1].ver
        page = [row for row in found if row.ver <= reached]
        moved = {channel: max(reached, cursor.get(channel, 0)) for channel in channels}
        return answer | {
            "rows": [row.wire() for row in page],
            "cursor": moved,
            "more": True,
            "digest": {},
        }
    return answer | {
        "rows": [row.wire() for row in found],
        "cursor": dict.fromkeys(channels, last[0] if last else 0),
        "more": False,
        "digest": {channel: _digest(session, channel) for channel in channels},
    }


def _since(session: AnySession, channel: str, after: int, limit: int) -> list[StoredRow | Exit]:
    rows = records.rows_since(session, channel, after, limit)
    return [*rows, *records.exits_since(session, channel, after, limit)]


def _digest(session: AnySession, channel: str) -> Fields:
    kept = records.digest_of(session, channel) or EMPTY
    return {"n": kept.n, "sum": kept.sum}
