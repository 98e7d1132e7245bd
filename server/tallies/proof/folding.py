"""Help sessions as their changes give them, packed small: of a million of them each byte counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from server.syncing.store.changes import applied_by_record
from server.upserts import AnySession

SERVICE = "services."


@dataclass(frozen=True, slots=True)
class Counted:
    """What a session counts by. `helped` has (service, outcome, people, reasons)."""

    day: str
    people: int
    age_band: str
    place_kind: str
    members: Sequence[str]
    helped: Sequence[tuple[str, str, int, Sequence[str]]]


@dataclass(frozen=True)
class Sessions:
    """The counted sessions of all teams."""

    by_team: Mapping[str, Sequence[bytes]]

    def of(self, team: str) -> Iterator[Counted]:
        """Those of a team."""
        for packed in self.by_team.get(team, ()):
            yield Counted(*orjson.loads(packed))

    def __len__(self) -> int:
        return sum(map(len, self.by_team.values()))


def fold_sessions(session: AnySession) -> Sessions:
    """Folds the changes of each session in the order of their numbers."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for _, changes in applied_by_record(session, "help_session"):
        if changes[-1][1] == "counted":
            fields: dict[str, Any] = {}
            for applied, _ in changes:
                fields |= orjson.loads(applied) if applied else {}
            f = {name: value for name, value in fields.items() if value is not None}
            found[f["team"]].append(_pack(f))
    return Sessions(found)


def _pack(f: Mapping[str, Any]) -> bytes:
    helped = [
        (name.removeprefix(SERVICE), done["outcome"], done["people"], done["reasons"])
        for name, done in f.items()
        if name.startswith(SERVICE)
    ]
    members = list({f["author"], *f.get("companions", [])})
    return orjson.dumps((f["day"], f["people"], f["age_band"], f["place_kind"], members, helped))
