"""One run: a seed decides what everybody does and what goes wrong; then all is healed, and the
oracles are asked."""

from datetime import timedelta
from typing import Any

from .acting import People
from .mishaps import Mishaps
from .office import Office
from .phone import Phone
from .stage import Parts, Violation

STEPS = 150
SOUND = Parts()
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


class World(Mishaps, Office):
    """The stage, and what happens on it."""

    def __init__(self, seed: int, parts: Parts = SOUND) -> None:
        super().__init__(seed, parts)
        self.weights = [weight * self.dice.pick(_MOODS) for weight in _EVENTS.values()]
        self.people = People(self.dice, self.ledger)
        self.copies = []
        self.hand_out_phones()
        self.backups = [self.server.store]

    def run(self) -> None:
        """All that goes wrong. Afterwards `heal`, `settle_down` and `let_in` make it good."""
        for self.step in range(1, STEPS + 1):
            self.now += timedelta(minutes=self.dice.number(5, 600))
            self.server.now = self.now
            event = self.dice.weighed([*_EVENTS], self.weights)
            getattr(self, "do_" + event.replace(" ", "_"))()

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

    def settle_down(self) -> None:
        """Rounds of all tabs until nothing moves. Every pass is another day, since a channel is
        repaired only once a day."""
        for _ in range(30):
            before = (self.server.store.hi, [_state(phone) for phone in self.phones])
            self.pass_day()
            if before == (self.server.store.hi, [_state(phone) for phone in self.phones]):
                return

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


def _state(phone: Phone) -> tuple[Any, ...]:
    held = phone.storage
    grown = (len(held.outbox), len(held.sent), dict(held.cursors), held.generation, held.writes)
    return (*grown, held.differing)


__all__ = ["Violation", "World"]
