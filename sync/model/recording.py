"""What a person does on a phone, and what the phone then has to send (PROTOCOL 3). Each method
that writes is one transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ..channel import team as team_channel
from ..channel import team_of
from ..limits import PROTOCOL
from ..reception import parse_body
from ..replay import replay
from .dice import Dice
from .storage import Mark, Outgoing, Person, Storage
from .wire import RawChange


class Recording:
    """One installation of the app, as its person sees it. `skew` is its clock minus the true
    time."""

    def __init__(self, device: str, holder: str, dice: Dice, skew: timedelta) -> None:
        self.device = device
        self.holder = holder
        self.dice = dice
        self.skew = skew
        self.protocol = PROTOCOL
        self.storage = Storage()
        self.code: str | None = None
        """A code that the person was given and has not used yet."""

    def clock(self, true: datetime) -> datetime:
        """The time that this phone shows."""
        return true + self.skew

    def people(self) -> list[Person]:
        """Who may act here: as the server says, else as joining said."""
        row = self.storage.base.get(self.device)
        told = [Person(*each) for each in row.f["enrolments"]] if row else []
        known = {(each.member, each.team) for each in told}
        return [*told, *(p for p in self.storage.joined if (p.member, p.team) not in known)]

    def author(self) -> tuple[str, str, bool] | None:
        """(member, team, whether they may act) of who records now; None before joining. Whoever
        was moved goes on in the other team (PROTOCOL 3.6)."""
        chosen = self.storage.person
        if chosen is None:
            return None
        able = [each for each in self.people() if each.state in ("approved", "pending")]
        ended = Person(*chosen, "ended") in self.people()
        for each in able:
            if (each.member, each.team) == chosen:
                return (*chosen, True)
        for each in reversed(able):
            if ended and each.member == chosen[0]:
                return (each.member, each.team, True)
        return (*chosen, False)

    def shown(self, record: str) -> dict[str, Any] | None:
        """A record as the screen shows it (PROTOCOL 3.4)."""
        row = self.storage.base.get(record)
        if row is not None and row.erased:
            return None
        held = [each.change for each in self.storage.in_order()]
        if row is None:
            held = [each.change for each in self.storage.sent.values()] + held
        mine = sorted((c for c in held if c["record"] == record), key=lambda c: int(c["no"]))
        parsed = [parse_body(_as_bound(change))[0] for change in mine]
        return replay(row.f if row else None, [each for each in parsed if each is not None])

    def new_id(self) -> str:
        """An id of a change or a record."""
        return self.dice.new_id()

    def save(self, parts: Mapping[str, Any], true: datetime) -> RawChange:
        """Number, author, channel and outbox line in one transaction; then it is "saved"."""
        held, author = self.storage, self.author()
        row = held.base.get(parts["record"])
        waiting = [
            each.change for each in held.in_order() if each.change["record"] == parts["record"]
        ]
        own = row.channel if row else waiting[0]["channel"] if waiting else None
        channel = team_channel(author[1]) if author and author[2] else None
        if channel is not None and team_of(own) is not None:
            channel = own
        held.no += 1
        change = {
            "id": self.new_id(),
            "no": held.no,
            "author": author[0] if author else None,
            "channel": channel,
            "schema": 1,
            "at": self.clock(true).isoformat(),
            **parts,
        }
        team = author[1] if author and not author[2] else None
        held.outbox[change["id"]] = Outgoing(change, team=team)
        return change

    def mark(self) -> Mark:
        """The store as it is now."""
        held = self.storage
        return Mark(held.generation, held.writes, held.seen)

    def sendable(self) -> list[Outgoing]:
        """What may leave the phone; of a record the create goes first, always (PROTOCOL 3.5)."""
        stay: set[str] = set()
        found = []
        for item in self.ordered():
            change = item.change
            able = item.error is None and change["channel"] and change["author"]
            if change["op"] == "create":
                (stay.discard if able else stay.add)(change["record"])
            if able and change["record"] not in stay:
                found.append(item)
        return found

    def ordered(self) -> list[Outgoing]:
        """The outbox in the order of `no` (PROTOCOL 3.2)."""
        return self.storage.in_order()

    def cursors(self) -> dict[str, int]:
        """From where to pull: what is fetched anew starts at 0."""
        rebuild = self.storage.rebuild
        if rebuild is None or rebuild.phase == "have":
            return dict(self.storage.cursors)
        if rebuild.channels is None:
            return dict(rebuild.cursors)
        anew = {channel: rebuild.cursors.get(channel, 0) for channel in rebuild.channels}
        return {**self.storage.cursors, **anew}


def _as_bound(change: RawChange) -> RawChange:
    """A change that is not bound yet, as the rules can read it."""
    nobody = "00000000-0000-4000-8000-000000000000"
    channel = change["channel"] or team_channel(nobody)
    return {**change, "author": change["author"] or nobody, "channel": channel}
