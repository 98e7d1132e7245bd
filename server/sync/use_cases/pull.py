"""What is new in a phone's channels, out of one snapshot (PROTOCOL 6.3, 6.4)."""

from collections.abc import Collection, Mapping, Sequence

from server.auth.read_limiter import begin_read
from server.database.engine import autocommit_connection
from server.database.sql import Query, fetch, fetch_snapshot
from server.records.rows import Fields
from server.records.store import records
from server.records.store.records import ChannelState
from server.sync.round_request import RoundRequest
from server.sync.store import pages
from server.sync.store.devices import Contact
from server.sync.store.news import News, news_query
from server.sync.store.pages import PageRow
from server.sync.use_cases.last_contact import note_if_new

PAGE_BYTES = 2_000_000
"""Of the rows of a page, so that with what else an answer holds it never waits for who reads slowly
(server/http/buffered_socket.py)."""


def page_query(
    channels: Sequence[str], cursor: Mapping[str, int], limit: int, told: Collection[int] = ()
) -> list[Query[list[PageRow]]]:
    """What to ask in the moment of the standing, for `pull`: one question, or none where no row is
    wanted. What is `told` elsewhere in the answer, by its version, is left out of the rows."""
    if limit == 0 or not channels:
        return []
    return [pages.rows_query(_after(channels, cursor), limit + 1, told)]


def pull(
    stand: ChannelState, cursor: Mapping[str, int], limit: int, found: Sequence[PageRow] = ()
) -> Fields:
    """{"seen", "channels", "rows", "cursor", "more", "digest"} of the channels that `stand` speaks
    of, with what `page_query` found as of the same moment. Rows and exit rows of all
    channels by version, about `limit` of them and no more than `PAGE_BYTES`, but one at least:
    those of one version stay together. On the last page the cursor is the newest commit, even if
    nothing was new, and the digests are there. A limit of 0 gives no rows and moves no cursor."""
    channels = list(stand.digests)
    answer: Fields = {"seen": list(stand.newest) if stand.newest else None, "channels": channels}
    after = _after(channels, cursor)
    if limit == 0 or not channels:
        return answer | {"rows": [], "cursor": after, "more": False, "digest": {}}
    length = _length(found, limit)
    if len(found) > length:
        reached = found[length - 1].ver
        page = [row for row in found if row.ver <= reached]
        moved = {channel: max(reached, ver) for channel, ver in after.items()}
        return answer | {
            "rows": page,
            "cursor": moved,
            "more": True,
            "digest": {},
        }
    return answer | {
        "rows": list(found),
        "cursor": dict.fromkeys(channels, stand.highest),
        "more": False,
        "digest": {name: {"n": each.n, "sum": each.sum} for name, each in stand.digests.items()},
    }


def _length(found: Sequence[PageRow], limit: int) -> int:
    """How many rows a page holds, and one at least where there are any."""
    room = PAGE_BYTES
    for number, row in enumerate(found[:limit]):
        room -= len(row.json.encode())
        if room < 0:
            return max(number, 1)
    return limit


def _after(channels: Sequence[str], cursor: Mapping[str, int]) -> dict[str, int]:
    return {channel: cursor.get(channel, 0) for channel in channels}


def read_news(request: RoundRequest, mine: list[str]) -> Fields:
    """The answer to a round without changes. One query finds whether anything is new. Raises read_too_much."""
    contact = request.contact()
    news = fetch_news(request, mine, contact)
    if news.is_behind and request.limit:
        begin_read()
    note_if_new(request, news, contact)
    if news.is_behind:
        return read_page(request, mine, [])
    return unchanged(news, request, mine)


def fetch_news(request: RoundRequest, mine: list[str], contact: Contact) -> News:
    """What is new for a phone that sent nothing new. Raises history_reset."""
    with autocommit_connection() as database:
        news = fetch(database, news_query(database, request.device, request.known, mine, contact))
    request.check_history(news.stand)
    return news


def unchanged(news: News, request: RoundRequest, mine: list[str]) -> Fields:
    """The answer if no channel has a row that the phone does not know."""
    if request.knows_all(news.stand.newest, mine):
        return {"same": True}
    return _page(request, news.stand)


def read_page(request: RoundRequest, mine: list[str], results: list[Fields]) -> Fields:
    told = _sent_with_verdicts(results, mine) if request.omits_told_rows else ()
    query = page_query(mine, request.cursor, request.limit, told)
    with autocommit_connection() as database:
        stand, *found = fetch_snapshot(database, records.channel_state_query(mine), *query)
    return _page(request, stand, *found)


def _page(request: RoundRequest, stand: ChannelState, rows: Sequence[PageRow] = ()) -> Fields:
    page = pull(stand, request.cursor, request.limit, rows)
    return page | {"upgrade": request.needs_upgrade}


def _sent_with_verdicts(results: Sequence[Fields], mine: list[str]) -> set[int]:
    """The versions of the rows that the phone gets with its verdicts (PROTOCOL 4.1.10). No two rows
    have the same."""
    rows = (each["row"] for each in results)
    return {row.ver for row in rows if row is not None and row.channel in mine}
