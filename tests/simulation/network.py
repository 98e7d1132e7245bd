"""What becomes of a request between a phone and the server."""

import json
from base64 import b64decode
from dataclasses import dataclass
from random import Random
from typing import Any
from unittest.mock import patch

from server.sync import round_request
from sync.protocol_limits import PROTOCOL
from tests.simulation.handset import Handset

Reply = dict[str, Any]

FATES = {
    "delivered": 60,
    "request lost": 8,
    "answer lost": 10,
    "request twice": 5,
    "request cut off": 3,
    "answer cut off": 4,
    "request again later": 4,
    "captive portal": 2,
    "server busy": 2,
    "meanwhile another page": 6,
    "killed while waiting": 4,
}
"""What may happen to a request, and how often in a hundred or so."""

PASSED_ON = ("Content-Type", "Retry-After", "ETag")
PORTAL: Reply = {
    "status": 200,
    "headers": {"Content-Type": "text/html"},
    "body": "<html>Mời đăng nhập Wi-Fi</html>",
}
BUSY: Reply = {
    "status": 503,
    "headers": {"Content-Type": "application/json", "Retry-After": "1"},
    "body": json.dumps({"code": "server_busy", "status": 503}),
}


@dataclass(frozen=True)
class Sent:
    """A request as it left a phone."""

    handset: Handset
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None

    def deliver(self, upto: int | None = None) -> Reply:
        """The server's answer; `upto` cuts the body off there."""
        body = self.body if upto is None or self.body is None else self.body[:upto]
        newer = PROTOCOL + 1 if self.handset.old else PROTOCOL
        with patch.object(round_request, "PROTOCOL", newer):
            answer = self.handset.wire.send(self.method, self.path, body, self.headers)
        headers = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
        return {"status": answer.status, "headers": headers, "body": answer.body.decode()}


def sent_by(handset: Handset, message: dict[str, Any]) -> Sent:
    """The request of a phone."""
    headers = {**message["headers"], "Sec-Fetch-Site": "same-origin"}
    body = b64decode(message["body"]) if message["body"] else None
    return Sent(handset, message["method"], message["path"], headers, body)


def fate(rng: Random, good: bool) -> str:
    """What happens to the next request; in good weather it is delivered."""
    if good:
        return "delivered"
    return rng.choices(list(FATES), list(FATES.values()))[0]


def cut(rng: Random, reply: Reply) -> Reply:
    """An answer of which only the beginning came."""
    return {**reply, "body": reply["body"][: rng.randrange(1 + len(reply["body"]))]}
