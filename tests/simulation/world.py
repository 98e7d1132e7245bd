"""A team's days, with all that goes wrong in them, made by one seed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from server.config import Settings
from server.database.engine import db
from server.operations.use_cases.erasing import erase_record
from server.operations.use_cases.replaying import replay_journal
from server.records.tables import Change, Record
from tests.simulation.handset import Handset
from tests.simulation.host import Host
from tests.simulation.stage import SERVICES, Stage
from tests.simulation.thief import Loot, Thief, loot_of
from tests.tables import Rows, read_tables, write_tables
from tests.town import OTHER_TEAM, START, TEAM, Clock
from tests.wires import Browser, InProcess

CLOCKS = (timedelta(), timedelta(minutes=-7), timedelta(hours=9), timedelta(days=3650))
COOKIE = "device"
HANDSETS = 8
"""So many phones at most join; clones come besides."""


class World(Stage):
    """What people do on the stage, and what befalls it. `excused` are changes that their phone
    itself lost again, because an older copy of it was put back; `erased` are the records, and
    `stopped` the phones, that must stay so; `copied` are the phones of which there was an older copy
    or another one; `repaired` is who was made to need a repair.
    `thief` throws dice of its own."""

    def __init__(self, app: Flask, clock: Clock, host: Host, seed: int) -> None:
        super().__init__(app, clock, host, seed)
        self.excused: set[str] = set()
        self.erased: set[str] = set()
        self.stopped: set[str] = set()
        self.copied: set[str] = set()
        self.repaired: set[str] = set()
        self.thief = Thief(self.town, seed)
        self._loot: list[tuple[Loot, str]] = []
        self._forgotten: set[str] = set()
        self._desk: Browser | None = None
        self._backup: Rows | None = None
        self._copies: list[tuple[Handset, str]] = []
        self.journal.unlink(missing_ok=True)

    @property
    def journal(self) -> Path:
        """Where the server tells of what it took away."""
        settings: Settings = self.town.app.config["SETTINGS"]
        assert isinstance(settings.journal, Path)
        return settings.journal

    def people(self) -> None:
        """Hà leads; Lan shares her phone with Tâm; Minh waits to be approved."""
        self.new_handset("Hà", role="lead", max_uses=1)
        self.join(self.new_handset("Lan"), "Tâm")
        self.new_handset("Minh", auto_approve=False)
        self.back_up()

    # What people do

    def record(self, handset: Handset) -> None:
        self.save(handset, "record", *self._session(handset))

    def record_and_die(self, handset: Handset) -> None:
        self.save(handset, "record", *self._session(handset), life=self.rng.randrange(3))

    def sync(self, handset: Handset) -> None:
        self.call(handset, "sync")

    def sync_and_die(self, handset: Handset) -> None:
        self.call(handset, "sync", life=self.rng.randrange(14))

    def edit(self, handset: Handset) -> None:
        people, service = self.rng.randint(1, 9), self.rng.choice(SERVICES)
        self.save(handset, "edit", self.rng.random(), people, service)

    def flip(self, handset: Handset) -> None:
        self.save(handset, "flip", self.rng.random())

    def again(self, handset: Handset) -> None:
        self.save(handset, "again", self.rng.random())

    def hand(self, handset: Handset) -> None:
        self.call(handset, "hand", self.rng.random())

    def add_volunteer(self, handset: Handset) -> None:
        self.save(handset, "addVolunteer", self.rng.choice(("Bình", "Cúc", "Dũng")))

    def try_again(self, handset: Handset) -> None:
        self.call(handset, "tryAgain")

    def hand_over(self, handset: Handset) -> None:
        """What a phone has not sent goes to another one by file or by camera; either may be killed."""
        life = self.rng.choice((None, None, 1))
        given = self.call(handset, "give", life=life)
        if not isinstance(given, str):
            return
        taker = self.rng.choice(self.handsets)
        self.call(taker, "take", given, life=self.rng.choice((None, None, 0, 1)))
        self.happened["handed over"] += 1

    def steal(self) -> None:
        """Somebody who was handed what a phone had not sent says to be that phone."""
        rng = self.thief.rng
        handset = rng.choice(self.handsets)
        given = self.call(handset, "give")
        if isinstance(given, str):
            self._loot += [(loot, handset.name) for loot in loot_of(given)]
        if self._loot:
            ended = self.thief.be(*rng.choice(self._loot))
            self.happened[ended or "a thief of nobody"] += 1

    # What befalls phones

    def _copy(self, source: str, target: str, now: int) -> None:
        self._host.tell("copy", **{"from": source, "to": target, "now": now})
        while (heard := self._host.hear())["process"] != target:
            pass
        assert heard["event"] == "done"

    def keep_copy(self, handset: Handset) -> None:
        """Somebody backs the phone up."""
        storage = f"copy {len(self._copies)}"
        self._copy(handset.storage, storage, handset.clock(self.clock.moment))
        self._copies.append((handset, storage))

    def put_back(self) -> None:
        """A phone is set back to an older copy of itself: it loses itself what came after."""
        if not self._copies:
            return
        handset, copy = self.rng.choice(self._copies)
        storage = f"{copy} put back {handset.next_page()}"
        self._copy(copy, storage, handset.clock(self.clock.moment))
        self._host.tell("kill", process=handset.page)
        handset.storage = storage
        self.open(handset)
        after = self.held(handset)
        self.copied.add(after["device"])
        kept = {item["id"] for item in [*after["outbox"], *after["sent"]]}
        self._forgotten |= handset.saved.keys() - kept
        self.excused |= self._forgotten - self._on_server()
        self.happened["phone put back"] += 1

    def clone(self, old: Handset | None = None) -> None:
        """A phone is moved to a new one by a tool, and both are used from now on."""
        old = old or self.rng.choice(self.handsets)
        twin = Handset(f"{old.name} twin {len(self.handsets)}", InProcess(self.town.app), "")
        twin.storage = f"store of {twin.name}"
        twin.skew, twin.stopped = old.skew, old.stopped
        twin.wire.take_cookie(COOKIE, old.wire)
        self._copy(old.storage, twin.storage, old.clock(self.clock.moment))
        self.handsets.append(twin)
        self.open(twin)
        self.copied.add(self.held(twin)["device"])
        self.happened["phone cloned"] += 1

    def throw_away(self, handset: Handset) -> None:
        """The browser throws the database away, as it may with a broken or a crowded one."""
        self._host.tell("empty", storage=handset.storage)
        self._host.tell("kill", process=handset.page)
        self.open(handset)

    def change_clock(self, handset: Handset) -> None:
        handset.skew = self.rng.choice(CLOCKS)
        if self.rng.random() < 0.1:
            handset.skew = START.replace(year=1970, month=1, day=2) - self.clock.moment
        self.happened["clock changed"] += 1

    def age(self, handset: Handset) -> None:
        """The app is older than the protocol for a while, then it is updated."""
        handset.old = not handset.old
        self.happened["app too old"] += 1

    # What befalls the server, and what is decided at the desk

    def back_up(self) -> None:
        with self.town.app.app_context():
            self._backup = read_tables()

    def restore(self) -> None:
        """The server comes back from its backup, and its journal is replayed before phones come."""
        if self._backup is None:
            return
        with self.town.app.app_context():
            write_tables(self._backup)
            self._desk = None
            self.happened["taken away again"] += sum(replay_journal(self.journal).done.values())
        # What its phone had forgotten nobody can give back.
        self.excused |= self._forgotten - self._on_server()
        self.happened["server restored"] += 1

    def newcomer(self) -> None:
        """Somebody joins, whom an older backup will not know."""
        if len(self.handsets) < HANDSETS:
            self.new_handset(f"Nga {len(self.handsets)}", auto_approve=self.rng.random() < 0.7)
            self.happened["somebody joined"] += 1

    def erase(self) -> None:
        """A session is erased for ever, with all that was ever said of it."""
        with self.town.app.app_context():
            sessions = select(Record.id).where(
                Record.kind == "help_session", Record.erased.is_(False)
            )
            there = list(db.session.scalars(sessions.order_by(Record.ver)))
            db.session.rollback()
            if there:
                record = self.rng.choice(there)
                self.happened["record erased"] += erase_record(record, "xin xóa")
                self.erased.add(record)

    def _on_server(self) -> set[str]:
        """The ids of all changes that the server has."""
        with self.town.app.app_context():
            return set(db.session.scalars(select(Change.id)))

    def desk(self) -> Browser:
        """Sơn's browser; he signs in once a day, and again after a restore."""
        if self._desk is None:
            self._desk = self.town.desk()
        return self._desk

    def approve(self) -> None:
        desk = self.desk()
        for row in desk.get("/api/enrolments?state=pending").json["rows"]:
            path = f"/api/enrolments/{row['device']}/{row['member']['id']}/decision"
            # Of a phone that asks to come back the two words are compared.
            stolen = row["renewal"] and row["phrase"] in self.thief.phrases
            word = {"decision": "refuse" if stolen else "approve", "renewal": row["renewal"]}
            done = desk.post(path, word)
            if done.code == "conflict_settled":
                # A word on another row of the list has settled this one too: it is not listed any more.
                assert row not in desk.get("/api/enrolments?state=pending").json["rows"]
                continue
            assert done.status == 200, done.body
            self.happened["thief refused" if stolen else "phone approved"] += 1

    def settle(self) -> None:
        desk = self.desk()
        for row in desk.get("/api/review").json["rows"]:
            mending = ("mend_day",) * 3 if row["fits"] else ()
            decision = self.rng.choice(("accept", "edit", "refuse", *mending))
            path = f"/api/review/{row['id']}/settlement"
            own = {"set": {"people": 4}, "reason": "đếm lại"} if decision == "edit" else {}
            done = desk.post(path, {"decision": decision, **own})
            self.happened["edited"] += decision == "edit" and done.status == 200
            self.happened["day mended"] += decision == "mend_day" and done.status == 200
            if done.status != 200:
                done = desk.post(path, {"decision": "refuse"})
            self.happened["settled"] += done.status == 200

    def correct(self) -> None:
        desk = self.desk()
        today = self.clock.moment.date().isoformat()
        rows = desk.get(f"/api/help-sessions?from=2026-11-01&to={today}").json["rows"]
        if rows:
            row = self.rng.choice(rows)
            body = {"set": {"people": 5}, "prev": {"people": row["people"]}, "why": "đếm lại"}
            done = desk.patch(f"/api/help-sessions/{row['id']}", body)
            self.happened["corrected"] += done.status == 200

    def move(self) -> None:
        """A member goes to the other team."""
        desk = self.desk()
        old, new = self.rng.sample((TEAM, OTHER_TEAM), 2)
        members = desk.get(f"/api/teams/{old}").json["members"]
        here = [row for row in members if row["to"] is None and row["role"] == "volunteer"]
        if here:
            path = f"/api/teams/{old}/members/{self.rng.choice(here)['id']}/move"
            today = self.clock.moment.date().isoformat()
            done = desk.post(path, {"team": new, "on": today})
            self.happened["member moved"] += done.status == 200

    def stop(self, handset: Handset | None = None) -> None:
        """A phone is stopped; what it still hands in waits for a person."""
        handset = handset or self.rng.choice(self.handsets)
        device = self.held(handset)["device"]
        done = self.desk().delete(f"/api/devices/{device}")
        if done.status == 204:
            self.happened["phone stopped"] += 1
            self.stopped.add(device)
            for each in self.handsets:
                each.stopped = each.stopped or self.held(each)["device"] == device

    # Days

    def run(self, days: int) -> None:
        """So many days, and then everything comes to rest."""
        self.good = False
        for _ in range(days):
            self.day += 1
            self._desk = None
            for handset in list(self.handsets):
                for _ in range(self.rng.randint(3, 7)):
                    self.wait(minutes=self.rng.randint(1, 40))
                    step = self.rng.choices(list(ON_A_PHONE), list(ON_A_PHONE.values()))[0]
                    step(self, handset)
            for step, chance in IN_TOWN.items():
                if self.rng.random() < chance:
                    step(self)
            if self.thief.rng.random() < 0.6:
                self.steal()
            self.wait(hours=8)
        self.heal()

    def heal(self) -> None:
        """The network is good, phones are updated, and everybody sends until nothing is left."""
        self.good, self._desk = True, None
        while self._late:
            self.deliver_late()
        self.approve()
        for turn in range(4):
            if turn == 3:
                # What another phone's bundle waits for may have come after it was turned away: it is
                # brought again after a day (PROTOCOL 8.3).
                self.wait(hours=24)
            for handset in self.handsets:
                handset.old = False
                self.open(handset)
                self.call(handset, "tryAgain")
                self.wait(minutes=11)
                self.call(handset, "sync")


ON_A_PHONE: dict[Callable[[World, Handset], None], int] = {
    World.record: 30,
    World.sync: 26,
    World.edit: 10,
    World.flip: 8,
    World.again: 8,
    World.record_and_die: 4,
    World.sync_and_die: 6,
    World.hand: 3,
    World.hand_over: 3,
    World.add_volunteer: 2,
    World.try_again: 1,
    World.keep_copy: 1,
    World.change_clock: 3,
    World.age: 1,
}
"""What is done on a phone, and how often."""

IN_TOWN: dict[Callable[[World], None], float] = {
    World.deliver_late: 0.6,
    World.approve: 0.3,
    World.settle: 0.5,
    World.correct: 0.3,
    World.move: 0.15,
    World.put_back: 0.15,
    World.clone: 0.07,
    World.stop: 0.08,
    World.newcomer: 0.12,
    World.erase: 0.25,
    World.back_up: 0.3,
    World.restore: 0.15,
}
"""What happens besides, and how likely on any day."""
