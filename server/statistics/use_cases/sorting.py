"""Sessions in another order than newest day first: by what a list shows of them. The order is made here
and not in the database, as the two databases order letters differently, and neither as Vietnamese is."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from server.catalogue.store import labels, outcomes_that_count
from server.database.connections import AnySession
from server.records.rows import StoredRow
from server.records.store.records import rows_by_id
from server.scope.reach import Days
from server.statistics.store import sessions
from server.statistics.store.places import place_names
from server.statistics.store.sessions import Filter
from server.statistics.use_cases.searching import SERVICE, matching
from server.sync.store import people
from server.totals.continuing import repeats_among
from sync.problems import PROBLEMS, ProblemError
from sync.text import collated

MOST_SESSIONS = 20_000
"""So many are looked through for an order or a sum; of more it has to be chosen among days first."""
STATES = ("attention", "awaiting_approval", "counted", "void")
KeysOf = Callable[[AnySession, Sequence[StoredRow]], list[str]]


class Place(NamedTuple):
    """Where a session stands in an order: by its key; of those alike the newest first."""

    key: str
    day: str
    start: str
    record: str

    def is_behind(self, other: "Place", descending: bool) -> bool:
        """Whether it comes after the other one."""
        if self.key != other.key:
            return self.key < other.key if descending else self.key > other.key
        return self[1:] < other[1:]

    def token(self) -> str:
        """The place as an address holds it: whole, so that a list goes on there though the session has
        moved or gone since."""
        return urlsafe_b64encode(json.dumps(self).encode()).decode().rstrip("=")


def place_of(token: str) -> Place:
    """The place that a token tells of. Raises ValueError where it tells of none."""
    told = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    if not isinstance(told, list) or [type(each) for each in told] != [str] * 4:
        raise ValueError("not a place in a list")
    return Place(*told)


@dataclass(frozen=True)
class Looked:
    """Among which sessions: the days of teams, those of teams whose waiting ones are told, what is
    wanted of them, and the codes under which a wanted service stands."""

    days: Days
    waiting: Days
    wanted: Filter
    services: Collection[str]


def places_in_order(session: AnySession, looked: Looked) -> list[Place]:
    """All that are wanted, in the order that is. Only within one snapshot does it hold each once. Raises
    too_many_sessions."""
    wanted, most = looked.wanted, MOST_SESSIONS + 1
    name = (wanted.sort or "").removeprefix("-")
    waits = sessions.sessions_waiting(session, looked.waiting, wanted, looked.services)
    parts = sessions.sessions_found(session, looked.days, wanted, looked.services, None, most)
    found: list[Place] = []
    seen = 0
    for keys, rows in chain([((), waits)], parts):
        seen += len(keys)
        check_few(seen)
        some = matching(session, rows, wanted.q)
        keys_of = SORTS[name](session, some)
        found += [Place(key, *_when(row)) for key, row in zip(keys_of, some, strict=True)]
    found.sort(key=lambda place: place[1:], reverse=True)
    found.sort(key=lambda place: place.key, reverse=is_descending(wanted))
    return found


def check_few(looked_through: int) -> None:
    """Raises too_many_sessions where it is for no request to look through so many."""
    if looked_through > MOST_SESSIONS:
        raise ProblemError(PROBLEMS["too_many_sessions"], {"most": MOST_SESSIONS})


def rows_at(session: AnySession, places: Sequence[Place]) -> list[StoredRow]:
    """The sessions at these places, in their order."""
    ids = [place.record for place in places]
    rows = {row.id: row for row in rows_by_id(session, ids)}
    return [rows[record] for record in ids]


def is_descending(wanted: Filter) -> bool:
    """Whether the largest, or the last, comes first."""
    return (wanted.sort or "").startswith("-")


def _when(row: StoredRow) -> tuple[str, str, str]:
    return str(row.f.get("day")), str(row.f.get("start") or ""), row.id


def _number(number: int) -> str:
    return f"{number:09}"


def _of_row(read: Callable[[StoredRow], str]) -> KeysOf:
    return lambda _, rows: [read(row) for row in rows]


def _team(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    names = people.team_names(session, (row.f.get("team") for row in rows))
    return [collated(names.get(str(row.f.get("team")))) for row in rows]


def _author(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    names = people.member_names(session, (row.author for row in rows))
    return [collated(names.get(row.author or "")) for row in rows]


def _services(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    places = _Places(session, "service")
    return [" ".join(map(places.of, sorted(_done(row)))) for row in rows]


def _people(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    repeats = repeats_among(session, rows)
    return [_number(people_of(row, repeats)) for row in rows]


def _turns(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    counting = outcomes_that_count(session)
    return [_number(turns_of(row, counting)) for row in rows]


def people_of(row: StoredRow, repeats: Collection[str]) -> int:
    """The people of a session; who came back is counted in the one before."""
    return 0 if row.id in repeats else int(row.f.get("people") or 0)


def turns_of(row: StoredRow, counting: Collection[str]) -> int:
    """The turns of a session that counts: people over the services whose outcome is one."""
    if row.state != "counted":
        return 0
    return sum(done["people"] for done in _done(row).values() if done["outcome"] in counting)


def _place(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    places, names = _Places(session, "place_kind"), place_names(session, rows)
    return [places.of(row.f.get("place_kind")) + collated(names.get(row.id)) for row in rows]


def _age(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    places = _Places(session, "age_band")
    return [places.of(row.f.get("age_band")) for row in rows]


def _received(session: AnySession, rows: Sequence[StoredRow]) -> list[str]:
    moments = sessions.first_received(session, [row.id for row in rows])
    return [moments[row.id].isoformat() if row.id in moments else "" for row in rows]


class _Places:
    """Where each code stands in its list of the catalogue: an order that is the same in both languages."""

    def __init__(self, session: AnySession, kind: str) -> None:
        self._places = {code: place for place, code in enumerate(labels(session, kind))}

    def of(self, code: str | None) -> str:
        """The place of a code; one that is not known comes last."""
        return _number(self._places.get(code or "", len(self._places)))


def _done(row: StoredRow) -> Mapping[str, Any]:
    return {
        name.removeprefix(SERVICE): row.f[name]
        for name in row.f
        if name.startswith(SERVICE) and row.f[name]
    }


SORTS: Mapping[str, KeysOf] = {
    "when": _of_row(lambda row: " ".join(_when(row)[:2])),
    "author": _author,
    "team": _team,
    "services": _services,
    "people": _people,
    "turns": _turns,
    "place": _place,
    "age": _age,
    "note": _of_row(lambda row: collated(row.f.get("note"))),
    "state": _of_row(lambda row: str(STATES.index(row.state))),
    "received": _received,
}
"""By what a list can be sorted, as its columns are called in an address."""
