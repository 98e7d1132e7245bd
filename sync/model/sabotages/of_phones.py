"""Phones that save, send, take or repair in a wrong way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from ...digest import Digest
from ..phone import Phone
from ..rounds import Steps, Tab
from ..storage import Mark, Outgoing, Sent
from ..wire import Exit, Problem, Result, Round, RoundAnswer, Row
from .sabotage import Sabotage


class SendingEmpties(Tab):
    """What was sent leaves the outbox before anybody answered."""

    def before_sending(self, asked: Round) -> None:
        for change in asked.changes:
            self.phone.storage.outbox.pop(change["id"], None)


class CursorFirst(Tab):
    """The cursor is saved in one transaction, the rows in the next."""

    def take_pulled(self, told: RoundAnswer, mark: Mark, left: bool) -> Steps:
        phone = self.phone
        if phone.storage.rebuild is None and not phone.is_stale(mark):
            phone.raise_cursors(told.cursor)
            yield None
        return (yield from super().take_pulled(told, mark, left))


class WipingOnSignOut(Tab):
    """A phone that the server does not know starts afresh."""

    def signed_out(self) -> Steps:
        self.phone.storage.outbox.clear()
        return (yield from super().signed_out())


class NeverHalving(Tab):
    """A request that is refused is sent again as it is."""

    def refused(self, answer: Problem, asked: Round) -> Steps:
        if answer.status == 422:
            return "later"
        return (yield from super().refused(answer, asked))


class ProbeForgotten(Tab):
    """What is answered to the request without the suspect is not listened to."""

    def refused(self, answer: Problem, asked: Round) -> Steps:
        probe = not asked.changes and self.phone.storage.rebuild is None
        if answer.status == 409 and probe and self.phone.sendable():
            return "later"
        return (yield from super().refused(answer, asked))


class NothingAsked(Tab):
    """After a restore base is built anew, and nothing is given back."""

    def ask_what_is_missing(self) -> Steps:
        self.phone.end_rebuild(self.phone.mark())
        yield None
        return "more"


class SeenFromPullOnly(Phone):
    """Only a page raises `seen`, not the verdicts that came with it."""

    def take_verdicts(self, told: RoundAnswer, asked: Mark) -> Mark:
        seen = self.storage.seen
        mark = super().take_verdicts(told, asked)
        self.storage.seen = seen
        return replace(mark, seen=seen)


class DigestUnread(Phone):
    """Nobody compares digests."""

    def unequal(self, told: Mapping[str, Digest], mark: Mark) -> list[str]:
        return []


class DigestAdopted(Phone):
    """An unequal digest is taken over from the server."""

    def unequal(self, told: Mapping[str, Digest], mark: Mark) -> list[str]:
        found = super().unequal(told, mark)
        self.adopted = {name: told[name] for name in found}
        return []

    adopted: Mapping[str, Digest] = {}

    def own_digest(self, channel: str) -> Digest:
        return self.adopted.get(channel) or super().own_digest(channel)


class OlderRowsToo(Phone):
    """A row takes the place of a newer one."""

    def is_newer(self, row: Row, old: Row) -> bool:
        return row.ver != old.ver


class ExitsOfAnywhere(Phone):
    """An exit from one channel drops the row in whatever channel it stands."""

    def leaves(self, old: Row, exit_: Exit) -> bool:
        return True


class StalePages(Phone):
    """A page is taken although base was replaced since it was asked for."""

    def is_stale(self, asked: Mark) -> bool:
        return False


class GenerationOnly(Phone):
    """The generation is compared, and not what the other tab has heard of."""

    def is_stale(self, asked: Mark) -> bool:
        return self.storage.generation != asked.generation


class KeepingDropped(Phone):
    """The rows of a channel that the phone lost stay."""

    def keep_channels(self, channels: tuple[str, ...]) -> None:
        self.storage.channels = channels


class DroppingOnlyPulled(Phone):
    """A channel of which only a verdict has told is not known to be dropped."""

    def note_channels(self, rows: Sequence[Row]) -> None:
        return


class DroppingChanges(Phone):
    """A dropped channel takes its unsent changes with it."""

    def keep_channels(self, channels: tuple[str, ...]) -> None:
        dropped = {*self.storage.channels} - {*channels}
        super().keep_channels(channels)
        outbox = self.storage.outbox
        for id_ in [key for key, each in outbox.items() if each.change["channel"] in dropped]:
            del outbox[id_]


class RetryIsDone(Phone):
    """What the server could not even keep counts as sent."""

    def take_one(self, item: Outgoing, result: Result, now: datetime) -> None:
        held = self.storage
        if result.verdict == "retry":
            held.sent[result.id] = Sent(item.change, "applied", None, (), now, False)
            del held.outbox[result.id]
            return
        super().take_one(item, result, now)


class KeepingErased(Phone):
    """The sent copies of an erased record stay."""

    def drop_sent(self, record: str) -> None:
        return


class SentUnordered(Phone):
    """What goes back into the outbox goes behind what is there."""

    def ordered(self) -> list[Outgoing]:
        return [*self.storage.outbox.values()]


class CountedIds(Phone):
    """Ids are counted on the phone, so a clone makes the same ones."""

    def new_id(self) -> str:
        super().new_id()
        made = uuid5(UUID(self.device), str(self.storage.no))
        return str(UUID(int=made.int, version=4))


class PrunedByPhoneClock(Phone):
    """Ninety days pass by the phone's own clock."""

    def prune_clock(self, true: datetime) -> datetime | None:
        return self.clock(true)


class PrunedAtOnce(Phone):
    """What was received is not kept."""

    def prune_sent(self, true: datetime) -> None:
        sent = self.storage.sent
        for id_ in [key for key, each in sent.items() if not each.open]:
            del sent[id_]


class UnboundForEver(Phone):
    """Joining does not bind what was recorded before."""

    def bind(self, to: Any, team: str | None) -> None:
        return


class RepairedInPlace(Phone):
    """A repair puts rows over the old ones instead of building anew beside them."""

    def start_repair(self, channels: Sequence[str], day: str) -> list[str]:
        due = super().start_repair(channels, day)
        if due:
            self.storage.rebuild = None
        return due


class RepairingAllDay(Phone):
    """What was fetched anew today, and did not get better, is fetched anew again."""

    def start_repair(self, channels: Sequence[str], day: str) -> list[str]:
        self.storage.repairs.clear()
        return super().start_repair(channels, day)


class SilentAboutIt(Phone):
    """A phone keeps to itself that fetching anew did not help."""

    def note_unmended(self, unequal: Sequence[str], day: str) -> bool:
        return False


class ComplainingForEver(Phone):
    """What once differed is said to differ, whatever became of it."""

    def forget_differing(self, agree: Collection[str]) -> None:
        return


PHONES = (
    Sabotage("outbox emptied before the verdict", "7.2", tab=SendingEmpties),
    Sabotage("cursor saved before the rows", "7.3", tab=CursorFirst),
    Sabotage("outbox wiped on 401", "4.5.1", tab=WipingOnSignOut),
    Sabotage("no halving", "4.5.3", tab=NeverHalving),
    Sabotage("answer without the suspect not heeded", "4.5.3", tab=ProbeForgotten),
    Sabotage("have and requeue left out", "7.7", tab=NothingAsked),
    Sabotage("seen from the pull only", "2", phone=SeenFromPullOnly),
    Sabotage("digest not checked", "7.6", phone=DigestUnread, seed=55),
    Sabotage("the server's digest taken over", "7.6", phone=DigestAdopted, seed=55),
    Sabotage(
        "an older row replaces a newer one",
        "7.2",
        phone=OlderRowsToo,
        harmless="an answer is taken only if none came since its request, so no row is older",
    ),
    Sabotage("an exit drops what moved on", "4.2.3", phone=ExitsOfAnywhere, seed=58),
    Sabotage("generation not checked", "7.3", phone=StalePages, seed=150),
    Sabotage("generation checked, seen not", "7.3", phone=GenerationOnly, seed=199),
    Sabotage("rows of a dropped channel kept", "7.4", phone=KeepingDropped),
    Sabotage("channel known from pages only", "7.4", phone=DroppingOnlyPulled, seed=250),
    Sabotage("changes of a dropped channel deleted", "7.4", phone=DroppingChanges),
    Sabotage("retry taken for received", "4.4", phone=RetryIsDone),
    Sabotage("sent copies of an erased record kept", "7.5", phone=KeepingErased),
    Sabotage("requeue without order", "7.7", phone=SentUnordered, seed=100),
    Sabotage("ids counted, not random", "4.8", phone=CountedIds),
    Sabotage("sent pruned by the phone's clock", "3.2", phone=PrunedByPhoneClock, seed=60),
    Sabotage("sent not kept", "3.2", phone=PrunedAtOnce),
    Sabotage("nothing bound on joining", "3.5", phone=UnboundForEver),
    Sabotage("repair without building anew", "7.6", phone=RepairedInPlace),
    Sabotage("fetched anew all day", "7.6", phone=RepairingAllDay),
    Sabotage("a repair that did not help not told", "7.6", phone=SilentAboutIt),
    Sabotage("said for ever that it differs", "7.6", phone=ComplainingForEver),
)
