"""A record as the server keeps it, and as phones see it."""

from dataclasses import dataclass
from typing import Any

from sync.situation import Record

Fields = dict[str, Any]


@dataclass(frozen=True)
class StoredRow:
    """A record at one version. `author` and `device` say who made it and on which phone."""

    id: str
    kind: str
    channel: str
    ver: int
    h: str
    state: str
    f: Fields
    erased: bool = False
    author: str | None = None
    device: str | None = None

    def record(self) -> Record:
        """The record as the rules see it."""
        return Record(self.kind, self.channel, self.state, self.f, self.author, self.erased)

    def wire(self) -> Fields:
        """The row as section 4 of the protocol has it."""
        row: Fields = {
            "id": self.id,
            "kind": self.kind,
            "channel": self.channel,
            "ver": self.ver,
            "h": self.h,
            "state": self.state,
            "f": self.f,
        }
        if self.erased:
            row["erased"] = True
        return row


@dataclass(frozen=True)
class Exit:
    """A record that left a channel, at the version at which it left."""

    id: str
    channel: str
    ver: int

    def wire(self) -> Fields:
        """The row that tells a phone to drop its copy."""
        return {"id": self.id, "channel": self.channel, "ver": self.ver, "out": True}
