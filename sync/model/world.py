"""One run: a seed decides what everybody does and what goes wrong; then all is healed, and the
oracles are asked."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ..channel import device_of, team_of
from .acting import People, Truth
from .cast import BAO, BEGINNING, CITIZEN, HA, LAN, MINH, NAMES, PHO_CUONG, TEAMS, THU
from .desk import Server
from .dice import Dice
from .ledger import Ledger, Mended
from .network import Network
from .phone import Phone
from .rounds import Steps, Tab
from .storage import Rebuild
from .store import Item, Store
from .wire import Answer, Request, Round

STEPS = 150
MOST_PHONES = 8
_SKEWS = (timedelta(0),) * 12 + (
    timedelta(days=-20_000),
    timedelta(days=3_652),
    timedelta(days=-3),
    timedelta(hours=26),
)
_EVENTS = {
    "act": 45,
    "sync": 55,
    "late": 2,
    "decide": 4,
    "settle": 6,
    "correct": 5,
    "erase": 1.5,
    "hand over": 1.5,
    "move": 0.6,
    "revoke": 0.4,
    "invite": 1.5,
    "backup": 2,
    "restore": 1.1,
    "power cut": 0.5,
    "clone": 0.5,
    "set back": 0.6,
    "damage": 0.7,
    "miscount": 0.4,
    "clock": 1.2,
    "app": 0.8,
    "rewrite": 0.8,
}


_MOODS = (0.0, 0.5, 1.0, 1.0, 2.0, 5.0)
"""How often something happens in one run, times the usual: runs that differ much find more than
runs that are all alike."""


class Violation(AssertionError):
    """The protocol did not keep what it promises."""


class Running:
    """A tab in the middle of a round: what it waits for, or an answer that it has not read yet."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.steps: Steps | None = None
        self.request: Request | None = None
        self.answer: Answer | None = None
        self.answered = False

    def drop(self) -> None:
        """The process is gone, with all that was not in the store."""
        if self.steps is not None:
            self.steps.close()
        self.steps = None
        self.tab.size = 4


class World:
    """Everything there is. `make_*` give the parts, so that a sabotaged one can take their place."""

    def __init__(
        self,
        seed: int,
        make_server: Callable[[Dice], Server] = Server,
        make_phone: Callable[[str, str, Dice, timedelta], Phone] = Phone,
        make_tab: Callable[[Phone], Tab] = Tab,
    ) -> None:
        self.seed = seed
        self.dice = Dice(seed)
        self.ledger = Ledger()
        self.server = make_server(self.dice)
        self.network = Network(self.server, self.dice, self.ledger)
        self.network.bad = self.dice.pick((0.1, 0.3, 0.5))
        self.pauses = self.dice.pick((0.05, 0.1, 0.3))
        self.weights = [weight * self.dice.pick(_MOODS) for weight in _EVENTS.values()]
        self.people = People(self.dice, self.ledger)
        self.make_phone, self.make_tab = make_phone, make_tab
        self.now = BEGINNING
        self.step = 0
        self.story: list[str] = []
        self.backups: list[Store] = []
        self.copies: list[Phone] = []
        self.tabs: list[Running] = []
        self.phones: list[Phone] = []
        self.rebuilds: dict[Phone, Rebuild] = {}
        self.repaired: dict[tuple[Phone, str], set[str]] = defaultdict(set)
        for holder in (LAN, MINH, HA, BAO, THU):
            self.add_phone(make_phone(self.dice.new_id(), holder, self.dice, self.skew()))
        for phone in self.phones[:4]:
            phone.code = self.server.invite(phone.holder, self.team_of(phone.holder), True)
        self.phones[4].code = self.server.invite(THU, PHO_CUONG, self.dice.chance(0.3))
        self.backups.append(self.server.store)

    def skew(self) -> timedelta:
        """How wrong a phone's clock is."""
        return self.dice.pick(_SKEWS)

    def add_phone(self, phone: Phone) -> None:
        """A phone, open in two tabs."""
        self.phones.append(phone)
        self.tabs += [Running(self.make_tab(phone)), Running(self.make_tab(phone))]
        if phone.skew:
            self.ledger.happened["wrong clock"] += 1

    def tell(self, what: str) -> None:
        """One line of the story."""
        self.story.append(f"{self.step:>4} {what}")

    def run(self) -> None:
        """All that goes wrong. Afterwards `heal`, `settle_down` and `let_in` make it good."""
        for self.step in range(1, STEPS + 1):
            self.now += timedelta(minutes=self.dice.number(5, 600))
            self.server.now = self.now
            event = self.dice.weighed([*_EVENTS], self.weights)
            getattr(self, "do_" + event.replace(" ", "_"))()

    @property
    def truth(self) -> Truth:
        """What people know."""
        return Truth(self.now, self.server.store.memberships)

    # Phones ---------------------------------------------------------------------------------

    def do_act(self) -> None:
        """Somebody records something."""
        phone = self.dice.pick(self.phones)
        change = self.people.act(phone, self.truth)
        self.server.defects.update(self.people.defects)
        self.server.hopeless.update(self.people.hopeless)
        if change is not None:
            self.tell(f"{self.name(phone)} {change['op']} {change['no']} {change['id'][:4]}")

    def do_sync(self) -> None:
        """A tab goes on with its round, or begins one."""
        running = self.dice.pick(self.tabs)
        for _ in range(self.dice.number(1, 4)):
            if self.go_on(running) != "more":
                return

    def go_on(self, running: Running) -> str:
        """Goes on until the round ends, is interrupted, or its phone is killed."""
        if running.steps is None:
            running.steps = running.tab.round(self.now)
            answer: Answer | None = None
            first = True
        elif running.answered:
            answer, first = running.answer, False
        else:
            first = False
            answer = self.wait_for(running)
            if self.is_interrupted(running):
                return "interrupted"
        while True:
            try:
                steps = running.steps
                assert steps is not None
                message = next(steps) if first else steps.send(answer)
            except StopIteration as ended:
                running.steps = None
                self.look_at(running.tab.phone)
                return str(ended.value)
            first, running.answered = False, False
            running.request = message
            self.look_at(running.tab.phone)
            if self.is_interrupted(running):
                return "interrupted"
            answer = self.wait_for(running)
            if message is not None and self.bad(0.08):
                running.answer, running.answered = answer, True
                self.ledger.happened["answer late"] += 1
                return "interrupted"

    def wait_for(self, running: Running) -> Answer | None:
        """What comes back on a request; nothing on a mere pause."""
        asked = running.request
        if isinstance(asked, Round) and asked.now != running.tab.phone.clock(self.now):
            self.ledger.late.update(each["id"] for each in asked.changes)
        return self.network.carry(asked) if asked is not None else None

    def is_interrupted(self, running: Running) -> bool:
        """The round stands still for a while, or its phone is killed with all its tabs."""
        if self.bad(0.06):
            self.kill(running.tab.phone)
            return True
        return self.bad(self.pauses)

    def bad(self, share: float) -> bool:
        """Whether something goes wrong; nothing does any more once the world is healed."""
        return self.network.bad > 0 and self.dice.chance(share)

    def kill(self, phone: Phone) -> None:
        """The system kills the app between two transactions."""
        self.ledger.happened["phone killed"] += 1
        for running in self.tabs:
            if running.tab.phone is phone:
                running.drop()
        phone.retry_set_aside()

    def look_at(self, phone: Phone) -> None:
        """What must be so at every moment."""
        self.check_received(phone)
        self.check_repairs(phone)

    def check_repairs(self, phone: Phone) -> None:
        """No channel is fetched anew more than once a day because of its digest (PROTOCOL 7.6)."""
        rebuild = phone.storage.rebuild
        if rebuild is None or rebuild.reason != "digest" or rebuild is self.rebuilds.get(phone):
            return
        begins = not rebuild.cursors
        self.rebuilds[phone] = rebuild
        for channel in rebuild.channels if begins and rebuild.channels else ():
            day = phone.storage.repairs[channel]
            if day in self.repaired[phone, channel] and phone.device not in self.ledger.copied:
                self.fail(f"{self.name(phone)} fetches {channel} anew twice on {day}")
            self.repaired[phone, channel].add(day)
            self.ledger.happened["channel fetched anew"] += 1

    def check_received(self, phone: Phone) -> None:
        """ "Đã nhận" stands only under what the server made durable (PROTOCOL 1, promise 2)."""
        shown = phone.storage.sent.keys() - self.ledger.committed
        if shown:
            self.fail(f"{self.name(phone)} shows as received what is not durable: {sorted(shown)}")

    def fail(self, what: str) -> None:
        """Ends the run: seed, step and what is wrong."""
        raise Violation(f"seed {self.seed}, step {self.step}: {what}")

    def name(self, phone: Phone) -> str:
        """Whose phone it is."""
        return f"{NAMES[phone.holder]}'s phone {self.phones.index(phone)}"

    # What happens to phones -----------------------------------------------------------------

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
        copy = self.make_phone(phone.device, phone.holder, self.dice, phone.skew)
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

    def miscounted(self) -> list[str]:
        """The channels whose digest is wrong on the server."""
        store = self.server.store
        return [name for name in store.digests if store.digests[name] != store.digest_of_rows(name)]

    def count_anew(self) -> None:
        """The server's digests are put right."""
        self.server.count_anew()
        self.ledger.happened["digest put right"] += 1
        self.tell("the digests are put right")

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

    # People at a desk -----------------------------------------------------------------------

    def do_decide(self) -> None:
        """A lead approves or refuses who waits."""
        waiting = [key for key, state in self.server.store.enrolments.items() if state == "pending"]
        waiting = [key for key in waiting if self.server.store.stations[key[0]].stopped is None]
        if waiting:
            self.decide_on(self.dice.pick(waiting), self.dice.chance(0.7))

    def decide_on(self, key: tuple[str, str, str], approve: bool) -> None:
        """Approves or refuses."""
        self.server.decide_on(*key, "approved" if approve else "refused")
        if not approve:
            self.ledger.ever_turned_away.add(key[0])
        self.ledger.happened["phone approved" if approve else "phone refused"] += 1
        self.tell(f"{NAMES[key[1]]} is {'approved' if approve else 'refused'}")

    def do_settle(self) -> None:
        """Somebody looks at what waits."""
        store, accept = self.server.store, self.dice.chance(0.6)
        items = [each for each in store.items.values() if each.settled is None]
        proposals = [
            row
            for row in store.rows.values()
            if row.kind == "proposal" and not row.erased and row.f["settled"] is None
        ]
        proposals = [row for row in proposals if device_of(row.channel) is None]
        if proposals and self.dice.chance(0.5):
            row = self.dice.pick(proposals)
            if self.server.settle_proposal(row.id, accept):
                self.ledger.touch(row.f["record"], [row.f["field"]], "desk")
                self.ledger.happened["proposal settled"] += 1
        elif items:
            offered = [each for each in items if each.fits is not None]
            if offered and self.dice.chance(0.5):
                self.mend(self.dice.pick(offered))
                return
            item = self.dice.pick(items)
            fields = [*(item.body or {}).get("set", {}), "status"]
            if self.server.settle(item.id, accept):
                self.ledger.touch(item.record or "", fields, "desk")
                self.ledger.happened["item settled"] += 1
                self.tell(f"item of {item.change[:4]} is {'accepted' if accept else 'refused'}")

    def mend(self, item: Item) -> None:
        """A lead takes the day that is offered: the session counts on it once, and nowhere else."""
        leads = (m for m in self.server.store.memberships if m.role == "lead")
        lead = next((each.member for each in leads if each.team == item.team), HA)
        before, record = self.server.store, item.record or ""
        there, meant = before.rows.get(record), self.meant(record)
        if not self.server.mend_day(item.id, lead):
            return
        self.ledger.happened["day mended"] += 1
        self.ledger.touch(record, ["day"], "desk")
        self.tell(f"{record[:4]} is set to {item.fits}")
        after = self.server.store
        commit = after.last_commit()
        if there is None or there.state != "attention" or commit is None or item.fits is None:
            return
        self.ledger.mended.append(Mended(record, item.fits, item.change, commit, meant))
        counted = {
            key[1][:2]: amount - before.tallies.get(key, 0)
            for key, amount in after.tallies.items()
            if key[0] == "sessions" and amount != before.tallies.get(key, 0)
        }
        if counted != {(there.f["team"], item.fits): 1}:
            self.fail(f"{record}, set to {item.fits}, is counted {counted}")

    def meant(self, record: str) -> date | None:
        """On which day a session really was, as far as that can be known: its phone's clock was as
        wrong when the server heard of the day as when it was recorded."""
        days = [
            each.change
            for each in self.server.store.effects
            if each.record == record and "day" in each.applied
        ]
        made = self.ledger.made.get((days or [None])[-1] or "")
        if made is None or made.device in self.ledger.reset:
            return None
        return None if made.change["id"] in self.ledger.late else made.meant

    def session_rows(self) -> list[Any]:
        """The sessions in teams' channels."""
        return [
            row
            for row in self.server.store.rows.values()
            if row.kind == "help_session" and not row.erased and team_of(row.channel) is not None
        ]

    def do_correct(self) -> None:
        """A coordinator corrects a session at the desk."""
        rows = self.session_rows()
        if rows:
            row = self.dice.pick(rows[-4:])
            wishes: list[dict[str, Any]] = [{"status": "void"}, {"status": "live"}]
            set_ = self.dice.pick([*wishes, {"people": self.dice.number(5, 9)}])
            if self.server.correct(row.id, set_, "đếm lại"):
                self.ledger.touch(row.id, set_, "desk")
                self.ledger.happened["session corrected"] += 1

    def do_erase(self) -> None:
        """A session is erased, for privacy."""
        rows = self.session_rows()
        if rows:
            row = self.dice.pick(rows[-3:])
            self.server.erase(row.id)
            self.ledger.erased.add(row.id)
            self.ledger.happened["record erased"] += 1
            self.tell(f"record {row.id[:4]} is erased")

    def do_hand_over(self) -> None:
        """A session goes to the other team."""
        rows = self.session_rows()
        if rows:
            row = self.dice.pick(rows[-4:])
            team = TEAMS[1 - TEAMS.index(row.f["team"])]
            self.server.hand_over(row.id, team)
            self.ledger.touch(row.id, ["team"], "desk")
            self.ledger.odd.add(row.id)
            self.ledger.happened["record handed over"] += 1

    def do_move(self) -> None:
        """Somebody goes on in the other team."""
        member, team = self.dice.pick((LAN, MINH, THU)), self.dice.pick(TEAMS)
        self.server.move_member(member, team)
        self.ledger.happened["member moved"] += 1
        self.tell(f"{NAMES[member]} is moved")

    def do_revoke(self) -> None:
        """A phone is lost, and stopped."""
        device = self.dice.pick(self.phones).device
        if device in self.server.store.stations and len(self.ledger.revoked) < 2:
            self.server.revoke(device)
            self.ledger.revoked.add(device)
            self.ledger.ever_turned_away.add(device)
            self.ledger.happened["phone revoked"] += 1
            self.tell(f"phone {device[:4]} is revoked")

    def do_invite(self) -> None:
        """Somebody gets a new code: for a new phone, or after being turned away."""
        phone = self.dice.pick(self.phones)
        if self.dice.chance(0.3):
            phone.holder = self.dice.pick((LAN, MINH, BAO))  # Several people share a phone.
        phone.code = self.server.invite(
            phone.holder, self.team_of(phone.holder), self.dice.chance(0.5)
        )

    def team_of(self, member: str) -> str:
        """In which team somebody stands now; Thu stands in none before she joined."""
        held = [each for each in self.server.store.memberships if each.member == member]
        return next((each.team for each in held if each.end is None), PHO_CUONG)

    # The server -----------------------------------------------------------------------------

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

    # In the end -----------------------------------------------------------------------------

    def heal(self) -> None:
        """The network is good, clocks are right, apps are new, and all rounds run until nothing
        moves any more."""
        self.step += 1
        self.network.bad = 0
        while self.network.late:
            self.network.deliver_late()
        self.server.power_cut()
        for phone in self.phones:
            phone.skew, phone.protocol = timedelta(0), 1
            phone.retry_set_aside()

    def go_on_differing(self) -> None:
        """Three more days with a digest that is wrong, in good weather."""
        for _ in range(3):
            self.pass_day()

    def let_in(self) -> None:
        """Whoever waits is approved, whoever was turned away is invited anew, and some of what
        waits for a person is settled."""
        for _ in range(4):
            self.do_settle()
            for key, state in [*self.server.store.enrolments.items()]:
                if state == "pending" and self.server.store.stations[key[0]].stopped is None:
                    self.decide_on(key, True)
            for phone in self.phones:
                member = self.waits_for_a_code(phone)
                if not self.is_stopped(phone) and member is not None:
                    phone.code = self.server.invite(member, self.team_of(member), True)
            self.settle_down()

    def waits_for_a_code(self, phone: Phone) -> str | None:
        """Who on the phone may not act, or has recorded what no team has yet."""
        author = phone.author()
        if author is None:
            return phone.holder
        unbound = [
            each.change["author"]
            for each in phone.storage.in_order()
            if each.change["channel"] is None and each.change["author"] is not None
        ]
        return unbound[0] if unbound else None if author[2] else author[0]

    def is_stopped(self, phone: Phone) -> bool:
        """Whether the server has stopped this phone."""
        station = self.server.store.stations.get(phone.device)
        return station is not None and station.stopped is not None

    def settle_down(self) -> None:
        """Rounds of all tabs until nothing moves. Every pass is another day, since a channel is
        repaired only once a day."""
        for _ in range(30):
            before = (self.server.store.hi, [_state(phone) for phone in self.phones])
            self.pass_day()
            if before == (self.server.store.hi, [_state(phone) for phone in self.phones]):
                return

    def pass_day(self) -> None:
        """The next day comes, and every tab sends until it is done."""
        self.now += timedelta(days=1)
        self.server.now = self.now
        for running in self.tabs:
            for _ in range(60):
                if self.go_on(running) not in ("more", "interrupted"):
                    break


def _state(phone: Phone) -> tuple[Any, ...]:
    held = phone.storage
    grown = (len(held.outbox), len(held.sent), dict(held.cursors), held.generation, held.writes)
    return (*grown, held.differing)


__all__ = ["CITIZEN", "Running", "Violation", "World"]
