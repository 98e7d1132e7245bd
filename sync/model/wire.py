"""What travels between phones and server (PROTOCOL 4), as values that nobody changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..digest import Digest
from ..situation import Record

Seen = tuple[int, str]
RawChange = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A record at one version (PROTOCOL 4.2). `device` is the phone that made it, for the server."""

    id: str
    kind: str
    channel: str
    ver: int
    h: str
    state: str
    f: Mapping[str, Any]
    author: str | None = None
    device: str | None = None
    erased: bool = False

    def record(self) -> Record:
        """The record as the rules see it."""
        return Record(self.kind, self.channel, self.state, self.f, self.author, self.erased)


@dataclass(frozen=True, slots=True)
class Exit:
    """A record left a channel at this version (PROTOCOL 4.2.3)."""

    id: str
    channel: str
    ver: int


@dataclass(frozen=True, slots=True)
class Round:
    """The body of a round (PROTOCOL 4.1)."""

    device: str
    protocol: int
    now: datetime
    seen: Seen | None
    cursor: Mapping[str, int]
    limit: int
    changes: tuple[RawChange, ...]
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Have:
    """Which of these does the server not have? (PROTOCOL 4.6)"""

    device: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """A phone joins by a code, or again by the receipt of an earlier joining (PROTOCOL 4.7, 7.11)."""

    device: str
    code: str | None = None
    receipt: str | None = None


Request = Round | Have | Join


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one change."""

    id: str
    verdict: str
    code: str | None
    fields: tuple[str, ...]
    row: Row | None


@dataclass(frozen=True, slots=True)
class RoundAnswer:
    """The answer to a round (PROTOCOL 4.1)."""

    now: datetime
    seen: Seen | None
    results: tuple[Result, ...]
    channels: tuple[str, ...]
    rows: tuple[Row | Exit, ...]
    cursor: Mapping[str, int]
    more: bool
    digest: Mapping[str, Digest]
    upgrade: bool = False
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """The answer to `have`."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """The answer to joining."""

    member: str
    team: str
    state: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer for the whole request (PROTOCOL 4.5)."""

    status: int
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


Answer = RoundAnswer | Missing | Joined | Problem
