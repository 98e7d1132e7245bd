"""The server's ground: one store, one lock, a journal outside the database, and how it comes back
after a power cut or from a backup."""

import functools
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID, uuid5

from ..channel import channels
from ..channel import device as device_channel
from ..digest import EMPTY
from ..permission import Enrolment, Membership
from ..reception import Received, receive
from .cast import BEGINNING, CODES, first_memberships
from .dice import Dice
from .store import Station, Store
from .wire import RawChange, Row
from .writer import Writer


class ServerDiedError(Exception):
    """The process was killed; whoever asked hears nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: a phone that was stopped or let back, a record that was erased."""

    what: Literal["revoked", "readmitted", "erased"]
    id: str
    kind: str = ""
    channel: str = ""


class Core:
    """What all the server's parts share. `dies` says when the next commit kills the process."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.now: datetime = BEGINNING
        self.store = Store(memberships=first_memberships())
        self.durable = self.store
        self.journal: tuple[Entry, ...] = ()
        self.dies: Literal["before", "after"] | None = None
        self.defects: set[str] = set()
        """Changes at which the server's own code fails."""
        self.hopeless: set[str] = set()
        """Changes that make something on the way refuse the whole request."""
        self.keeps_nothing = False
        """For a moment not even a refused change can be kept."""

    @property
    def today(self) -> date:
        """Vietnam's day by the server's clock."""
        return self.now.date()

    def begin(self) -> Writer:
        """A transaction. Only one is under way at any time: the clock's row is the lock."""
        return Writer(self.store.copy(), self.dice)

    def commit(self, writer: Writer) -> None:
        """Makes a transaction durable; only then is anybody answered (PROTOCOL 5.6)."""
        writer.finish()
        if self.dies == "before":
            raise ServerDiedError
        self.store = self.durable = writer.store
        if self.dies == "after":
            raise ServerDiedError

    def put_aside(self, store: Store) -> None:
        """Keeps what is no commit: it is as durable as what it was made of."""
        is_durable = self.store is self.durable
        self.store = store
        if is_durable:
            self.durable = store

    def miscount(self, channel: str) -> None:
        """A defect of the server: the digest of a channel is not that of its rows any more."""
        store = self.store.copy()
        store.digests[channel] = store.digests.get(channel, EMPTY).replaced(None, "1" * 16)
        self.put_aside(store)

    def count_anew(self) -> None:
        """Somebody mends the server: every channel has the digest of its rows."""
        store = self.store.copy()
        for channel in store.digests:
            store.digests[channel] = store.digest_of_rows(channel)
        self.put_aside(store)

    def power_cut(self) -> None:
        """What was not durable is gone."""
        self.dies = None
        self.store = self.durable

    def restore(self, backup: Store) -> None:
        """The database of an earlier moment takes the place of this one. Nobody is told; what was
        erased or revoked since is replayed from the journal (PROTOCOL 1, promise 7)."""
        self.store = self.durable = backup
        self.replay_journal()

    def replay_journal(self) -> None:
        """Erases and revokes again, and lets back again."""
        writer = self.begin()
        for entry in self.journal:
            if entry.what == "erased":
                self.erase_record(writer, entry.id, entry.kind, entry.channel)
            else:
                # One that the backup does not know must not come back by its receipt either.
                writer.store.stations.setdefault(entry.id, Station())
                self.set_stopped(writer, entry.id, entry.what == "revoked")
        self.commit(writer)

    def write_down(self, entry: Entry) -> None:
        """Appends to the journal before the database has it: what is written there and was not
        done yet is done by the next replay, never the other way round."""
        self.journal = (*self.journal, entry)

    def set_stopped(self, writer: Writer, device: str, stopped: bool) -> None:
        """Stops a phone or lets it back, and tells it."""
        codes = max((code.number for code in writer.store.codes.values()), default=0)
        station = writer.store.stations[device]
        if stopped == (station.stopped is not None):
            return
        writer.store.stations[device] = replace(station, stopped=codes if stopped else None)
        self.publish_device(writer, device)

    def erase_record(self, writer: Writer, record: str, kind: str, channel: str) -> None:
        """Empties a record, its proposals and every stored body, for ever (PROTOCOL 5.7.5). One
        that a restored server does not know leaves its tombstone all the same."""
        store = writer.store
        about = [each for each in store.rows.values() if each.f.get("record") == record]
        for row in about:
            if row.kind == "proposal":
                writer.put(replace(row, f={}, state="void", erased=True))
        there = store.rows.get(record) or Row(record, kind, channel, 0, "", "void", {})
        writer.put(replace(there, f={}, state="void", erased=True))
        makers = {kept.device: kept.id for kept in store.changes.values() if kept.record == record}
        for kept in [each for each in store.changes.values() if each.record == record]:
            known = replace(kept.known, parsed=None, body=None)
            store.changes[kept.id] = replace(kept, body=None, known=known)
        for item in [each for each in store.items.values() if each.record == record]:
            store.items[item.id] = replace(item, body=None, settled=item.settled or "refused")
            if item.settled is None:
                self.tell(writer, item.change, record, item.device, "refused", ())
        for device, change in makers.items():
            self.tell(writer, change, record, device, "erased", ())
        store.effects = tuple(
            replace(each, applied={}) if each.record == record else each for each in store.effects
        )

    def tell(
        self,
        writer: Writer,
        change: str,
        record: str | None,
        device: str,
        outcome: str,
        fields: tuple[str, ...],
    ) -> None:
        """How a change ended reaches its phone as a row (PROTOCOL 5.7.3)."""
        told = {"change": change, "record": record, "outcome": outcome, "fields": list(fields)}
        row = str(uuid5(UUID(change), "settlement " + " ".join(fields)))
        writer.put(Row(row, "settlement", device_channel(device), 0, "", "counted", told))

    def people(self, device: str, store: Store | None = None) -> tuple[Enrolment, ...]:
        """Who is on a phone today. Whose membership is over is `ended` there."""
        held = store or self.store
        return tuple(
            Enrolment(member, team, "ended" if self._is_over(member, team, state, held) else state)
            for (phone, member, team), state in held.enrolments.items()
            if phone == device
        )

    def _is_over(self, member: str, team: str, state: str, store: Store) -> bool:
        own = [each for each in store.memberships if each.member == member]
        stands = any(each.team == team and _holds(each, self.today) for each in own)
        return state == "approved" and not stands

    def channels_of(self, device: str) -> tuple[str, ...]:
        """What a phone subscribes to (PROTOCOL 6.2)."""
        station = self.store.stations[device]
        if station.stopped is not None:
            return ()
        return tuple(channels(device, self.people(device)))

    def publish_device(self, writer: Writer, device: str) -> None:
        """The row by which a phone learns who may act on it."""
        people = self.people(device, writer.store)
        revoked = writer.store.stations[device].stopped is not None
        approved = any(each.state == "approved" for each in people)
        told = [[each.member, each.team, each.state] for each in people]
        fields = {
            "state": "revoked" if revoked else "approved" if approved else "pending",
            "enrolments": told,
        }
        writer.put(Row(device, "device", f"device:{device}", 0, "", "counted", fields))

    def codes(self) -> dict[str, frozenset[str]]:
        """The catalogue's codes."""
        return CODES


def _holds(membership: Membership, day: date) -> bool:
    return membership.start <= day and (membership.end is None or day <= membership.end)


def received(raw: RawChange) -> Received:
    """A change as the rules receive it. Screening is costly and depends on nothing else, so the
    same change is screened once in a process, however many runs see it."""
    return _received(json.dumps(raw, sort_keys=True))


@functools.lru_cache(maxsize=200_000)
def _received(text: str) -> Received:
    body: Any = json.loads(text)
    return receive(body)


__all__ = ["Core", "Entry", "ServerDiedError", "received"]
