"""What the server keeps. Every value in it is immutable, so a copy of the tables is a snapshot, a
transaction that can be undone, and a backup."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..contribution import Sums
from ..digest import Digest, digest
from ..permission import EnrolmentState, Membership
from ..situation import Known
from .cast import COUNTING
from .wire import RawChange, Row

Amounts = dict[tuple[Any, ...], int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A change with its verdict."""

    id: str
    known: Known
    device: str
    record: str | None
    body: RawChange | None
    """What was sent, screened; None once its record was erased."""


@dataclass(frozen=True, slots=True)
class Item:
    """What waits for a person: a change that could not go in, or a session that does not count."""

    id: str
    change: str
    hash: str
    verdict: str
    code: str
    team: str | None
    record: str | None
    device: str
    author: str | None
    body: RawChange | None
    about_state: bool = False
    """The change went in; only how its session counts is asked (PROTOCOL 5.7.1)."""
    fits: str | None = None
    """The day that is offered (PROTOCOL 5.3.3)."""
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What went into a record: by a phone's `change`, or by a person (`by`)."""

    seq: int
    by: str
    change: str | None
    record: str
    applied: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Station:
    """A phone that the server knows. `stopped`: at which code number it was revoked; `offset`: its
    clock minus the server's, in seconds; `differing`: the channels that differ there, as it says,
    and `differs_since` when it was first told (PROTOCOL 4.1.5)."""

    stopped: int | None = None
    offset: float = 0.0
    differing: tuple[str, ...] = ()
    differs_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """An invitation: for whom, into which team, and whether it lets in at once."""

    number: int
    team: str
    member: str
    at_once: bool


@dataclass
class Store:
    """The server's tables."""

    hi: int = 0
    tags: dict[int, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    exits: dict[tuple[str, str], int] = field(default_factory=dict)
    changes: dict[str, Kept] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    digests: dict[str, Digest] = field(default_factory=dict)
    tallies: Amounts = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    enrolments: dict[tuple[str, str, str], EnrolmentState] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)

    def copy(self) -> "Store":
        """The same tables, to be written without touching these."""
        return Store(
            self.hi,
            dict(self.tags),
            dict(self.rows),
            dict(self.exits),
            dict(self.changes),
            dict(self.items),
            self.effects,
            dict(self.digests),
            dict(self.tallies),
            self.memberships,
            dict(self.enrolments),
            dict(self.stations),
            dict(self.codes),
        )

    def digest_of_rows(self, channel: str) -> Digest:
        """The digest that a channel ought to have."""
        return digest(row.h for row in self.rows.values() if row.channel == channel)

    def last_commit(self) -> tuple[int, str] | None:
        """The newest commit, None before the first one."""
        number = next(reversed(self.tags), None)
        return None if number is None else (number, self.tags[number])


def amounts(row: Row | None) -> Amounts:
    """What a row adds to the totals, each total under its own key (PROTOCOL 5.5)."""
    if row is None:
        return {}
    sums = Sums()
    sums.add(row.kind, row.state, row.f, 1)
    found: Amounts = {}
    for session, (sessions, people) in sums.sessions.items():
        found["sessions", session] = sessions
        found["people", session] = people
    for turn, people, turns in sums.turns(COUNTING):
        found["turns", turn] = turns
        found["served", turn] = people
    for reason, people in sums.reasons.items():
        found["reasons", reason] = people
    for presence in sums.presence:
        found["presence", presence] = 1
    return {key: amount for key, amount in found.items() if amount}


def recount(rows: Mapping[str, Row]) -> Amounts:
    """All totals, made anew from the records."""
    total: Amounts = {}
    for row in rows.values():
        add(total, amounts(row), 1)
    return total


def add(total: Amounts, what: Amounts, sign: int) -> None:
    """Adds or subtracts; what comes to nothing leaves no key."""
    for key, amount in what.items():
        sum_ = total.get(key, 0) + sign * amount
        if sum_:
            total[key] = sum_
        else:
            total.pop(key, None)
