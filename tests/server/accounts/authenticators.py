"""What somebody proves a second factor with: an authenticator app, and an authenticator for passkeys
that makes true keys, attestations and signatures as WebAuthn level 3 has them."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

import cbor2
import pyotp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from tests.town import Clock
from tests.wires import Answer, Browser

ORIGIN, RP_ID = "http://localhost", "localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
_P256 = {1: 2, 3: -7, -1: 1}
"""COSE: an elliptic curve key, for ES256, on P-256; x and y are -2 and -3."""


def add_totp(desk: Browser, clock: Clock) -> "App":
    """An authenticator app for whoever is signed in, confirmed by its code of now."""
    app = App(desk.post("/api/account/totp", {}).json["secret"], clock)
    answer = desk.post("/api/account/totp/confirm", {"code": app.code()})
    assert answer.status == 200, answer.body
    app.recovery = answer.json["recovery"]
    return app


@dataclass
class App:
    """An authenticator app, which goes by a clock of its own or the server's."""

    secret: str
    clock: Clock
    recovery: list[str] | None = None

    def code(self, steps: int = 0) -> str:
        """The code of now, or of so many steps of 30 seconds later."""
        return pyotp.TOTP(self.secret).generate_otp(int(self.clock().timestamp()) // 30 + steps)


@dataclass
class Authenticator:
    """A security key or a phone with a lock, in which passkeys are. `flags` are what it says of the
    person: present, and verified by PIN or finger."""

    origin: str = ORIGIN
    rp_id: str = RP_ID
    flags: int = PRESENT | VERIFIED
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential: bytes = field(default_factory=lambda: token_bytes(32))
    user: bytes = b""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """navigator.credentials.create(): RegistrationResponseJSON, with no attestation."""
        self.user = _decode(options["user"]["id"])
        point = self.key.public_key().public_numbers()
        key = _P256 | {-2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential
        data = self._data(ATTESTED) + attested + cbor2.dumps(key)
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": _encode(self._client("webauthn.create", options)),
            "attestationObject": _encode(made),
            "transports": ["internal"],
        }
        return self._answer(response)

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """navigator.credentials.get(): AuthenticationResponseJSON."""
        self.count += 1
        data, client = self._data(0), self._client("webauthn.get", options)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": _encode(client),
            "authenticatorData": _encode(data),
            "signature": _encode(signed),
            "userHandle": _encode(self.user),
        }
        return self._answer(response)

    def add(self, desk: Browser, name: str = "Máy của Sơn") -> Answer:
        """Becomes a passkey of whoever is signed in."""
        asked = desk.post("/api/account/passkeys/options", {})
        assert asked.status == 200, asked.body
        body = {
            "id": asked.json["id"],
            "name": name,
            "credential": self.make(asked.json["options"]),
        }
        return desk.post("/api/account/passkeys", body)

    def sign_in(self, browser: Browser) -> Answer:
        """Signs in in a browser."""
        asked = browser.post("/api/session/passkey/options", {}).json
        body = {"id": asked["id"], "credential": self.sign(asked["options"])}
        return browser.post("/api/session/passkey", body)

    def _data(self, more: int) -> bytes:
        hashed = hashlib.sha256(self.rp_id.encode()).digest()
        return hashed + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps({**said, "crossOrigin": False}).encode()

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        name = _encode(self.credential)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
        }


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
