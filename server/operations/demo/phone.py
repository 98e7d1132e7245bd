"""A simulated phone: it joins, records and syncs through the real endpoints, as the app does.

It has its own cookie jar, device id, key, outbox, numbering and copy of the rows (PROTOCOL 3, 4
and 7), and it checks each digest that the server gives. Anything unexpected stops the load.
"""

import gzip
import json
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from flask.testing import FlaskClient

from server.config import VERSION
from server.operations.demo.key import public_key
from server.operations.demo.roster import new_id, recorded_id

BATCH = 100
MODULUS = 2**64


class PhoneError(Exception):
    """The server answered something that a phone of the demonstration cannot accept."""


def _readiness(rng: Random) -> dict[str, Any]:
    """What a phone knows of itself; most are ready, some are not. From a source of its own, so
    that nothing else of the demonstration depends on it."""
    installed = rng.random() < 0.8
    persisted = installed and rng.random() < 0.9
    return {
        "installed": installed,
        "persisted": persisted,
        "ready": persisted,
        "lacks": None if persisted else "kept" if installed else "installed",
        "room_mb": rng.choice((180, 900, 2_400, 5_200, 11_000)),
        "browser": f"Chrome {rng.randint(118, 142)}",
    }


@dataclass(frozen=True)
class Row:
    """What the phone keeps of a row of its channels: enough to compare digests."""

    channel: str
    ver: int
    hash: int


@dataclass
class Phone:
    """One installation of the app, with one person on it."""

    client: FlaskClient
    rng: Random
    address: str
    member: str = ""
    channel: str = ""
    state: str = ""
    outbox: list[dict[str, Any]] = field(default_factory=list)
    verdicts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    cursor: dict[str, int] = field(default_factory=dict)
    seen: list[Any] | None = None
    last_no: int = 0

    def __post_init__(self) -> None:
        self.device = new_id(self.rng)
        self.ready = _readiness(Random(self.device))

    def join(self, code: str, name: str) -> None:
        """Join the team of an invitation's code under that name, with consent."""
        answer = self._post(
            "/api/join",
            {
                "code": code,
                "name": name,
                "device": self.device,
                "key": public_key(self.rng),
                "consent": True,
            },
        )
        self.member = answer["member"]["id"]
        self.channel = answer["team"]["channel"]
        self.state = answer["device"]["state"]

    def create(self, record: str, fields: dict[str, Any], at: datetime) -> None:
        """Record a new help session; it waits in the outbox."""
        self._note("create", record, {"set": fields}, at)

    def edit(self, record: str, new: dict[str, Any], prev: dict[str, Any], at: datetime) -> None:
        """Change fields of a session, telling what stood there before."""
        self._note("edit", record, {"set": new, "prev": prev}, at)

    def sync(self, now: datetime, keep: int = 0) -> None:
        """Rounds until everything is sent and pulled; the last `keep` changes stay unsent."""
        while True:
            batch = self.outbox[: min(BATCH, max(0, len(self.outbox) - keep))]
            answer = self._post("/api/sync/v1", self._request(now, batch))
            self._take_verdicts(answer["results"])
            for row in answer["rows"]:
                self._take_row(row)
            self.cursor.update(answer["cursor"])
            self.seen = answer["seen"]
            if not answer["more"] and len(self.outbox) <= keep:
                break
        self._compare(answer["digest"])

    def _note(self, op: str, record: str, body: dict[str, Any], at: datetime) -> None:
        self.last_no += 1
        self.outbox.append(
            {
                "id": recorded_id(self.rng, at),
                "no": self.last_no,
                "author": self.member,
                "op": op,
                "kind": "help_session",
                "record": record,
                "channel": self.channel,
                "schema": 1,
                "at": at.isoformat(timespec="seconds"),
                **body,
            }
        )

    def _request(self, now: datetime, batch: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "protocol": 1,
            "app": VERSION,
            "schema": 1,
            "device": self.device,
            "now": now.isoformat(timespec="seconds"),
            "seen": self.seen,
            "cursor": self.cursor,
            "pending": len(self.outbox),
            "oldest": self.outbox[0]["at"] if self.outbox else None,
            "limit": 500,
            "ready": self.ready,
            "changes": batch,
        }

    def _take_verdicts(self, results: list[dict[str, Any]]) -> None:
        for result in results:
            if result["verdict"] == "retry":
                raise PhoneError(f"the server could not take {result}")
            self.verdicts[result["id"]] = result["verdict"]
            if result.get("row"):
                self._take_row(result["row"])
        self.outbox = [change for change in self.outbox if change["id"] not in self.verdicts]

    def _take_row(self, row: dict[str, Any]) -> None:
        held = self.rows.get(row["id"])
        if held and held.ver > row["ver"]:
            return
        if row.get("out"):
            if held and held.channel == row["channel"]:
                del self.rows[row["id"]]
        else:
            self.rows[row["id"]] = Row(row["channel"], row["ver"], int(row["h"], 16))

    def _compare(self, digests: dict[str, dict[str, Any]]) -> None:
        for channel, told in digests.items():
            hashes = [row.hash for row in self.rows.values() if row.channel == channel]
            mine = {"n": len(hashes), "sum": f"{sum(hashes) % MODULUS:016x}"}
            if mine != told:
                raise PhoneError(f"rows of {channel} differ: the phone {mine}, the server {told}")

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.client.post(
            path,
            data=gzip.compress(json.dumps(body).encode("utf-8"), 6)
            if "sync" in path
            else json.dumps(body),
            headers={
                "Content-Type": "application/json",
                "Sec-Fetch-Site": "same-origin",
                **({"Content-Encoding": "gzip"} if "sync" in path else {}),
            },
            environ_overrides={"REMOTE_ADDR": self.address},
        )
        if answer.status_code >= 300:
            raise PhoneError(
                f"{path} answered {answer.status_code}: {answer.get_data(as_text=True)[:500]}"
            )
        taken: dict[str, Any] = answer.get_json()
        return taken
