"""All that a round without changes asks: what is new for the phone, and whether anything that it says of
itself is. Nearly always nothing is, and this is the only question of the round."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import orjson

from server.auth.principal import Enrolled, Phone
from server.auth.store.principals import BY_SECRET, PEOPLE, read_phone
from server.database.bulk import to_db
from server.database.connections import Connectable
from server.database.sql import Query, json_array
from server.records.store.records import ChannelState
from server.sync.store.devices import Contact
from server.sync.store.grants import GRANTS_BY_SECRET, read_grants
from sync.channel import CATALOGUE, Grant
from sync.digest import EMPTY, Digest

NOTED_EVERY = timedelta(minutes=1)
"""A phone that says nothing new was heard of so recently that nobody has to know better."""
_SAME_CLOCK = 2.0


class KnownVersions(NamedTuple):
    """What a phone knows: the number of the newest commit that it heard of (0 without one), and up to
    which version it knows each channel."""

    commit: int
    cursor: Mapping[str, int]


class News(NamedTuple):
    """How the channels stand; whether one of them may hold what the phone does not know; whether the
    phone said anything of itself that is not kept, or was not heard of for a while."""

    stand: ChannelState
    is_behind: bool
    is_to_note: bool


def news_query(
    database: Connectable,
    device_id: str,
    seen: KnownVersions,
    channels: Sequence[str],
    said: Contact,
) -> Query[News]:
    """Asks what is new in these channels for a phone."""
    values = _values(database, seen, channels, said) | {"device": device_id}
    return Query(_NEWS, values, partial(_news, seen, channels, said))


def phone_and_news_query(
    database: Connectable,
    secret_hash: str,
    day: str,
    live_since: datetime,
    seen: KnownVersions,
    said: Contact,
    *,
    shows_activities: bool,
) -> Query[tuple[Phone, tuple[Enrolled, ...], News, list[Grant]] | None]:
    """Asks for the phone with this secret (as `find_phone`), its people as of a day, what is new in
    the channels of its cursor, whether they are its own or not, and what it was granted, if its app shows that."""
    channels = list(seen.cursor)
    who = {"key": secret_hash, "day": day, "live_since": to_db(database, live_since)}
    values = _values(database, seen, channels, said) | who
    query = _PHONE_NEWS_AND_GRANTS if shows_activities else _PHONE_AND_NEWS
    return Query(query, values, partial(_phone_and_news, seen, channels, said))


def _values(
    database: Connectable, seen: KnownVersions, channels: Sequence[str], said: Contact
) -> dict[str, Any]:
    since = to_db(database, said.at - NOTED_EVERY)
    return {"since": since, "seen": seen.commit, "channels": json_array(channels)}


def _phone_and_news(
    seen: KnownVersions, channels: Sequence[str], said: Contact, rows: Sequence[Sequence[Any]]
) -> tuple[Phone, tuple[Enrolled, ...], News, list[Grant]] | None:
    found = read_phone([row[: PEOPLE.columns] for row in rows])
    if found is None:
        return None
    told = [row[PEOPLE.columns : -1] for row in rows]
    grants = next((row[-1] for row in rows if row[-1]), "")
    return *found, _news(seen, channels, said, told), read_grants(grants)


def _news(
    seen: KnownVersions, channels: Sequence[str], said: Contact, rows: Sequence[Sequence[Any]]
) -> News:
    digests, is_behind = dict.fromkeys(channels, EMPTY), False
    for row in rows:
        channel, n, total, ver, ver_of = row[_OF_CHANNEL:]
        if channel is not None:
            digests[channel] = Digest(n, total)
            is_behind = is_behind or ver > seen.cursor.get(channel, 0) or ver_of != total
    seq, tag, known, *kept = rows[0][:_OF_CHANNEL]
    newest = None if seq is None else (seq, tag)
    return News(ChannelState(newest, known, digests), is_behind, _is_to_note(said, kept))


def _is_to_note(said: Contact, kept: Sequence[Any]) -> bool:
    if said.pending or said.differing:
        return True
    recent, app, offset, pending, oldest, ready, differs_since = kept
    clock_moved = offset is None or abs(said.offset - offset) > _SAME_CLOCK
    return (
        (not recent or clock_moved or app != said.app)
        or (pending != 0 or oldest is not None or differs_since is not None)
        or (said.ready is not None and _without_time(ready) != dict(said.ready))
    )


def _without_time(ready: str | None) -> dict[str, Any] | None:
    if ready is None:
        return None
    told: dict[str, Any] = orjson.loads(ready)
    return {name: value for name, value in told.items() if name != "checked_at"}


_OF_CHANNEL = 10
"""So many columns are the same in each row; the rest tell of one channel."""
_COLUMNS = """newest.seq, newest.tag, (SELECT tag FROM sync_commit WHERE seq = :seen),
 device.last_contact_at > :since, device.app_version, device.clock_offset_seconds,
 device.pending_count, device.oldest_pending, CAST(device.readiness AS TEXT), device.differs_since,
 stand.channel, stand.n, stand.sum, stand.ver, stand.ver_of"""
_JOINED = """
LEFT JOIN (SELECT seq, tag FROM sync_commit ORDER BY seq DESC LIMIT 1) AS newest ON TRUE
LEFT JOIN channel_digest AS stand ON stand.channel IN_JSON(:channels)"""
_NEWS = f"SELECT {_COLUMNS} FROM device {_JOINED} WHERE device.id = :device"


def _of_phone(grants: str) -> str:
    return (
        f"SELECT {PEOPLE.selected}, {_COLUMNS}, {grants} FROM device {PEOPLE.joined} {_JOINED}"
        f" WHERE {BY_SECRET} ORDER BY {PEOPLE.ordered}"
    )


_PHONE_AND_NEWS = _of_phone("''")
# Once for all rows, and told in one: every phone has the catalogue.
_PHONE_NEWS_AND_GRANTS = _of_phone(
    f"CASE WHEN stand.channel = '{CATALOGUE}' THEN ({GRANTS_BY_SECRET}) ELSE '' END"
)
