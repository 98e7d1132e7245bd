"""What a phone keeps, as its IndexedDB does (PROTOCOL 3). Values in it are never changed, only
replaced, so a copy of the tables is a clone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from .wire import Exit, RawChange, Row, Seen


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A change without a verdict. With `error` it is set aside: visible, not sent. `team`: for
    which one its author recorded it, while that person may not act there."""

    change: RawChange
    tries: int = 0
    error: str | None = None
    team: str | None = None

    @property
    def no(self) -> int:
        """The change's number on this phone."""
        number: int = self.change["no"]
        return number


@dataclass(frozen=True, slots=True)
class Sent:
    """A change with a verdict. `open`: somebody still has to settle or see it. `settled`: how it
    ended."""

    change: RawChange
    verdict: str
    code: str | None
    fields: tuple[str, ...]
    at: datetime
    open: bool
    settled: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Base is being built anew beside the old one (PROTOCOL 7.6, 7.7)."""

    reason: Literal["history", "digest"]
    channels: tuple[str, ...] | None
    """None: all of them."""
    cursors: Mapping[str, int] = field(default_factory=dict)
    phase: Literal["pull", "have"] = "pull"

    def covers(self, channel: str) -> bool:
        """Whether the channel is fetched anew."""
        return self.channels is None or channel in self.channels


@dataclass(frozen=True, slots=True)
class Person:
    """Who may act on the phone, in which team, and how they stand there."""

    member: str
    team: str
    state: str


@dataclass
class Storage:
    """The tables."""

    outbox: dict[str, Outgoing] = field(default_factory=dict)
    sent: dict[str, Sent] = field(default_factory=dict)
    base: dict[str, Row] = field(default_factory=dict)
    shadow: dict[str, Row] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    seen: Seen | None = None
    generation: int = 0
    writes: int = 0
    rebuild: Rebuild | None = None
    repairs: dict[str, str] = field(default_factory=dict)
    differing: tuple[str, ...] = ()
    """Channels that were unequal again after they were fetched anew (PROTOCOL 7.6)."""
    no: int = 0
    joined: tuple[Person, ...] = ()
    person: tuple[str, str] | None = None
    receipts: tuple[str, ...] = ()
    rejoin: tuple[str, ...] = ()
    """Receipts with which to join again."""
    standing: Literal["unjoined", "welcome", "signed_out", "revoked"] = "unjoined"
    server_now: datetime | None = None

    def copy(self) -> "Storage":
        """The same tables, on another phone or at an earlier moment."""
        return replace(
            self,
            outbox=dict(self.outbox),
            sent=dict(self.sent),
            base=dict(self.base),
            shadow=dict(self.shadow),
            cursors=dict(self.cursors),
            repairs=dict(self.repairs),
        )

    def in_order(self) -> list[Outgoing]:
        """The outbox as it was recorded."""
        return sorted(self.outbox.values(), key=lambda item: item.no)

    def changes(self) -> dict[str, RawChange]:
        """Every change that this phone still holds."""
        held = {each.change["id"]: each.change for each in self.sent.values()}
        return held | {each.change["id"]: each.change for each in self.outbox.values()}


@dataclass(frozen=True, slots=True)
class Mark:
    """Store as it was at a moment; `writes` is -1 once somebody else has written base since."""

    generation: int
    writes: int
    seen: Seen | None


PulledRow = Row | Exit
