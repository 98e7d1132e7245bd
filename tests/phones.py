"""A phone as the protocol sees one: it makes ids, numbers its changes, and follows its channels."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import uuid4

from sync.digest import digest
from sync.possession import Purpose, proof_text
from sync.protocol_limits import ROWS
from tests.bundles import Key, base64url
from tests.wires import Answer, Browser, Wire

OWN = Key(20261124)
"""The key of every phone here that is given no other."""
KEY = OWN.public
Change = dict[str, Any]


def new_id() -> str:
    return str(uuid4())


class Phone:
    """One installation. `rows`, `cursor` and `seen` are what it has taken away so far."""

    def __init__(self, wire: Wire, now: Callable[[], datetime]) -> None:
        self.web = Browser(wire)
        self.device = new_id()
        self.now = now
        self.no = 0
        self.joined: list[dict[str, Any]] = []
        self.seen: list[Any] | None = None
        self.cursor: dict[str, int] = {}
        self.rows: dict[str, dict[str, Any]] = {}
        self.last: dict[str, Any] = {}

    def join(self, code: str, name: str, **parts: Any) -> Answer:
        """Joins by a code; the answer stands in `joined` too. Without a `proof`, as the app did it
        before there was one."""
        usual = {"code": code, "name": name, "device": self.device, "key": KEY, "consent": True}
        answer = self.web.post("/api/join", {**usual, **parts})
        if answer.status == 200:
            self.joined.append(answer.json)
        return answer

    def proof(self, purpose: Purpose = "join", key: Key = OWN) -> dict[str, str]:
        """What the app proves with that it is this phone."""
        asked = {"device": self.device, "purpose": purpose}
        nonce = self.web.post("/api/challenge", asked).json["nonce"]
        signed = key.sign(proof_text(purpose, self.device, nonce))
        return {"nonce": nonce, "signature": base64url(signed)}

    def remembered(self) -> Any:
        """All that it is when it has joined and done nothing since."""
        return self.device, deepcopy(self.joined), self.web.remembered()

    def recall(self, remembered: Any) -> None:
        """Is what a phone like it was then."""
        self.device, joined, cookies = remembered
        self.joined = deepcopy(joined)
        self.web.recall(cookies)

    @property
    def member(self) -> str:
        return str(self.joined[-1]["member"]["id"])

    @property
    def channel(self) -> str:
        return str(self.joined[-1]["team"]["channel"])

    def change(self, op: str, record: str, kind: str = "help_session", **parts: Any) -> Change:
        """A change of this phone, with any part of it replaced by `parts`."""
        self.no += 1
        change = {
            "id": new_id(),
            "no": self.no,
            "author": self.member,
            "op": op,
            "kind": kind,
            "record": record,
            "channel": self.channel,
            "schema": 1,
            "at": self.now().isoformat(timespec="seconds"),
            "set": {},
        }
        return {**change, **parts}

    def session(self, record: str | None = None, **fields: Any) -> Change:
        """A create of a usual help session of today."""
        usual = {
            "day": self.now().date().isoformat(),
            "start": "09:10",
            "place_kind": "NVH",
            "people": 1,
            "services.DD01": {"people": 1, "outcome": "XONG", "reasons": []},
        }
        return self.change("create", record or new_id(), set={**usual, **fields})

    def edit(self, record: str, set_: dict[str, Any], prev: dict[str, Any]) -> Change:
        return self.change("edit", record, set=set_, prev=prev)

    def envelope(self, changes: list[Any], /, **parts: Any) -> dict[str, Any]:
        """The body of a round."""
        return {
            "protocol": 1,
            "app": "1.0.0",
            "schema": ROWS,
            "device": self.device,
            "now": self.now().isoformat(timespec="seconds"),
            "seen": self.seen,
            "cursor": self.cursor,
            "pending": len(changes),
            "oldest": self.now().isoformat(timespec="seconds") if changes else None,
            "limit": 500,
            "changes": changes,
            **parts,
        }

    def ask(self, changes: list[Any], **parts: Any) -> Answer:
        """One request, whatever comes of it."""
        return self.web.post("/api/sync/v1", self.envelope(changes, **parts))

    def sync(self, *changes: Any, **parts: Any) -> list[dict[str, Any]]:
        """A whole sync: pushes, and pulls until there is no more. Answers the results."""
        results: list[dict[str, Any]] = []
        waiting = list(changes)
        while True:
            answer = self.ask(waiting, **parts)
            assert answer.status == 200, answer.body
            waiting = []
            said = answer.json
            results += said["results"]
            self.take(said)
            if not said["more"]:
                return results

    def take(self, answer: dict[str, Any]) -> None:
        """Takes rows, cursor and seen as PROTOCOL 7 says."""
        self.last = answer
        mine = set(answer["channels"])
        self.rows = {key: row for key, row in self.rows.items() if row["channel"] in mine}
        found = [each["row"] for each in answer["results"] if each["row"]] + answer["rows"]
        for row in found:
            have = self.rows.get(row["id"])
            if row.get("out"):
                if have and have["channel"] == row["channel"] and have["ver"] < row["ver"]:
                    del self.rows[row["id"]]
            elif have is None or have["ver"] < row["ver"]:
                self.rows[row["id"]] = row
        self.cursor = answer["cursor"]
        if self.seen is None or answer["seen"][0] > self.seen[0]:
            self.seen = answer["seen"]

    def digests(self) -> dict[str, dict[str, Any]]:
        """The digest of what the phone has, for each of its channels."""
        found = {}
        for channel in self.last["channels"]:
            hashes = [row["h"] for row in self.rows.values() if row["channel"] == channel]
            sums = digest(hashes)
            found[channel] = {"n": sums.n, "sum": sums.sum}
        return found

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [row for row in self.rows.values() if row["kind"] == kind]
