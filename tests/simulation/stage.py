"""The stage of a run: phones, a server and the network between them."""

import hashlib
import json
from collections import Counter
from random import Random
from typing import Any

from flask import Flask

from server.auth import rate_limits
from tests.simulation.handset import Handset
from tests.simulation.host import Host
from tests.simulation.network import BUSY, PORTAL, Sent, cut, fate, sent_by
from tests.town import START, TEAM, Clock, Town
from tests.wires import InProcess

SERVICES = ("DD01", "DD02", "TT01", "DV01", "ZZ99")
"""The last one the server does not know."""
STORM = 100
"""So many requests for one thing that somebody did help nobody, and hurt the server."""
SIGNED = ("/api/bundles", "/api/join", "/api/rejoin")
KILLED = object()


class Stage:
    """A server and phones. `happened` counts what went wrong; `records` tells the record of each
    change that was saved, `saved_after_stop` which of them were first saved on a phone that was
    stopped by then: a copy of a phone holds what that one saved before. What becomes of the next
    requests stands in `script`, and where that is empty, in the dice or the good weather."""

    def __init__(self, app: Flask, clock: Clock, host: Host, seed: int) -> None:
        self.seed = seed
        self.rng = Random(seed)
        self.town = Town(app, clock)
        self.clock = clock
        self.handsets: list[Handset] = []
        self.happened: Counter[str] = Counter()
        self.records: dict[str, str] = {}
        self.saved_after_stop: set[str] = set()
        self.script: list[str] = []
        self.storms: list[str] = []
        self.good = True
        self.day = 0
        self._asked: dict[str, int] = {}
        self._host = host
        self._late: list[Sent] = []
        self._trace = hashlib.sha256()
        self._inside = False
        clock.moment = START
        self._forget_rates()
        host.tell("forget")

    @property
    def trace(self) -> str:
        """A hash of all that went over the network: the same for the same seed."""
        return self._trace.hexdigest()

    def wait(self, **span: int) -> None:
        """Some time goes by, in minutes or hours."""
        self.clock.move(**span)
        self._forget_rates()

    def _forget_rates(self) -> None:
        """So many a minute are counted by the machine's own clock, and a fortnight is played in seconds."""
        rate_limits.clear()

    # Phones

    def new_handset(self, name: str, team: str = TEAM, **wish: Any) -> Handset:
        """A phone on which somebody joins a team, in good weather."""
        handset = Handset(name, InProcess(self.town.app), f"store of {name}")
        self.handsets.append(handset)
        self.open(handset)
        self.join(handset, name, team, **wish)
        return handset

    def join(self, handset: Handset, name: str, team: str = TEAM, **wish: Any) -> None:
        """Somebody joins on a phone, which may be another one's already."""
        good, self.good = self.good, True
        assert self.call(handset, "join", self.town.invite(team, **wish), name) == "ok"
        self.call(handset, "sync")
        self.good = good

    def open(self, handset: Handset) -> None:
        """The app is opened, after a kill or for the first time."""
        handset.page = handset.next_page()
        self._start(handset, handset.page)

    def _start(self, handset: Handset, page: str) -> None:
        seed = f"{self.seed} {page}"
        self._host.tell("open", process=page, storage=handset.storage, seed=seed)
        self.call(handset, "start", page=page)

    def call(
        self,
        handset: Handset,
        name: str,
        *args: Any,
        life: int | None = None,
        page: str | None = None,
    ) -> Any:
        """Does something on a phone; KILLED if its page was taken away on the way, after which
        the app is open again."""
        page = page or handset.page
        self._asked[page] = 0
        now = handset.clock(self.clock.moment)
        self._host.tell("call", process=page, name=name, args=args, now=now, life=life)
        while True:
            heard = self._host.hear()
            if heard["process"] != page:
                continue  # the last word of a page that was killed
            if heard["event"] == "request":
                if not self._handle(handset, page, heard):
                    self._killed(handset, page, "killed while waiting")
                    return KILLED
            elif heard["event"] == "killed":
                self._killed(handset, page, "killed between transactions")
                return KILLED
            else:
                assert "error" not in heard, heard["error"]
                return heard.get("value")

    def _killed(self, handset: Handset, page: str, how: str) -> None:
        self.happened[how] += 1
        self._host.tell("kill", process=page)
        if page == handset.page:
            self.open(handset)

    def save(self, handset: Handset, name: str, *args: Any, life: int | None = None) -> Any:
        """Something that records a change. What the phone then holds is saved, for it says so."""
        answer = self.call(handset, name, *args, life=life)
        self._note_saved(handset, handset.page)
        return answer

    def _note_saved(self, handset: Handset, page: str) -> None:
        for change, record in self.call(handset, "unsent", page=page):
            if handset.stopped and change not in self.records:
                self.saved_after_stop.add(change)
            handset.saved.setdefault(change, self.day)
            self.records[change] = record

    def held(self, handset: Handset) -> dict[str, Any]:
        """All that a phone holds."""
        found: dict[str, Any] = self.call(handset, "held")
        return found

    # The network

    def _handle(self, handset: Handset, page: str, heard: dict[str, Any]) -> bool:
        """Answers a request, or not; False if the phone's page was killed instead."""
        sent = sent_by(handset, heard)
        # Not even two signatures of the same are the same.
        told = None if sent.path in SIGNED else sent.body
        self._note("request", page, sent.path, told)
        scripted = self.script.pop(0) if self.script and not self._inside else None
        self._asked[page] += 1
        if self._asked[page] == STORM:
            self.storms.append(f"{handset.name} asks and asks: {sent.path} on day {self.day}")
        what = scripted or fate(self.rng, self.good or self._inside)
        self.happened[what] += 1
        reply = self._answer(sent, what)
        if what == "killed while waiting":
            return False
        self._note("reply", page, None if reply is None else reply["status"])
        self._host.tell("answer", process=page, reply=reply)
        return True

    def _answer(self, sent: Sent, what: str) -> dict[str, Any] | None:
        if what == "request lost":
            return None
        if what == "captive portal":
            return PORTAL
        if what == "server busy":
            return BUSY
        if what == "request cut off":
            return sent.deliver(self.rng.randrange(1 + len(sent.body or b"")))
        if what == "killed while waiting" and self.rng.random() < 0.5:
            return None
        if what == "request twice":
            sent.deliver()
        if what == "request again later":
            self._late.append(sent)
        reply = sent.deliver()
        if what == "meanwhile another page":
            self._meanwhile(sent.handset)
        if what == "answer lost":
            return None
        return cut(self.rng, reply) if what == "answer cut off" else reply

    def _meanwhile(self, handset: Handset) -> None:
        """While a page waits for its answer, another one of the same phone works."""
        page = handset.next_page()
        self._inside = True
        self._start(handset, page)
        if self.rng.random() < 0.5:
            self.call(handset, "record", *self._session(handset), page=page)
        else:
            self.call(handset, "sync", page=page)
        self._note_saved(handset, page)
        self._host.tell("kill", process=page)
        self._inside = False

    def deliver_late(self) -> None:
        """A request that was under way all the time comes once more; nobody hears the answer."""
        if self._late:
            self._late.pop(self.rng.randrange(len(self._late))).deliver()
            self.happened["came again later"] += 1

    def _note(self, *parts: Any) -> None:
        self._trace.update(json.dumps([str(part) for part in parts]).encode())

    def _session(self, handset: Handset) -> tuple[str, int, str]:
        day = (self.clock.moment + handset.skew).date().isoformat()
        return day, self.rng.randint(1, 4), self.rng.choice(SERVICES)
