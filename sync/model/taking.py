"""A phone takes an answer: verdicts, then a page (PROTOCOL 7.2 to 7.5). Each method that writes is
one transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from .binding import Binding
from .storage import Mark, Outgoing, PulledRow, Rebuild, Sent
from .wire import Exit, Result, RoundAnswer, Row, Seen

RETRIES = 5


class Taking(Binding):
    """A phone that hears of others."""

    def take_verdicts(self, told: RoundAnswer, asked: Mark) -> Mark:
        """Base rows of a higher version in, changes from outbox to sent, `seen` up (PROTOCOL 7.2)."""
        held = self.storage
        held.server_now = told.now
        if self.is_stale(asked):
            return asked
        alone = held.writes == asked.writes
        for result in told.results:
            item = held.outbox.get(result.id)
            if item is not None:
                self.take_one(item, result, told.now)
        rows = [each.row for each in told.results if each.row is not None]
        self.note_channels(rows)
        self.put_rows("base", rows)
        for row in rows:
            if row.erased:
                self.drop_sent(row.id)
        self.close_already_settled(told.results)
        self.raise_seen(told.seen)
        return replace(asked, writes=held.writes if alone else -1, seen=held.seen)

    def note_channels(self, rows: Sequence[Row]) -> None:
        """A row that comes with a verdict stands in a channel that the phone may lose before its
        first page of it; only a noted channel can be dropped."""
        found = {row.channel for row in rows} - {*self.storage.channels}
        self.storage.channels = (*self.storage.channels, *sorted(found))

    def take_one(self, item: Outgoing, result: Result, now: datetime) -> None:
        """One verdict (PROTOCOL 4.4)."""
        held = self.storage
        if result.verdict == "retry":
            tries = item.tries + 1
            error = (result.code or "internal_failure") if tries >= RETRIES else None
            held.outbox[result.id] = replace(item, tries=tries, error=error)
            return
        change = item.change
        if result.verdict == "gone":
            self.drop_copies(change["record"])
            change = {**change, "set": {}, "prev": {}}
        is_open = result.code is not None or result.verdict != "applied"
        held.sent[result.id] = Sent(
            change, result.verdict, result.code, result.fields, now, is_open
        )
        held.outbox.pop(result.id, None)
        if change.get("replaces") and result.verdict in ("applied", "review"):
            self.close_replaced(change["replaces"])

    def drop_copies(self, record: str) -> None:
        """The record was erased: what this phone has of it goes."""
        for box in (self.storage.outbox, self.storage.sent):
            for id_ in [key for key, each in box.items() if each.change["record"] == record]:
                del box[id_]

    def close_replaced(self, change: str) -> None:
        """The correction says it all anew."""
        held = self.storage
        if change in held.sent:
            held.sent[change] = replace(held.sent[change], open=False, settled="replaced")
        if change in held.outbox and held.outbox[change].error:
            del held.outbox[change]

    def close_already_settled(self, results: Iterable[Result]) -> None:
        """After a lost answer the settlement may have come before the verdict."""
        ids = {each.id for each in results if each.verdict != "applied"}
        for row in self.storage.base.values():
            if row.kind == "settlement" and row.f["change"] in ids:
                self.settle_sent(row)

    def raise_seen(self, heard: Seen | None) -> None:
        """The highest commit heard of, from push or pull (PROTOCOL 2)."""
        seen = self.storage.seen
        if heard is not None and (seen is None or heard[0] > seen[0]):
            self.storage.seen = heard

    def take_page(self, told: RoundAnswer, asked: Mark) -> tuple[Mark, bool] | None:
        """Rows, cursors and channels in one transaction, only if the generation is still what it
        was (PROTOCOL 7.3): the new mark, and whether a rebuild ended; None for a stale page."""
        held = self.storage
        if self.is_stale(asked):
            return None
        alone = held.writes == asked.writes
        self.keep_channels(told.channels)
        rebuild, ended = held.rebuild, False
        if rebuild is not None and rebuild.phase == "pull":
            ended = self.take_anew(told, rebuild)
        else:
            self.put_rows("base", told.rows)
            self.raise_cursors(told.cursor)
        if not told.more:
            self.miss_people()
        self.raise_seen(told.seen)
        writes = held.writes if alone else -1
        return replace(asked, writes=writes, seen=held.seen), ended

    def is_stale(self, asked: Mark) -> bool:
        """Whether base was replaced since the request, or another tab has heard of a commit: only
        against what the request said has the server held its history. Asked again, it costs
        nothing."""
        return (self.storage.generation, self.storage.seen) != (asked.generation, asked.seen)

    def raise_cursors(self, told: Mapping[str, int]) -> None:
        """Cursors only go up."""
        for channel, at in told.items():
            self.storage.cursors[channel] = max(self.storage.cursors.get(channel, 0), at)

    def keep_channels(self, channels: tuple[str, ...]) -> None:
        """A dropped channel takes its rows with it, never a change (PROTOCOL 7.4)."""
        held = self.storage
        dropped = [channel for channel in held.channels if channel not in channels]
        held.channels = channels
        if not dropped:
            return
        self.forget_differing(dropped)
        for rows in (held.base, held.shadow):
            for id_ in [key for key, row in rows.items() if row.channel in dropped]:
                del rows[id_]
        for channel in dropped:
            held.cursors.pop(channel, None)
        held.generation += 1
        held.writes += 1

    def put_rows(self, where: str, rows: Sequence[PulledRow]) -> None:
        """Each row only if its version is higher; an exit only from the channel that it left."""
        held = self.storage
        table = held.base if where == "base" else held.shadow
        changed = False
        for row in rows:
            old = table.get(row.id)
            if isinstance(row, Exit):
                if old is not None and self.leaves(old, row):
                    del table[row.id]
                    changed = True
            elif old is None or self.is_newer(row, old):
                table[row.id] = row
                changed = True
                self.arrived(row)
        if changed and where == "base":
            held.writes += 1

    def is_newer(self, row: Row, old: Row) -> bool:
        """Whether a row takes the place of the one that is here."""
        return row.ver > old.ver

    def leaves(self, old: Row, exit_: Exit) -> bool:
        """Whether an exit speaks of the row that is here; it may stand in another channel by now."""
        return old.channel == exit_.channel and old.ver <= exit_.ver

    def arrived(self, row: Row) -> None:
        """What a row sets off."""
        if row.kind == "settlement":
            self.settle_sent(row)
        if row.kind == "device" and row.id == self.device:
            self.bind_approved(row)
        if row.erased:
            self.drop_sent(row.id)

    def drop_sent(self, record: str) -> None:
        """An erased record leaves no copy behind; what was never sent waits for its own verdict
        (PROTOCOL 7.5)."""
        sent = self.storage.sent
        for id_ in [key for key, each in sent.items() if each.change["record"] == record]:
            if sent[id_].verdict != "gone":
                del sent[id_]

    def settle_sent(self, row: Row) -> None:
        """A settlement closes the sent change, once none of its fields is left open (5.7.3)."""
        if row.f["outcome"] == "erased":
            self.drop_sent(str(row.f["record"]))
        sent = self.storage.sent
        item = sent.get(str(row.f["change"]))
        if item is None or not item.open or item.settled is not None:
            return
        fields: list[str] = row.f["fields"]
        left = tuple(each for each in item.fields if each not in fields) if fields else ()
        refused = item.refused or row.f["outcome"] == "refused"
        item = replace(item, fields=left, refused=refused)
        if not left:
            settled = "refused" if refused else str(row.f["outcome"])
            item = replace(item, open=refused, settled=settled)
        sent[str(row.f["change"])] = item

    def take_anew(self, told: RoundAnswer, rebuild: Rebuild) -> bool:
        """A page for the shadow; with the last one it takes the place of base (PROTOCOL 7.7)."""
        held = self.storage
        self.put_rows("shadow", [row for row in told.rows if rebuild.covers(row.channel)])
        self.put_rows("base", [row for row in told.rows if not rebuild.covers(row.channel)])
        others = {name: at for name, at in told.cursor.items() if not rebuild.covers(name)}
        self.raise_cursors(others)
        anew = {name: at for name, at in told.cursor.items() if rebuild.covers(name)}
        rebuild = replace(rebuild, cursors={**rebuild.cursors, **anew})
        held.rebuild = rebuild
        if told.more:
            return False
        kept = {} if rebuild.channels is None else dict(held.cursors)
        rest = {key: row for key, row in held.base.items() if not rebuild.covers(row.channel)}
        held.base, held.shadow = {**rest, **held.shadow}, {}
        held.cursors = {**kept, **rebuild.cursors}
        history = rebuild.reason == "history"
        held.rebuild = replace(rebuild, phase="have") if history else None
        held.generation += 1
        held.writes += 1
        return True

    def forget_differing(self, agree: Collection[str]) -> None:
        """These channels are as they should be, or are gone."""
        held = self.storage
        held.differing = tuple(each for each in held.differing if each not in agree)
