"""A phone's transactions (PROTOCOL 3 and 7). Each method that writes is one transaction: a phone
may be killed before and after it, never inside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ..channel import team as team_channel
from ..channel import team_of
from ..digest import EMPTY, Digest, digest
from ..limits import PROTOCOL
from ..reception import parse_body
from ..replay import replay
from .dice import Dice
from .storage import Mark, Outgoing, Person, PulledRow, Rebuild, Sent, Storage
from .wire import Exit, Joined, RawChange, Result, RoundAnswer, Row, Seen

RETRIES = 5
KEPT = timedelta(days=90)


class Phone:
    """One installation of the app. `skew` is its clock minus the true time."""

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

    # A person records -----------------------------------------------------------------------

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

    # A round is made ------------------------------------------------------------------------

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

    # An answer is taken ---------------------------------------------------------------------

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

    def miss_people(self) -> None:
        """Whom a restored server does not know on this phone joins again (PROTOCOL 7.11)."""
        held, row = self.storage, self.storage.base.get(self.device)
        if row is None:
            return
        known = {f"{each[0]} {each[1]}" for each in row.f["enrolments"]}
        held.rejoin = tuple(
            each for each in held.receipts if " ".join(each.split(" ")[1:3]) not in known
        )

    def rejoined(self, receipt: str) -> None:
        """One person less to join again."""
        held = self.storage
        held.rejoin = tuple(each for each in held.rejoin if each != receipt)

    # Repair, rebuild, restore ---------------------------------------------------------------

    def unequal(self, told: Mapping[str, Digest], mark: Mark) -> list[str]:
        """The channels whose rows do not add up to what the server said (PROTOCOL 7.6). What
        differed and agrees by now is not told any more."""
        held = self.storage
        if held.writes != mark.writes:
            return []
        found = [name for name in told if self.own_digest(name) != told[name]]
        self.forget_differing({*told} - {*found})
        return found

    def forget_differing(self, agree: Collection[str]) -> None:
        """These channels are as they should be, or are gone."""
        held = self.storage
        held.differing = tuple(each for each in held.differing if each not in agree)

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

    # Joining --------------------------------------------------------------------------------

    def bind_joined(self, told: Joined) -> None:
        """What was recorded before belongs to the person and the team from now on (3.5)."""
        held = self.storage
        person = Person(told.member, told.team, told.state)
        others = [p for p in held.joined if (p.member, p.team) != (told.member, told.team)]
        held.joined = (*others, person)
        held.person = (told.member, told.team)
        held.standing = "welcome"
        if told.receipt not in held.receipts:
            held.receipts = (*held.receipts, told.receipt)
        self.bind(person, None)

    def bind_approved(self, row: Row) -> None:
        """What somebody recorded who could not act, once that person is approved again."""
        for each in row.f["enrolments"]:
            person = Person(*each)
            if person.state == "approved":
                self.bind(person, person.team)

    def bind(self, to: Person, team: str | None) -> None:
        """Gives unbound changes of this person their author and channel. `team`: only those
        recorded for that team."""
        held = self.storage
        for item in held.in_order():
            change = item.change
            if change["channel"] is not None or change["author"] not in (None, to.member):
                continue
            if team is not None and item.team != team:
                continue
            channel = self.channel_of(change) or team_channel(to.team)
            bound = {**change, "author": to.member, "channel": channel}
            held.outbox[change["id"]] = replace(item, change=bound, team=None)

    def channel_of(self, change: RawChange) -> str | None:
        """The team's channel of the record that an edit speaks of; None if it is not known."""
        if change["op"] == "create":
            return None
        row = self.storage.base.get(change["record"])
        if row is not None and team_of(row.channel) is not None:
            return row.channel
        for other in self.storage.changes().values():
            mine = (other["record"], other["op"]) == (change["record"], "create")
            if mine and other["channel"]:
                return str(other["channel"])
        return None


def _as_bound(change: RawChange) -> RawChange:
    """A change that is not bound yet, as the rules can read it."""
    nobody = "00000000-0000-4000-8000-000000000000"
    channel = change["channel"] or team_channel(nobody)
    return {**change, "author": change["author"] or nobody, "channel": channel}
