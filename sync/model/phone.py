"""A phone's transactions (PROTOCOL 3 and 7). Each method that writes is one transaction: a phone
may be killed before and after it, never inside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ..digest import EMPTY, Digest, digest
from .storage import Mark, Outgoing, Rebuild
from .taking import Taking

KEPT = timedelta(days=90)


class Phone(Taking):
    """The whole phone: it repairs itself, gives back to a restored server, and tidies up."""

    def unequal(self, told: Mapping[str, Digest], mark: Mark) -> list[str]:
        """The channels whose rows do not add up to what the server said (PROTOCOL 7.6). What
        differed and agrees by now is not told any more."""
        held = self.storage
        if held.writes != mark.writes:
            return []
        found = [name for name in told if self.own_digest(name) != told[name]]
        self.forget_differing({*told} - {*found})
        return found

    def note_unmended(self, unequal: Sequence[str], day: str) -> bool:
        """Notes channels that were fetched anew today and are unequal again, so that somebody hears
        of it (PROTOCOL 7.6). Answers whether there is something to tell."""
        held = self.storage
        if held.rebuild is not None:
            return False
        unmended = {each for each in unequal if held.repairs.get(each) == day}
        news = unmended - {*held.differing}
        held.differing = (*held.differing, *sorted(news))
        return bool(news)

    def own_digest(self, channel: str) -> Digest:
        """The digest of the rows that are here."""
        hashes = [row.h for row in self.storage.base.values() if row.channel == channel]
        return digest(hashes) if hashes else EMPTY

    def start_repair(self, channels: Sequence[str], day: str) -> list[str]:
        """Sets channels to be fetched anew, each at most once a day; those that will be."""
        held = self.storage
        due = [channel for channel in channels if held.repairs.get(channel) != day]
        if not due or held.rebuild is not None:
            return []
        held.repairs.update(dict.fromkeys(due, day))
        held.shadow = {}
        held.rebuild = Rebuild("digest", tuple(due))
        held.generation += 1
        return due

    def start_history_rebuild(self) -> None:
        """The server's history is another one: base is built anew beside the old one (7.7)."""
        held = self.storage
        held.shadow = {}
        held.rebuild = Rebuild("history", None)
        held.seen = None
        held.generation += 1

    def sent_ids(self) -> list[str]:
        """What to ask a restored server for; of an erased record nothing is left to offer."""
        return [key for key, each in self.storage.sent.items() if each.verdict != "gone"]

    def requeue(self, missing: Iterable[str], asked: Mark) -> None:
        """What a restored server lost goes back; `no` puts it in its old order (PROTOCOL 7.7).
        Not what was asked in an earlier rebuild: it may have come there since."""
        if self.is_of(asked):
            self.give_back(missing)

    def is_of(self, asked: Mark) -> bool:
        """Whether the rebuild that asked is still the one under way."""
        return self.storage.generation == asked.generation

    def give_back(self, ids: Iterable[str]) -> None:
        """From sent to the outbox."""
        held = self.storage
        for id_ in ids:
            item = held.sent.pop(id_, None)
            if item is not None:
                held.outbox[id_] = Outgoing(item.change)

    def doubtful_ids(self) -> list[str]:
        """What was not simply applied: a restored server may have another verdict on it by now, or
        none of how it was settled, or not this content. `have` cannot tell (PROTOCOL 7.7)."""
        return [
            key
            for key, each in self.storage.sent.items()
            if each.verdict not in ("applied", "gone") and each.settled != "replaced"
        ]

    def end_rebuild(self, asked: Mark) -> None:
        """All was asked; unless another rebuild has begun meanwhile, which asks for itself."""
        if self.is_of(asked):
            self.give_back(self.doubtful_ids())
            self.storage.rebuild = None

    def prune_sent(self, true: datetime) -> None:
        """Sent changes are kept 90 days by the server's clock, longer while one is open (3.2)."""
        now = self.prune_clock(true)
        sent = self.storage.sent
        for id_, each in [*sent.items()]:
            if now is not None and not each.open and each.at < now - KEPT:
                del sent[id_]

    def prune_clock(self, true: datetime) -> datetime | None:
        """Days pass by the server's clock only, since a phone's may stand years ahead."""
        return self.storage.server_now

    def set_aside(self, change: str, code: str) -> None:
        """One hopeless change: visible, exportable, no longer sent (PROTOCOL 4.5.3)."""
        item = self.storage.outbox.get(change)
        if item is not None:
            self.storage.outbox[change] = replace(item, error=code)

    def retry_set_aside(self) -> None:
        """A person asks for it, or a new version of the app is here."""
        for id_, item in [*self.storage.outbox.items()]:
            if item.error is not None:
                self.storage.outbox[id_] = replace(item, tries=0, error=None)
