"""A phone for measuring: it says what the app says, keeps no rows, and counts bytes and time.

Bodies are made and read outside of the time that is taken."""

import gzip
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import zstandard

from server.config import VERSION
from server.operations.demo.key import public_key
from server.operations.demo.roster import new_id, recorded_id
from sync.protocol_limits import CHANGES_PER_REQUEST
from tests.bench.sync.notes import Notes
from tests.bench.sync.sessions import session
from tests.bench.sync.wire import Told, Wire, request

PATH = "/api/sync/v1"
TOO_LARGE = 413
PACK_FROM = 200
"""The app packs what is longer."""
PAGE = 2000
READY = {
    "installed": True,
    "persisted": True,
    "room_mb": 1234,
    "browser": "Chrome 120",
    "ready": True,
    "lacks": None,
}
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Answer:
    """A round's answer; bytes are those of request and answer as they went over the wire."""

    told: dict[str, Any]
    seconds: float
    up: int
    down: int


@dataclass
class Phone:
    """One installation with one person on it, over one connection that stays open. Of its sessions so
    large a part has a note (`noted`)."""

    port: int
    rng: Random
    notes: Notes
    noted: float = 0.15
    member: str = ""
    channel: str = ""
    no: int = 0
    size: int = 50
    """How many changes the next request carries at most: twice as many as the one before, half as many
    as one that was too large (pwa/src/sync/backoff.ts)."""
    cursor: dict[str, int] = field(default_factory=dict)
    seen: list[Any] | None = None
    schema: int = 1
    recorded: datetime = BEGAN
    """When the last session was recorded, some minutes after the one before."""

    def __post_init__(self) -> None:
        self.device = new_id(self.rng)
        self.headers = {
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
            "Accept-Encoding": "gzip, deflate, br, zstd",
        }
        self.wire = Wire(self.port)

    def join(self, code: str, name: str) -> None:
        """Joins the team of an invitation's code."""
        word = {"code": code, "name": name, "device": self.device, "consent": True}
        body = json.dumps({**word, "key": public_key(self.rng)}).encode()
        answer = self.wire.ask("/api/join", body, self.headers)
        told = json.loads(_plain(answer))
        assert answer.status == 200, told
        self.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
        self.member, self.channel = told["member"]["id"], told["team"]["channel"]

    def creates(self, number: int) -> list[dict[str, Any]]:
        """So many new sessions, as the outbox holds them."""
        return [self._create() for _ in range(number)]

    def _create(self) -> dict[str, Any]:
        self.no += 1
        self.recorded += timedelta(seconds=self.rng.randrange(60, 900))
        moment = datetime.now(UTC)
        return {
            "id": recorded_id(self.rng, self.recorded),
            "no": self.no,
            "author": self.member,
            "op": "create",
            "kind": "help_session",
            "record": recorded_id(self.rng, self.recorded),
            "channel": self.channel,
            "schema": 1,
            "at": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "set": session(self.rng, moment, self.notes, self.noted),
        }

    def body(self, changes: list[dict[str, Any]]) -> bytes:
        """A round's body as it goes over the wire."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        envelope = {
            "protocol": 1,
            "app": VERSION,
            "schema": self.schema,
            "device": self.device,
            "now": now,
            "seen": self.seen,
            "cursor": self.cursor,
            "pending": len(changes),
            "oldest": changes[0]["at"] if changes else None,
            "ready": READY,
            "limit": PAGE,
            "once": True,
            "brief": True,
            "changes": changes,
        }
        text = json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()
        return gzip.compress(text, 6, mtime=0) if len(text) >= PACK_FROM else text

    def spelled(self, body: bytes) -> bytes:
        """A round as bytes on the wire."""
        return request(PATH, body, self.headers, self.port)

    def ask(self, body: bytes, path: str = PATH) -> Told:
        """Sends a body."""
        answer = self.wire.ask(path, body, self.headers)
        assert answer.status == 200, answer.body
        return answer

    def hand_in(self, changes: list[dict[str, Any]]) -> Answer:
        """Sends as many of these as the app would. Of a request that is too large there are no results."""
        some = changes[: self.size]
        body = self.body(some)
        answer = self.wire.ask(PATH, body, self.headers)
        if answer.status == TOO_LARGE:
            self.size = len(some) // 2
            return Answer({"results": []}, answer.seconds, answer.up, answer.down)
        if len(some) == self.size:
            self.size = min(CHANGES_PER_REQUEST, self.size * 2)
        return self._take(answer)

    def round(self, body: bytes) -> Answer:
        """Sends a body and takes the answer in."""
        return self._take(self.ask(body))

    def _take(self, answer: Told) -> Answer:
        assert answer.status == 200, answer.body
        told = json.loads(_plain(answer))
        if told.get("same"):
            told |= {"results": [], "rows": [], "more": False}
        else:
            self.cursor, self.seen = told["cursor"], told["seen"]
        assert {each["verdict"] for each in told["results"]} <= {"applied"}
        return Answer(told, answer.seconds, answer.up, answer.down)

    def sync_all(self) -> None:
        """Rounds without changes until there is nothing more, over a new connection: the server
        closes one on which nothing comes."""
        self.wire.close()
        while self.round(self.body([])).told["more"]:
            pass


def _plain(answer: Told) -> bytes:
    coding = answer.headers.get("content-encoding")
    if coding == "zstd":
        return zstandard.decompress(answer.body)
    return gzip.decompress(answer.body) if coding == "gzip" else answer.body
