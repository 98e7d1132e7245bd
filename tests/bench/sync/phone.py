"""A phone for measuring: it says what the app says, keeps no rows, and counts bytes and time.

Bodies are made and read outside of the time that is taken."""

import gzip
import http.client
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import zstandard

from server.operations.demo.key import public_key
from server.operations.demo.roster import new_id, recorded_id
from tests.bench.sync.sessions import session

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
    """A round's answer; bytes are those of the two bodies as they went over the wire."""

    told: dict[str, Any]
    seconds: float
    up: int
    down: int


@dataclass
class Phone:
    """One installation with one person on it, over one connection that stays open."""

    port: int
    rng: Random
    member: str = ""
    channel: str = ""
    no: int = 0
    cursor: dict[str, int] = field(default_factory=dict)
    seen: list[Any] | None = None
    recorded: datetime = BEGAN
    """When the last session was recorded, some minutes after the one before."""

    def __post_init__(self) -> None:
        self.device = new_id(self.rng)
        self.headers = {
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
            "Accept-Encoding": "gzip, deflate, br, zstd",
        }
        self.wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def join(self, code: str, name: str) -> None:
        """Joins the team of an invitation's code."""
        word = {"code": code, "name": name, "device": self.device, "consent": True}
        body = json.dumps({**word, "key": public_key(self.rng)}).encode()
        self.wire.request("POST", "/api/join", body, self.headers)
        answer = self.wire.getresponse()
        told = json.loads(_plain(answer.read(), answer))
        assert answer.status == 200, told
        self.headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
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
            "set": session(self.rng, moment),
        }

    def body(self, changes: list[dict[str, Any]]) -> bytes:
        """A round's body as it goes over the wire."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        envelope = {
            "protocol": 1,
            "app": "1.1.0",
            "schema": 1,
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

    def ask(self, body: bytes) -> tuple[dict[str, Any], float, int]:
        """Sends a body: what is answered, seconds, and bytes of the answer."""
        headers = self.headers
        if body[:1] != b"{":
            headers = {**headers, "Content-Encoding": "gzip"}
        began = time.perf_counter()
        self.wire.request("POST", "/api/sync/v1", body, headers)
        answer = self.wire.getresponse()
        raw = answer.read()
        took = time.perf_counter() - began
        told = json.loads(_plain(raw, answer))
        assert answer.status == 200, told
        return told, took, len(raw)

    def round(self, body: bytes) -> Answer:
        """Sends a body and takes the answer in."""
        told, took, down = self.ask(body)
        if told.get("same"):
            told |= {"results": [], "rows": [], "more": False}
        else:
            self.cursor, self.seen = told["cursor"], told["seen"]
        assert {each["verdict"] for each in told["results"]} <= {"applied"}
        return Answer(told, took, len(body), down)

    def sync_all(self) -> None:
        """Rounds without changes until there is nothing more, over a new connection: the server
        closes one on which nothing comes."""
        self.wire.close()
        while self.round(self.body([])).told["more"]:
            pass


def _plain(raw: bytes, answer: http.client.HTTPResponse) -> bytes:
    coding = answer.headers["Content-Encoding"]
    if coding == "zstd":
        return zstandard.decompress(raw)
    return gzip.decompress(raw) if coding == "gzip" else raw
