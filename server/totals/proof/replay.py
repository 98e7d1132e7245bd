"""Help sessions as their changes give them, packed small: of a million of them each byte counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from server.database.upserts import AnySession
from server.records.store.changes import applied_by_record

SERVICE = "services."
_STARTS = len(SERVICE)


class Counted(NamedTuple):
    """What a session counts by. `helped` has (service, outcome, people, reasons)."""

    day: str
    age_band: str
    place_kind: str
    people: int
    members: Sequence[str]
    helped: Sequence[tuple[str, str, int, Sequence[str]]]


@dataclass(frozen=True)
class Sessions:
    """The counted sessions of all teams, each as one text."""

    by_team: Mapping[str, Sequence[str]]

    def of(self, team: str) -> Iterator[Counted]:
        """Those of a team."""
        return map(_unpack, self.by_team.get(team, ()))

    def __len__(self) -> int:
        return sum(map(len, self.by_team.values()))


def fold_sessions(session: AnySession) -> Sessions:
    """Folds the changes of each session in the order of their numbers."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, changes in applied_by_record(session, "help_session"):
        if changes[-1][1] == "counted":
            fields: dict[str, Any] = {}
            for applied, _ in changes:
                fields |= orjson.loads(applied) if applied else {}
            found[fields["team"]].append(_pack(fields))
    return Sessions(found)


def _pack(f: Mapping[str, Any]) -> str:
    """Ids and codes have none of these signs in them. What an edit took away is None."""
    helped = [
        f"{name[_STARTS:]},{done['outcome']},{done['people']},{'+'.join(done['reasons'])}"
        for name, done in f.items()
        if done is not None and name.startswith(SERVICE)
    ]
    members = ",".join({f["author"], *(f.get("companions") or ())})
    whole = f"{f['day']}|{f['age_band']}|{f['place_kind']}|{f['people']}"
    return f"{whole}|{members}|{';'.join(helped)}"


def _unpack(text: str) -> Counted:
    day, age_band, place_kind, people, members, helped = text.split("|")
    services = [each.split(",") for each in helped.split(";")] if helped else []
    return Counted(
        day,
        age_band,
        place_kind,
        int(people),
        members.split(","),
        [
            (service, outcome, int(number), reasons.split("+") if reasons else ())
            for service, outcome, number, reasons in services
        ],
    )
