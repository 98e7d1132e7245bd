"""The records that add to totals as their changes give them, packed small: of a million of them each
byte counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from server.database.connections import AnySession
from server.database.sql import fetch
from server.records.store.changes import applied_by_record, applied_to
from server.records.store.rolled_up import rolled_up_query
from sync.continuing import FIELD, Before, Find, is_repeat, place_of, stand_in
from sync.kinds import KINDS
from sync.kinds.kind import Kind

SERVICE = "services."
_STARTS = len(SERVICE)
_LINK = f'"{FIELD}"'


class Counted(NamedTuple):
    """What a record counts by; `sessions` is 1 where it counts as one, else 0. `helped` has (service,
    outcome, people, reasons)."""

    sessions: int
    day: str
    age_band: str
    place_kind: str
    people: int
    members: Sequence[str]
    helped: Sequence[tuple[str, str, int, Sequence[str]]]


@dataclass(frozen=True)
class Sessions:
    """The counted records of all teams, each as one text."""

    by_team: Mapping[str, Sequence[str]]

    def of(self, team: str) -> Iterator[Counted]:
        """Those of a team."""
        return map(_unpack, self.by_team.get(team, ()))

    def __len__(self) -> int:
        return sum(map(len, self.by_team.values()))


def fold_sessions(session: AnySession) -> Sessions:
    """Folds the changes of each record that adds to totals in the order of their numbers. Sessions that
    go on from others come last, since what of their people counts depends on those (PROTOCOL 5.5)."""
    found: dict[str, list[str]] = defaultdict(list)
    linked: dict[str, tuple[Kind, Before]] = {}
    for kind in (kind for kind in KINDS.values() if kind.counts):
        for record, changes in applied_by_record(session, kind.name):
            goes_on = any(applied and _LINK in applied for applied, _ in changes)
            if goes_on:
                linked[record] = kind, _folded(changes)
            elif changes[-1][1] == "counted":
                fields = _folded(changes).f
                found[fields["team"]].append(_pack(fields, kind.adds))
    known = {record: before for record, (_, before) in linked.items()}
    named = {str(before.f[FIELD]) for before in known.values() if before.f.get(FIELD)}
    known |= {
        record: _folded(changes) for record, changes in applied_to(session, named - known.keys())
    }
    known |= _rolled_up(session, linked)
    for record, (kind, (state, fields)) in linked.items():
        if state == "counted":
            people = (
                0 if is_repeat(record, fields, _finder(known, fields["team"])) else fields["people"]
            )
            found[fields["team"]].append(_pack({**fields, "people": people}, kind.adds))
    return Sessions(found)


def _rolled_up(session: AnySession, linked: Mapping[str, tuple[Kind, Before]]) -> dict[str, Before]:
    """The sessions that others go on from and of which only the totals were kept, by team and id (PROTOCOL
    5.19)."""
    named = {
        (str(before.f["team"]), str(before.f[FIELD]))
        for _, before in linked.values()
        if before.f.get(FIELD)
    }
    found = fetch(session, rolled_up_query(key for _, key in named))
    return {
        place_of(team, key): stand_in(was.team, was.day, was.start, handed_on=was.handed_on)
        for (team, key), was in found.items()
        if (team, key) in named
    }


def _finder(known: Mapping[str, Before], team: Any) -> Find:
    return lambda key: known.get(place_of(team, key)) or known.get(key)


def _folded(changes: Sequence[tuple[str | None, str]]) -> Before:
    """A record as its changes give it. What an edit took away is None."""
    fields: dict[str, Any] = {}
    for applied, _ in changes:
        fields |= orjson.loads(applied) if applied else {}
    return Before(changes[-1][1], fields)


def _pack(f: Mapping[str, Any], adds: Set[str]) -> str:
    """Ids and codes have none of these signs in them. What an edit took away is None."""
    helped = [
        f"{name[_STARTS:]},{done['outcome']},{done['people']},{'+'.join(done['reasons'])}"
        for name, done in (f.items() if "turns" in adds else ())
        if done is not None and name.startswith(SERVICE)
    ]
    present = {f["author"], *(f.get("companions") or ())} if "presence" in adds else ()
    sessions, people = (1, f["people"]) if "sessions" in adds else (0, 0)
    whole = f"{sessions}|{f['day']}|{f.get('age_band')}|{f.get('place_kind')}|{people}"
    return f"{whole}|{','.join(present)}|{';'.join(helped)}"


def _unpack(text: str) -> Counted:
    sessions, day, age_band, place_kind, people, members, helped = text.split("|")
    services = [each.split(",") for each in helped.split(";")] if helped else []
    return Counted(
        int(sessions),
        day,
        age_band,
        place_kind,
        int(people),
        members.split(",") if members else (),
        [
            (service, outcome, int(number), reasons.split("+") if reasons else ())
            for service, outcome, number, reasons in services
        ],
    )
