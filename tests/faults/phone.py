"""A phone that keeps what has no verdict, and sends it again with the same ids (PROTOCOL 7)."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import sleep
from typing import Any

from tests.phones import Change, Phone, new_id
from tests.server.gunicorn import BROKEN
from tests.town import Town
from tests.wires import Answer, OverHttp, Wire

BATCH = 50
ROUND = "/api/sync/v1"
NO_ANSWER = (*BROKEN, OSError, EOFError)
"""What a request raises of which no whole answer came."""
ODD = 5


class PatientPhone(Phone):
    """`outbox` has what has no verdict yet, in its order; `verdicts` what the server said of the
    rest; `expected` what it has to say, by the id of the change."""

    def __init__(self, wire: Wire, now: Callable[[], datetime]) -> None:
        super().__init__(wire, now)
        self.outbox: dict[str, Change] = {}
        self.verdicts: dict[str, tuple[str, str | None]] = {}
        self.expected: dict[str, tuple[str, str | None]] = {}
        self.counted: dict[str, int] = {}
        self.order = ""
        """What the next request orders to go wrong (tests/faults/worker.py)."""

    def save(self, change: Change, verdict: str = "applied", code: str | None = None) -> Change:
        """Puts a change into the outbox, of which the server has to say this."""
        self.outbox[change["id"]] = change
        self.expected[change["id"]] = (verdict, code)
        return change

    def save_session(self, people: int = 1, **fields: Any) -> str:
        """Puts a session that will count into the outbox; its record."""
        record = new_id()
        self.save(self.session(record, people=people, **fields))
        self.counted[record] = people
        return record

    def save_mixed(self, size: int = BATCH) -> None:
        """As many changes as that, with all that can become of one among them."""
        first, second, *_ = [self.save_session() for _ in range(size - ODD)]
        self.save(self.edit(first, {"people": 4}, {"people": 1}))
        self.counted[first] = 4
        self.save(self.edit(second, {"people": 9}, {"people": 7}), "conflict")
        self.save(self.edit(new_id(), {"people": 3}, {"people": 1}), "held", "needs_create")
        self.save(self.session(people=-1), "review", "bad_value")
        noted = self.session(note="gọi 0905123456")
        self.save(noted, "applied", "screened")
        self.counted[noted["record"]] = 1

    def ask(self, changes: list[Any], **parts: Any) -> Answer:
        """One request, packed as the app packs it; raises one of NO_ANSWER where no whole answer
        comes back."""
        headers = {"Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
        if self.order:
            headers["Fault"], self.order = self.order, ""
        body = json.dumps(self.envelope(changes, **parts)).encode()
        answer = self.web.raw(ROUND, gzip.compress(body, mtime=0), **headers)
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return replace(answer, body=gzip.decompress(answer.body)) if packed else answer

    def round(self) -> Answer | None:
        """One round with the first of the outbox. None where no whole answer came back: then
        nothing has changed on the phone."""
        batch = list(self.outbox.values())[:BATCH]
        try:
            answer = self.ask(batch, pending=len(self.outbox))
        except NO_ANSWER:
            return None
        if answer.status == 200:
            self.take(answer.json)
            for result in answer.json["results"]:
                if result["verdict"] != "retry":
                    del self.outbox[result["id"]]
                    self.verdicts[result["id"]] = (result["verdict"], result["code"])
        return answer

    def send(self) -> None:
        """Rounds until nothing is unsent and all is fetched; each has to be answered."""
        more = True
        while more or self.outbox:
            answer = self.round()
            assert answer is not None, "no answer"
            if answer.code == "push_in_work":
                # The server is still at the one that was cut off (PROTOCOL 4.5.6).
                sleep(int(answer.headers["Retry-After"]))
                continue
            assert answer.status == 200, answer.body
            more = answer.json["more"]

    def missing(self) -> list[str]:
        """Which changes of the outbox the server does not have."""
        answer = self.web.post(f"{ROUND}/have", {"changes": list(self.outbox)})
        assert answer.status == 200, answer.body
        found: list[str] = answer.json["missing"]
        return found


def patient(town: Town, name: str, address: str) -> PatientPhone:
    """A phone on which somebody has joined Phổ Cường's team at this address."""
    phone = PatientPhone(OverHttp(address), town.clock)
    answer = phone.join(town.invite(), name)
    assert answer.status == 200, answer.body
    return phone
