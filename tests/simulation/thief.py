"""Somebody who was handed a phone's bundle and has a code, withdrawn or not, and says to be that phone
(PROTOCOL 4.7.7): with the public key that the bundle's signature gives away, and no other secret."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from server.auth.tables import Device
from server.database.engine import db
from tests.phones import Phone
from tests.recovery import recover_keys
from tests.town import TEAM, Town


@dataclass(frozen=True)
class Loot:
    """What a bundle tells of the phone that signed it."""

    device: str
    keys: list[dict[str, str]]


def loot_of(parcel: str) -> list[Loot]:
    """Of each bundle in a parcel, as its file holds it (PROTOCOL 8.5)."""
    text = parcel.strip().rsplit("\n", 1)[-1]
    packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return list(_bundles(packed[3 + 1 + packed[3] + 2 :]))


def _bundles(packed: bytes) -> Iterator[Loot]:
    while packed:
        device, signature = str(UUID(bytes=packed[:16])), packed[16:80]
        length = int.from_bytes(packed[80:84], "big")
        yield Loot(device, recover_keys(packed[84 : 84 + length], signature))
        packed = packed[84 + length :]


class Thief:
    """`robbed` is what the thief got and ought not to have; `phrases` are the two words of each phone
    that the thief has made wait, which no lead hears from the phone's owner."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town = town
        self.rng = Random(f"thief {seed}")
        self.robbed: list[str] = []
        self.phrases: set[str] = set()

    def be(self, loot: Loot, name: str) -> str | None:
        """Says to be a phone that the server knows; answers how it ended, None for one that it does not
        know: there a usable code lets anybody in, as somebody new."""
        before = self._secret(loot.device)
        if before is None:
            return None
        is_withdrawn = self.rng.random() < 0.5
        code = self._code(is_withdrawn)
        phone = Phone(self.town.connect(), self.town.clock)
        phone.device = loot.device
        waits = False
        # Which of the two comes first is the chance of a signature, which no seed decides.
        for key in sorted(loot.keys, key=lambda each: each != self._key(loot.device)):
            answer = phone.join(code, name, key=key)
            if answer.status == 200:
                waits = True
                self.phrases.add(answer.json["phrase"])
                receipt = answer.json["receipt"]
                asked = {"device": loot.device, "key": key, "receipts": [receipt]}
                phone.web.post("/api/rejoin", asked)
        if is_withdrawn and waits:
            self.robbed.append(f"a code that is withdrawn gave a cookie of {loot.device}")
        self._look(phone)
        if self._secret(loot.device) != before:
            self.robbed.append(f"{loot.device} was signed out by a thief")
        return "a thief waits" if waits else "a thief is refused"

    def _look(self, phone: Phone) -> None:
        """Tries what the cookies open that the thief has by now."""
        answers = [phone.ask([]), *map(phone.web.get, ("/api/teams", "/api/tallies?team=" + TEAM))]
        answers.append(phone.web.post(f"/api/teams/{TEAM}/invitations", {}))
        read = [str(answer.status) for answer in answers if answer.status not in (401, 403)]
        if read:
            self.robbed.append(f"a thief of {phone.device} was answered: {read}")

    def _code(self, is_withdrawn: bool) -> str:
        desk = self.town.desk()
        made: Any = desk.post(f"/api/teams/{TEAM}/invitations", {}).json
        if is_withdrawn:
            assert desk.delete(f"/api/invitations/{made['id']}").status == 204
        return str(made["code"])

    def _key(self, device: str) -> dict[str, str] | None:
        with self.town.app.app_context():
            found = db.session.scalar(select(Device.public_key).where(Device.id == device))
            db.session.rollback()
            return found

    def _secret(self, device: str) -> str | None:
        with self.town.app.app_context():
            found = db.session.scalar(select(Device.secret_hash).where(Device.id == device))
            db.session.rollback()
            return found
