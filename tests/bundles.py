"""Bundles as a phone makes them: the key, the packing and the signature (PROTOCOL 8.2)."""

import base64
import gzip
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Key:
    """A phone's key, made of `number` or at random; `public` is the JWK that goes to the server."""

    def __init__(self, number: int | None = None) -> None:
        curve = SECP256R1()
        self._private = derive_private_key(number, curve) if number else generate_private_key(curve)
        numbers = self._private.public_key().public_numbers()
        x, y = (base64url(each.to_bytes(32, "big")) for each in (numbers.x, numbers.y))
        self.public = {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def sign(self, payload: bytes) -> bytes:
        r, s = decode_dss_signature(self._private.sign(payload, ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def bundle(
    key: Key,
    device: str,
    changes: list[Any],
    packed: bool = True,
    said: dict[str, Any] | None = None,
) -> dict[str, str]:
    """The body of POST /api/bundles."""
    content = {"device": device, "from": "Lan", "app": "1.0.0", "schema": 1, "changes": changes}
    payload = json.dumps(content | (said or {})).encode()
    if packed:
        payload = gzip.compress(payload, mtime=0)
    return as_body(device, payload, key.sign(payload))


def as_body(device: str, payload: bytes, signature: bytes) -> dict[str, str]:
    return {
        "device": device,
        "payload": base64url(payload),
        "signature": base64url(signature),
    }
