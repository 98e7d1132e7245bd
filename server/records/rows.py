"""A record as the server keeps it, and as phones see it; and a change as it is written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from server.database.canonical_json import dumps_canonical
from sync.situation import Record

Fields = dict[str, Any]


class StoredRow(NamedTuple):
    """A record at one version. `author` and `device` say who made it and on which phone; `spelled`
    is the canonical JSON of `f` where it was made already, so two rows that are equal may differ in
    it: compare versions."""

    id: str
    kind: str
    channel: str
    ver: int
    h: str
    state: str
    f: Mapping[str, Any]
    erased: bool = False
    author: str | None = None
    device: str | None = None
    spelled: bytes | None = None

    @property
    def fields_json(self) -> str:
        """The canonical JSON of the fields."""
        return (self.spelled or dumps_canonical(self.f)).decode()

    @property
    def json(self) -> str:
        """The row as section 4 of the protocol has it, in JSON. Ids, channels and the like hold
        nothing that JSON would write in another way."""
        erased = ',"erased":true' if self.erased else ""
        return (
            f'{{"id":"{self.id}","kind":"{self.kind}","channel":"{self.channel}",'
            f'"ver":{self.ver},"h":"{self.h}","state":"{self.state}",'
            f'"f":{self.fields_json}{erased}}}'
        )

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


class NewChange(NamedTuple):
    """A change as it is written: the columns of the table `change`. What went in by it may be JSON
    already."""

    id: str
    payload_hash: str
    verdict: str
    seq: int
    received_at: datetime
    code: str | None = None
    fields: Sequence[str] = ()
    device_id: str | None = None
    author: str | None = None
    no: int | None = None
    kind: str | None = None
    record_id: str | None = None
    channel: str | None = None
    op: str | None = None
    schema: int | None = None
    at: str | None = None
    set_values: Mapping[str, Any] | None = None
    prev_values: Mapping[str, Any] | None = None
    applied: Mapping[str, Any] | bytes | None = None
    state: str | None = None
    trace: str | None = None
