"""What the server looked up before a change is decided. Nothing in it is asked of the phone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from .channel import device_of, team_of
from .kinds.kind import Codes
from .membership import OUT, Enrolment, EnrolmentState, Membership


@dataclass(frozen=True, slots=True)
class Known:
    """The stored verdict on a change id, and the hash of what was sent under it. Of what was sent,
    `parsed` is what is kept of a change that was understood (of one that was gone, all but its
    values), `body` the whole of one that was not; both None where the hash must do. `device`: the
    phone that made it; None where it is the one of which the change comes now."""

    payload_hash: str
    verdict: str
    code: str | None
    fields: tuple[str, ...]
    parsed: Mapping[str, Any] | None = None
    body: Mapping[str, Any] | None = None
    device: str | None = None


class Record(NamedTuple):
    """A record as it stands. `author` is None for what the server wrote."""

    kind: str
    channel: str
    state: str
    fields: Mapping[str, Any]
    author: str | None
    erased: bool = False

    @property
    def team(self) -> str | None:
        """The team it belongs to, also while it waits in a phone's own channel."""
        own = self.fields.get("team")
        return own if isinstance(own, str) else team_of(self.channel)

    @property
    def waits_on(self) -> str | None:
        """The phone it waits on for approval."""
        return device_of(self.channel)


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts around one change. `device` made it (for a bundle: not the one that carried it),
    `enrolments` are that phone's; `memberships` are all those of the author, of the record's
    author and of the companions named; `codes` goes from kind of catalogue to its codes, retired
    ones too, headings of services not; `clock_offset` is the phone's clock minus the server's, in
    seconds. `member_known`: the server has the member whom the change would make. `id_taken`: the id
    that the phone gave the record is that of another phone's, and the change speaks of its own.
    `held_edits`: so many edits of the phone wait for the create of the record. `readers`: the teams of the
    author that may read what an event is about (5.17). `rolled_up`: of the record only the totals were kept
    (5.19)."""

    device: str
    device_state: Literal["approved", "pending", "revoked"]
    today: date
    enrolments: tuple[Enrolment, ...] = ()
    memberships: tuple[Membership, ...] = ()
    codes: Codes = field(default_factory=dict)
    record: Record | None = None
    known: Known | None = None
    clock_offset: float = 0.0
    member_known: bool = False
    id_taken: bool = False
    held_edits: int = 0
    readers: frozenset[str] = frozenset()
    rolled_up: bool = False

    def enrolment(self, member: str, team: str | None) -> EnrolmentState | None:
        """How the member stands on this phone for the team."""
        for each in self.enrolments:
            if each.member == member and each.team == team:
                return each.state
        return None

    def is_enrolled(self, member: str) -> bool:
        """Whether the member is a person of this phone, for any team."""
        return member in [each.member for each in self.enrolments]

    def may_act(self, member: str) -> bool:
        """Whether the member is let in on this phone for any team, waits to be, or has left."""
        return any(each.member == member and each.state not in OUT for each in self.enrolments)
