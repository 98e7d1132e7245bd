"""Servers that write, keep, answer or come back in a wrong way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...change import Change
from ...reception import Received
from ...situation import Known
from ...verdict import Decision, Verdict
from ..core import ServerDiedError
from ..desk import Server
from ..dice import Dice
from ..pushing import DefectError
from ..store import Item, Store
from ..wire import Exit, Problem, Result, Round, RoundAnswer, Row
from ..writer import Writer
from .sabotage import Sabotage


class WithoutDedupe(Server):
    """A change that comes again is taken again."""

    def known(self, writer: Writer, came: Received) -> Known | None:
        return None


class TrustingIds(Server):
    """The same id is the same change, whatever it says."""

    def known(self, writer: Writer, came: Received) -> Known | None:
        known = super().known(writer, came)
        return None if known is None else replace(known, payload_hash=came.payload_hash)


class AnsweringBeforeCommit(Server):
    """The answer goes out, then the process dies and nothing was written."""

    def commit(self, writer: Writer) -> None:
        if self.dies != "before":
            return super().commit(writer)
        writer.finish()
        self.store = writer.store
        return None


class LazilyDurable(Server):
    """Only every third commit reaches the disk at once: synchronous=OFF."""

    def __init__(self, dice: Dice) -> None:
        super().__init__(dice)
        self.commits = 0

    def commit(self, writer: Writer) -> None:
        writer.finish()
        self.store = writer.store
        self.commits += 1
        if self.commits % 3 == 0 and self.dies != "before":
            self.durable = self.store
        if self.dies is not None:
            raise ServerDiedError


class NumbersOutOfOrder(Server):
    """Numbers are taken before the lock: a reader sees 12 while 11 is still to come."""

    def __init__(self, dice: Dice) -> None:
        super().__init__(dice)
        self.writing = ""
        self.unseen: set[str] = set()

    def push(self, asked: Round) -> list[Result]:
        before = dict(self.store.rows)
        results = super().push(asked)
        if asked.device != self.writing:
            now = self.store.rows
            self.unseen = {key for key in now if before.get(key) is not now[key]}
            self.writing = asked.device
        return results

    def rows_since(self, store: Store, channel: str, after: int) -> Iterable[Row | Exit]:
        for row in super().rows_since(store, channel, after):
            if row.id not in self.unseen:
                yield row

    def pull(self, asked: Round, results: list[Result]) -> RoundAnswer:
        if asked.device == self.writing:
            hidden, self.unseen = self.unseen, set()
            answer = super().pull(asked, results)
            self.unseen = hidden
            return answer
        answer = super().pull(asked, results)
        self.unseen = set()
        return answer


class WithoutExitRows(Server):
    """A record that leaves a channel leaves nothing there."""

    def begin(self) -> Writer:
        return _NoExits(self.store.copy(), self.dice)


class _NoExits(Writer):
    def leave(self, old: Row, new: Row) -> None:
        self.add_up(old.channel, old.h, None)


class CountingOnlyLive(Server):
    """Totals are added to and never taken from."""

    def begin(self) -> Writer:
        return _OnlyAdding(self.store.copy(), self.dice)


class _OnlyAdding(Writer):
    def count(self, old: Row | None, new: Row) -> None:
        if new.state == "counted":
            super().count(old, new)


class DigestsForgotten(Server):
    """A channel's digest is not told what a move takes out of it."""

    def begin(self) -> Writer:
        return _StaleDigest(self.store.copy(), self.dice)


class _StaleDigest(Writer):
    def leave(self, old: Row, new: Row) -> None:
        self.store.exits[old.channel, old.id] = new.ver
        self.store.exits.pop((new.channel, new.id), None)


class DroppingHeld(Server):
    """An edit without its create is thrown away."""

    def keep(self, writer: Writer, came: Received, decision: Decision, device: str) -> Result:
        if decision.verdict is Verdict.HELD:
            return self.told(writer, came, decision)
        return super().keep(writer, came, decision, device)


class ForgettingHeld(Server):
    """Held edits are kept, and not looked at when the create comes."""

    def held_for(self, writer: Writer, record: str) -> Sequence[Item]:
        return []


class DroppingRefused(Server):
    """What is not allowed or not understood is answered and not kept."""

    def keep(self, writer: Writer, came: Received, decision: Decision, device: str) -> Result:
        if decision.verdict is Verdict.REVIEW:
            return self.told(writer, came, decision)
        return super().keep(writer, came, decision, device)


class DroppingProposals(Server):
    """The late value of a conflict is thrown away."""

    def propose(self, writer: Writer, change: Change, decision: Decision) -> None:
        return


class LastArrivalWins(Server):
    """Whoever comes last overwrites what stands there."""

    def decide(self, came: Received, situation: Any) -> Decision:
        change, there = came.change, situation.record
        if change is not None and change.op == "edit" and there is not None:
            blind = {name: there.fields.get(name) for name in change.set}
            came = came._replace(change=change._replace(prev=blind))
        return super().decide(came, situation)


class LatestClockWins(LastArrivalWins):
    """Of two the one with the later phone clock overwrites the other."""

    def __init__(self, dice: Dice) -> None:
        super().__init__(dice)
        self.latest: dict[str, str] = {}

    def decide(self, came: Received, situation: Any) -> Decision:
        change = came.change
        if change is None or change.at < self.latest.get(change.record, ""):
            return Server.decide(self, came, situation)
        self.latest[change.record] = change.at
        return super().decide(came, situation)


class OneBadSpoilsAll(Server):
    """A change at which the server fails fails its neighbours."""

    def exchange(self, asked: Round) -> RoundAnswer | Problem:
        try:
            return super().exchange(asked)
        except DefectError:
            return Problem(500, "internal")

    def keep_failed(self, writer: Writer, came: Received, device: str) -> Result:
        raise DefectError(came.id)


class KeepingWhatWasTyped(Server):
    """What cannot be understood is kept as it came, before screening."""

    raw: Mapping[str, Any] = {}

    def push(self, asked: Round) -> list[Result]:
        self.raw = {change["id"]: change for change in asked.changes}
        return super().push(asked)

    def keep(self, writer: Writer, came: Received, decision: Decision, device: str) -> Result:
        came = came._replace(body=self.raw.get(came.id, came.body))
        return super().keep(writer, came, decision, device)


class SettlingInSilence(Server):
    """A person decides, and the phone is not told."""

    def tell(self, *told: Any) -> None:
        return


class CollectingTombstones(Server):
    """An erased record is deleted, row and all."""

    def erase_record(self, writer: Writer, record: str, kind: str, channel: str) -> None:
        super().erase_record(writer, record, kind, channel)
        row = writer.store.rows.pop(record)
        writer.add_up(row.channel, row.h, None)


class KeepingErasedBodies(Server):
    """Erasing empties the record; what was sent of it stays in its change."""

    def erase_record(self, writer: Writer, record: str, kind: str, channel: str) -> None:
        kept = {key: each for key, each in writer.store.changes.items() if each.record == record}
        super().erase_record(writer, record, kind, channel)
        writer.store.changes |= kept


class JournalNotReplayed(Server):
    """A restored server starts as it was backed up."""

    def replay_journal(self) -> None:
        return


class TrustingEveryHistory(Server):
    """A restored server does not look at what a phone has seen."""

    def has_other_history(self, asked: Round) -> bool:
        return False


class LookingAtCursorsOnly(Server):
    """A phone's history is judged by how far it pulled, not by what it has heard of."""

    def has_other_history(self, asked: Round) -> bool:
        last = self.store.last_commit()
        return any(number > (last[0] if last else 0) for number in asked.cursor.values())


class LookingAfterWriting(Server):
    """A phone of another history is turned away after its changes were written."""

    def exchange(self, asked: Round) -> RoundAnswer | Problem:
        hopeless = any(change["id"] in self.hopeless for change in asked.changes)
        known = asked.device in self.store.stations and not hopeless
        if known and asked.changes and self.has_other_history(asked):
            self.push(asked)
        return super().exchange(asked)


class CuttingVersions(Server):
    """A page ends in the middle of one version."""

    def cut(self, found: list[Row | Exit], limit: int) -> list[Row | Exit]:
        return found[:limit]


class CursorOfLastRow(Server):
    """The last page's cursor is that of its last row, not the newest commit."""

    def newest(
        self, asked: Round, found: list[Row | Exit], mine: tuple[str, ...]
    ) -> dict[str, int]:
        reached = {channel: asked.cursor.get(channel, 0) for channel in mine}
        for row in found:
            reached[row.channel] = max(reached[row.channel], row.ver)
        return reached


class MovingOldApps(Server):
    """An app that is too old gets no rows, and its cursors move all the same."""

    def pull(self, asked: Round, results: list[Result]) -> RoundAnswer:
        answer = super().pull(asked, results)
        last = self.store.last_commit()
        moved = dict.fromkeys(answer.channels, last[0] if last else 0)
        return replace(answer, upgrade=False, cursor=moved) if answer.upgrade else answer


class ForgettingReceipts(Server):
    """A phone that a restored server does not know stays unknown."""

    def join_again(self, device: str, receipt: str) -> Problem:
        return Problem(401, "device_unknown")


SERVERS = (
    Sabotage("dedupe off", "5.2.1", WithoutDedupe),
    Sabotage("same id taken for the same content", "5.2.1", TrustingIds, seed=70),
    Sabotage("answer before commit", "5.6", AnsweringBeforeCommit),
    Sabotage("commits not durable at once", "5.6", LazilyDurable),
    Sabotage("numbers visible out of order", "5.1.5", NumbersOutOfOrder),
    Sabotage("exit row left out", "4.2.3", WithoutExitRows),
    Sabotage("totals not moved on void", "5.5", CountingOnlyLive),
    Sabotage("digest not moved with a record", "6.4", DigestsForgotten),
    Sabotage("held edits dropped", "5.2.5", DroppingHeld),
    Sabotage("held edits never decided", "5.2.5", ForgettingHeld),
    Sabotage("refused changes dropped", "4.4", DroppingRefused),
    Sabotage("proposals dropped", "5.4.3", DroppingProposals),
    Sabotage("merge by last arrival", "5.4", LastArrivalWins),
    Sabotage("merge by phone clock", "5.4", LatestClockWins),
    Sabotage("one bad change fails its neighbours", "5.2.8", OneBadSpoilsAll),
    Sabotage("kept before it is screened", "5.1.2", KeepingWhatWasTyped),
    Sabotage("settled without telling the phone", "5.7.3", SettlingInSilence),
    Sabotage("tombstones collected", "5.7.5", CollectingTombstones),
    Sabotage("erased bodies kept", "5.7.5", KeepingErasedBodies),
    Sabotage("journal not replayed", "5.7.5", JournalNotReplayed),
    Sabotage("history not checked", "6.1", TrustingEveryHistory),
    Sabotage("history judged by cursors", "6.1", LookingAtCursorsOnly),
    Sabotage("history checked after writing", "6.1", LookingAfterWriting, seed=350),
    Sabotage("page cut inside a version", "6.3", CuttingVersions),
    Sabotage(
        "cursor stays where nothing matched",
        "6.3",
        CursorOfLastRow,
        harmless="what is above the cursor is only looked through again; nothing is skipped",
    ),
    Sabotage("old app moves its cursors", "4.5.5", MovingOldApps),
    Sabotage("receipt not honoured", "7.11", ForgettingReceipts),
)
