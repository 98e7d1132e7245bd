"""What befalls phones, clocks and the server in a run."""

from typing import Any

from .phone import Phone
from .stage import Stage
from .store import Store

MOST_PHONES = 8


class Mishaps(Stage):
    """Phones are copied, set back and damaged; the server is restored, or counts wrongly."""

    backups: list[Store]
    copies: list[Phone]

    def do_late(self) -> None:
        """A request arrives that everybody has given up."""
        self.network.deliver_late()

    def do_clone(self) -> None:
        """A phone's storage is copied to another one; both go on under the same id."""
        if len(self.phones) >= MOST_PHONES:
            return
        phone = self.dice.pick(self.phones)
        self.add_phone(self.copy(phone))
        self.ledger.copied.add(phone.device)
        self.ledger.happened["phone cloned"] += 1
        self.tell(f"{self.name(phone)} is cloned")

    def copy(self, phone: Phone) -> Phone:
        """The same phone again, with a storage of its own."""
        copy = self.parts.phone(phone.device, phone.holder, self.dice, phone.skew)
        copy.storage, copy.code = phone.storage.copy(), phone.code
        copy.protocol = phone.protocol
        return copy

    def do_set_back(self) -> None:
        """A phone is restored from a copy of its own: what it held since is destroyed."""
        phone = self.dice.pick(self.phones)
        found = [copy for copy in self.copies if copy.device == phone.device]
        self.copies.append(self.copy(phone))
        if not found or self.dice.chance(0.3):
            return
        for running in self.tabs:
            if running.tab.phone is phone:
                running.drop()
        before = phone.storage.changes()
        phone.storage = self.dice.pick(found).storage.copy()
        self.destroyed(before.keys())
        self.ledger.copied.add(phone.device)
        self.ledger.happened["phone set back"] += 1
        self.tell(f"{self.name(phone)} is set back")

    def destroyed(self, ids: Any) -> None:
        """Of what no phone holds any more only the server can have a copy."""
        held = {id_ for phone in self.phones for id_ in phone.storage.changes()}
        for id_ in sorted(set(ids) - held):
            if id_ in self.server.durable.changes:
                self.ledger.only_on_server.add(id_)
            else:
                self.ledger.excused.add(id_)

    def do_damage(self) -> None:
        """A browser loses or mixes up rows of base."""
        phone = self.dice.pick(self.phones)
        rows = [row for row in phone.storage.base.values() if row.kind != "device"]
        if rows:
            del phone.storage.base[self.dice.pick(rows).id]
            self.ledger.damaged.add(phone.device)
            self.ledger.happened["row lost on a phone"] += 1
            self.tell(f"{self.name(phone)} loses a row")

    def do_clock(self) -> None:
        """Somebody sets a phone's clock, or its battery was empty."""
        phone = self.dice.pick(self.phones)
        phone.skew = self.skew()
        self.ledger.reset.add(phone.device)
        self.ledger.happened["clock set"] += 1

    def do_app(self) -> None:
        """An app that is too old, or a new one."""
        phone = self.dice.pick(self.phones)
        phone.protocol = 1 - phone.protocol
        self.ledger.happened["old app"] += phone.protocol == 0

    def do_rewrite(self) -> None:
        """A broken app changes what it has already sent, under the same id."""
        phone = self.dice.pick(self.phones)
        items = [each for each in phone.storage.outbox.values() if each.change["op"] == "create"]
        items = [each for each in items if each.change["kind"] == "help_session"]
        busy = any(each.steps for each in self.tabs if each.tab.phone is phone)
        items = [each for each in items if not self.network.is_under_way(each.change["id"])]
        if busy or phone.device in self.ledger.copied or not items:
            return
        sent = [each for each in items if each.change["id"] in self.server.durable.changes]
        item = self.dice.pick(sent or items)
        old = item.change
        new = {**old, "set": {**old["set"], "start": "10:30"}}
        phone.storage.outbox[old["id"]] = type(item)(new, item.tries, item.error, item.team)
        self.ledger.odd.add(old["record"])
        self.ledger.made[old["id"]].expect = "anything"
        self.ledger.happened["change rewritten"] += 1
        self.tell(f"{self.name(phone)} rewrites {old['id'][:4]}")

    # The server -----------------------------------------------------------------------------

    def do_miscount(self) -> None:
        """A defect at the server: a channel's digest is wrong, until somebody mends that."""
        if self.miscounted():
            self.count_anew()
            return
        channels = [*self.server.store.digests]
        if not channels:
            return
        channel = self.dice.pick(channels)
        self.server.miscount(channel)
        self.ledger.miscounted.add(channel)
        self.ledger.happened["digest wrong"] += 1
        self.tell(f"the digest of {channel} is wrong")

    def count_anew(self) -> None:
        """The server's digests are put right."""
        self.server.count_anew()
        self.ledger.happened["digest put right"] += 1
        self.tell("the digests are put right")

    def do_backup(self) -> None:
        """A backup of the database."""
        self.backups.append(self.server.store)
        self.ledger.happened["backup"] += 1

    def do_restore(self) -> None:
        """The server comes back from one of its last backups."""
        before, backup = self.server.store, self.dice.pick(self.backups[-3:])
        moved = {*before.memberships} ^ {*backup.memberships}
        self.server.restore(backup)
        for made in self.ledger.made.values():
            people = {made.change["author"], *made.change["set"].get("companions", [])}
            if people & {each.member for each in moved} and made.expect == "applied":
                made.expect = "anything"
        lost = self.ledger.only_on_server - self.server.durable.changes.keys()
        self.ledger.excused |= lost
        self.ledger.only_on_server -= lost
        self.ledger.happened["server restored"] += 1
        self.tell(f"the server is restored, from {before.hi} to {backup.hi}")

    def do_power_cut(self) -> None:
        """The machine goes dark and comes back."""
        self.server.power_cut()
        self.ledger.happened["power cut"] += 1
