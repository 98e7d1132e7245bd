"""What is new in a phone's channels, out of one snapshot (PROTOCOL 6.3, 6.4)."""

from collections.abc import Collection, Mapping, Sequence

from server.syncing.rows import Fields
from server.syncing.store import pages, records
from server.syncing.store.pages import PageRow
from server.upserts import AnySession


def pull(
    session: AnySession,
    channels: Sequence[str],
    cursor: Mapping[str, int],
    limit: int,
    told: Collection[tuple[str, int]] = (),
) -> Fields:
    """{"seen", "channels", "rows", "cursor", "more", "digest"}. Rows and exit rows of all channels
    by version, about `limit` of them: those of one version stay together. On the last page the
    cursor is the newest commit, even if nothing was new, and the digests are there. A limit of 0
    gives no rows and moves no cursor. What is `told` elsewhere in the answer, by id and version,
    is left out of the rows."""
    last = records.last_commit(session)
    answer: Fields = {"seen": list(last) if last else None, "channels": list(channels)}
    if limit == 0 or not channels:
        kept = {channel: cursor.get(channel, 0) for channel in channels}
        return answer | {"rows": [], "cursor": kept, "more": False, "digest": {}}
    after = {channel: cursor.get(channel, 0) for channel in channels}
    found = pages.page_rows(session, after, limit + 1)
    if len(found) > limit:
        reached = found[limit - 1].ver
        page = [row for row in found if row.ver <= reached]
        moved = {channel: max(reached, ver) for channel, ver in after.items()}
        return answer | {
            "rows": _untold(page, told),
            "cursor": moved,
            "more": True,
            "digest": {},
        }
    kept_digests = pages.digests_of(session, channels)
    return answer | {
        "rows": _untold(found, told),
        "cursor": dict.fromkeys(channels, last[0] if last else 0),
        "more": False,
        "digest": {name: {"n": each.n, "sum": each.sum} for name, each in kept_digests.items()},
    }


def _untold(rows: list[PageRow], told: Collection[tuple[str, int]]) -> list[PageRow]:
    return [row for row in rows if (row.id, row.ver) not in told] if told else rows
