"""The stage of a run: a server, phones open in two tabs each, and the network between them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from .acting import Truth
from .cast import BAO, BEGINNING, HA, LAN, MINH, NAMES, PHO_CUONG, THU
from .desk import Server
from .dice import Dice
from .ledger import Ledger
from .network import Network
from .phone import Phone
from .rounds import Steps, Tab
from .storage import Rebuild
from .wire import Answer, Request, Round

_SKEWS = (timedelta(0),) * 12 + (
    timedelta(days=-20_000),
    timedelta(days=3_652),
    timedelta(days=-3),
    timedelta(hours=26),
)


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


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts of a stage are made by, so that a sabotaged one can take the place of each."""

    server: type[Server] = Server
    phone: type[Phone] = Phone
    tab: type[Tab] = Tab


class Stage:
    """Everything there is."""

    def __init__(self, seed: int, parts: Parts) -> None:
        self.seed = seed
        self.dice = Dice(seed)
        self.ledger = Ledger()
        self.server = parts.server(self.dice)
        self.network = Network(self.server, self.dice, self.ledger)
        self.network.bad = self.dice.pick((0.1, 0.3, 0.5))
        self.pauses = self.dice.pick((0.05, 0.1, 0.3))
        self.parts = parts
        self.now = BEGINNING
        self.step = 0
        self.story: list[str] = []
        self.tabs: list[Running] = []
        self.phones: list[Phone] = []
        self.rebuilds: dict[Phone, Rebuild] = {}
        self.repaired: dict[tuple[Phone, str], set[str]] = defaultdict(set)

    def hand_out_phones(self) -> None:
        """Everybody has a phone, and a code with which to join on it."""
        for holder in (LAN, MINH, HA, BAO, THU):
            phone = self.parts.phone(self.dice.new_id(), holder, self.dice, self.skew())
            self.add_phone(phone)
        for phone in self.phones[:4]:
            phone.code = self.server.invite(phone.holder, self.team_of(phone.holder), True)
        self.phones[4].code = self.server.invite(THU, PHO_CUONG, self.dice.chance(0.3))

    def skew(self) -> timedelta:
        """How wrong a phone's clock is."""
        return self.dice.pick(_SKEWS)

    def add_phone(self, phone: Phone) -> None:
        """A phone, open in two tabs."""
        self.phones.append(phone)
        self.tabs += [Running(self.parts.tab(phone)), Running(self.parts.tab(phone))]
        if phone.skew:
            self.ledger.happened["wrong clock"] += 1

    def team_of(self, member: str) -> str:
        """In which team somebody stands now; Thu stands in none before she joined."""
        held = [each for each in self.server.store.memberships if each.member == member]
        return next((each.team for each in held if each.end is None), PHO_CUONG)

    def tell(self, what: str) -> None:
        """One line of the story."""
        self.story.append(f"{self.step:>4} {what}")

    @property
    def truth(self) -> Truth:
        """What people know."""
        return Truth(self.now, self.server.store.memberships)

    def name(self, phone: Phone) -> str:
        """Whose phone it is."""
        return f"{NAMES[phone.holder]}'s phone {self.phones.index(phone)}"

    def fail(self, what: str) -> None:
        """Ends the run: seed, step and what is wrong."""
        raise Violation(f"seed {self.seed}, step {self.step}: {what}")

    # Rounds ---------------------------------------------------------------------------------

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

    def pass_day(self) -> None:
        """The next day comes, and every tab sends until it is done."""
        self.now += timedelta(days=1)
        self.server.now = self.now
        for running in self.tabs:
            for _ in range(60):
                if self.go_on(running) not in ("more", "interrupted"):
                    break

    # At every moment ------------------------------------------------------------------------

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

    def is_stopped(self, phone: Phone) -> bool:
        """Whether the server has stopped this phone."""
        station = self.server.store.stations.get(phone.device)
        return station is not None and station.stopped is not None

    def miscounted(self) -> list[str]:
        """The channels whose digest is wrong on the server."""
        store = self.server.store
        return [name for name in store.digests if store.digests[name] != store.digest_of_rows(name)]
