"""A signed word of the server that somebody is in a team on a phone, for that phone to keep: a
server restored from a backup that no longer knows them can still believe it (PROTOCOL 7.11)."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

from server.crypto.secrets import server_keys


@dataclass(frozen=True)
class Receipt:
    """Who is in which team on which phone. `key` is the hash of the phone's public key, `start` the
    first day in the team, `affiliation` as what; each is None where it was not known, and in
    receipts from before they were told. What somebody leads is not in it: that is given anew."""

    device: str
    member: str
    team: str
    key: str | None = None
    start: str | None = None
    affiliation: str | None = None

    def fits(self, device: str, key: Mapping[str, str] | None) -> bool:
        """Whether it was made for this phone: a copy is worth nothing on one with another key."""
        return self.device == device and self.key in (None, key_hash(key))


def make_receipt(receipt: Receipt) -> str:
    """The receipt, text that fits a URL; the same for the same receipt."""
    said = {
        "device": receipt.device,
        "member": receipt.member,
        "team": receipt.team,
        "key": receipt.key,
        "from": receipt.start,
        "as": receipt.affiliation,
    }
    return _signer().dumps({name: value for name, value in said.items() if value is not None})


def read_receipt(text: str) -> Receipt | None:
    """What a receipt says that this server signed, None for any other text."""
    try:
        said = _signer().loads(text)
    except BadData:
        return None
    return Receipt(
        said["device"], said["member"], said["team"],
        said.get("key"), said.get("from"), said.get("as"),
    )  # fmt: skip


def key_hash(key: Mapping[str, str] | None) -> str | None:
    """The thumbprint of a public key (RFC 7638), 43 characters; None for a phone without one."""
    if not key:
        return None
    canonical = json.dumps(
        {name: key[name] for name in ("crv", "kty", "x", "y")}, separators=(",", ":")
    )
    digest = hashlib.sha256(canonical.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _signer() -> URLSafeSerializer:
    """Signs by HMAC with SHA-256; receipts from before are signed with SHA-1, and read for ever: phones
    keep them for years."""
    return URLSafeSerializer(
        server_keys(),
        salt="join receipt 1",
        signer_kwargs={"digest_method": hashlib.sha256},
        fallback_signers=[{"digest_method": hashlib.sha1}],
    )
