"""Sessions that go on from others, as the totals take them (PROTOCOL 5.5): their people are counted where
none before them is. So what becomes of one session may change what those after it add."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from server.database.connections import AnySession
from server.database.sql import fetch
from server.records.rows import StoredRow
from server.records.store.records import followers_query, rows_by_id
from server.records.store.rolled_up import RolledUp, rolled_up_query
from sync.channel import team as team_channel
from sync.continuing import FIELD, Before, Find, is_repeat, place_of, stand_in
from sync.contribution import Sums
from sync.kinds.help_session import NAME as SESSION
from sync.protocol_limits import CONTINUED_LINKS

Moved = Mapping[str, tuple[StoredRow | None, StoredRow]]
"""The records that a transaction replaces, by id, as they were and as they are."""
Rows = dict[str, StoredRow]


def take_out_repeats(session: AnySession, moved: Moved, sums: Sums) -> int:
    """Of sums of what these records add: takes out the people who are counted in a session before, as
    things were and as they are, also in sessions that only follow these. How many other records were
    read for it."""
    after = _followers(session, moved)
    rows = {**{key: (row, row) for key, row in after.items()}, **moved}
    linked = {key: pair for key, pair in rows.items() if any(map(_goes_on, pair))}
    if not linked:
        return 0
    pairs = [row for pair in linked.values() for row in pair if row is not None]
    known = _before(session, pairs, rows)
    was: Rows = {**known, **{key: old for key, (old, _) in rows.items() if old is not None}}
    now: Rows = {**known, **{key: new for key, (_, new) in rows.items()}}
    for key, (old, new) in linked.items():
        if old is not None and is_repeat(key, old.f, _finder(was, old.f.get("team"))):
            sums.add_people(old.kind, old.state, old.f, 1)
        if is_repeat(key, new.f, _finder(now, new.f.get("team"))):
            sums.add_people(new.kind, new.state, new.f, -1)
    return len(after) + len(known)


def handed_on_by(session: AnySession, rows: Iterable[StoredRow]) -> dict[str, bool]:
    """By session: whether the people of one that goes on from it are counted in it or before it."""
    found = {row.id: row for row in rows}
    known = {**_before(session, found.values(), found), **found}
    return {
        key: _counts(row) or is_repeat(key, row.f, _finder(known, row.f.get("team")))
        for key, row in found.items()
    }


def repeats_among(session: AnySession, rows: Iterable[StoredRow]) -> set[str]:
    """The ids of those of these sessions whose people are counted in one before."""
    linked = [row for row in rows if _goes_on(row)]
    known = {**_before(session, linked, {}), **{row.id: row for row in linked}}
    return {row.id for row in linked if is_repeat(row.id, row.f, _finder(known, row.f.get("team")))}


def _goes_on(row: StoredRow | None) -> bool:
    return row is not None and bool(row.f.get(FIELD))


def _counts(row: StoredRow) -> bool:
    return row.state == "counted"


def _finder(rows: Rows, team: Any) -> Find:
    """Finds sessions for one of a team: of one that was rolled up what stands in for it comes first."""

    def find(key: str) -> Before | None:
        row = rows.get(place_of(team, key)) or rows.get(key)
        return None if row is None else Before(row.state, row.f)

    return find


def _followers(session: AnySession, moved: Moved) -> Rows:
    """The sessions that go on from those of these that count otherwise for whoever follows, without these,
    and behind each that does not count those that go on from it: behind one that counts nothing changes."""
    found: Rows = {}
    level = {
        (row.f["team"], key)
        for key, pair in moved.items()
        if _handed_on(pair[0]) != _handed_on(pair[1])
        for row in pair
        if row is not None and "team" in row.f
    }
    seen = set(level)
    for _ in range(CONTINUED_LINKS):
        if not level:
            break
        rows = fetch(session, followers_query(level))
        found |= {row.id: row for row in rows if row.id not in moved}
        level = {(row.f["team"], row.id) for row in rows if not _counts(row)} - seen
        seen |= level
    return found


def _handed_on(row: StoredRow | None) -> tuple[Any, ...] | None:
    """By what those after a session count: whether it counts itself, where it lies, and what is before it."""
    if row is None:
        return None
    return _counts(row), *map(row.f.get, ("team", "day", "start", FIELD))


def _before(session: AnySession, rows: Iterable[StoredRow], known: Collection[str]) -> Rows:
    """The records that these go on from, and before each that does not count the one that it goes on from
    in turn; of those that are known only what lies before them is looked for."""
    found: Rows = {}
    level = {str(row.f[FIELD]) for row in rows if _goes_on(row)}
    for _ in range(CONTINUED_LINKS):
        level -= found.keys() | set(known)
        new = {row.id: row for row in rows_by_id(session, sorted(level))}
        found |= new
        level = {str(row.f[FIELD]) for row in new.values() if _goes_on(row) and not _counts(row)}
    return found | _rolled_up(session, [*rows, *found.values()])


def _rolled_up(session: AnySession, rows: Iterable[StoredRow]) -> Rows:
    """Those that these sessions go on from and of which only the totals were kept (PROTOCOL 5.19), each under
    its team and id: under an id alone there may be another team's."""
    named = {(str(row.f["team"]), str(row.f[FIELD])) for row in rows if _goes_on(row)}
    if not named:
        return {}
    found = fetch(session, rolled_up_query(key for _, key in named))
    return {
        place_of(team, key): _stand_in(key, was)
        for (team, key), was in found.items()
        if (team, key) in named
    }


def _stand_in(key: str, was: RolledUp) -> StoredRow:
    state, f = stand_in(was.team, was.day, was.start, handed_on=was.handed_on)
    return StoredRow(key, SESSION, team_channel(was.team), 0, "", state, f)
