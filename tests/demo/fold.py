"""An own count of the raw changes, sharing no code with the server's totals.

Reads the tables with plain SQL, folds the changes of each session in the order in which the
server took them, and adds up. What waits for approval does not count.
"""

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.machine.needs import ROOT

CATALOGUE = ROOT / "server" / "catalogue" / "data"


@dataclass(frozen=True)
class Session:
    """One session as it stands after all its changes."""

    team: str
    author: str
    fields: dict[str, Any]

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        """The services that were not taken out again, by code."""
        return {
            name.removeprefix("services."): value
            for name, value in self.fields.items()
            if name.startswith("services.") and value is not None
        }


@dataclass(frozen=True)
class Totals:
    """The three figures, and turns by service."""

    sessions: int
    people: int
    turns: int
    by_service: Counter[str]
    present: set[tuple[str, str, str]]


def sessions(database: Path) -> list[Session]:
    """Every session that counts, folded from the table of changes."""
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        pending = {
            row["member_id"]
            for row in connection.execute("SELECT * FROM enrolment WHERE state = 'pending'")
        }
        changes = connection.execute(
            "SELECT * FROM change WHERE kind = 'help_session' ORDER BY seq, rowid"
        ).fetchall()
    connection.close()
    found: dict[str, Session] = {}
    for change in changes:
        if change["verdict"] not in ("applied", "conflict"):
            continue
        values = json.loads(change["set_values"])
        refused = set(json.loads(change["fields"])) if change["verdict"] == "conflict" else set()
        if change["op"] == "create":
            team = str(change["channel"]).removeprefix("team:")
            found[change["record_id"]] = Session(team, change["author"], {})
        found[change["record_id"]].fields.update(
            {name: value for name, value in values.items() if name not in refused}
        )
    return [
        session
        for session in found.values()
        if session.fields.get("status", "live") == "live" and session.author not in pending
    ]


def counting_outcomes() -> set[str]:
    """The outcomes that are a turn of help, out of the catalogue's file."""
    with (CATALOGUE / "outcomes.csv").open(encoding="utf-8") as rows:
        return {row["code"] for row in csv.DictReader(rows) if row["counts"] == "yes"}


def add_up(chosen: Iterable[Session]) -> Totals:
    """Σ people, Σ people over services whose outcome counts, distinct member × day × team."""
    counts = counting_outcomes()
    people = number = 0
    services: Counter[str] = Counter()
    present: set[tuple[str, str, str]] = set()
    for session in chosen:
        number += 1
        people += session.fields["people"]
        for code, service in session.services.items():
            if service["outcome"] in counts:
                services[code] += service["people"]
        for member in (session.author, *session.fields.get("companions", [])):
            present.add((member, session.fields["day"], session.team))
    return Totals(number, people, services.total(), services, present)
