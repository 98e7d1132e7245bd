"""The figures of a month counted from the raw changes, by nobody's code but this: it reads the
database file itself and asks nothing of the server."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SERVICE = "services."
Counts = dict[str, Counter[str]]


class RawCounts:
    """By figure (people, turns, volunteers, sessions) and by what they are divided by, how many of
    each key; "total" of all."""

    def __init__(self, file: Path, first: str, last: str) -> None:
        self._db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._groups = self._column("service", "group_code")
        counting = self._column("outcome", "flags")
        self._outcomes = {code for code, flags in counting.items() if json.loads(flags)["counts"]}
        self._units = defaultdict(list)
        for team, unit, start, end in self._db.execute(
            "SELECT team_id, unit_id, valid_from, valid_to FROM team_unit"
        ):
            self._units[team].append((unit, start, end or "9999-12-31"))
        self.by: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
        self.of_members: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
        self._out: set[tuple[str, str, str]] = set()
        for fields in self._sessions():
            if first <= fields["day"] <= last:
                self._add(fields)
        self._db.close()

    def _column(self, kind: str, column: str) -> dict[str, Any]:
        rows = self._db.execute(
            f"SELECT code, {column} FROM catalogue_item WHERE kind = ?", (kind,)
        )
        return dict(rows.fetchall())

    def _sessions(self) -> Iterator[dict[str, Any]]:
        """What each session that counts came to, change by change."""
        fields: dict[str, dict[str, Any]] = defaultdict(dict)
        state: dict[str, str] = {}
        for record, applied, became in self._db.execute(
            "SELECT record_id, applied, state FROM change"
            " WHERE kind = 'help_session' AND state IS NOT NULL ORDER BY seq"
        ):
            fields[record].update(json.loads(applied or "null") or {})
            state[record] = became
        return (each for record, each in fields.items() if state[record] == "counted")

    def _add(self, f: dict[str, Any]) -> None:
        team, day = f["team"], f["day"]
        (unit,) = {u for u, start, end in self._units[team] if start <= day <= end}
        places = {"unit": unit, "team": team, "day": day, "total": "total"}
        places |= {"age_band": f["age_band"], "place_kind": f["place_kind"]}
        for by, key in places.items():
            self.by[by]["people"][key] += f["people"]
            self.by[by]["sessions"][key] += 1
        for member in {f["author"], *(f.get("companions") or [])}:
            self.of_members[team]["sessions"][member] += 1
            if (team, day, member) not in self._out:
                self._out.add((team, day, member))
                self.of_members[team]["days"][member] += 1
        for name, done in f.items():
            if name.startswith(SERVICE) and done:
                self._add_service(name.removeprefix(SERVICE), done, places)

    def _add_service(self, code: str, done: dict[str, Any], places: dict[str, str]) -> None:
        turns = done["people"] if done["outcome"] in self._outcomes else 0
        group = self._groups.get(code) or code
        for by, key in {
            **places,
            "service": code,
            "group": group,
            "outcome": done["outcome"],
        }.items():
            self.by[by]["turns"][key] += turns
        self.by["outcome"]["people"][done["outcome"]] += done["people"]
        for reason in set(done["reasons"]):
            self.by["reason"]["people"][reason] += done["people"]
