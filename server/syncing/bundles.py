"""Bundles: changes that another phone or a person hands in for the phone that made them (PROTOCOL 8)."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from server.syncing.decoding import inflate, read_json
from sync.limits import CHANGES_PER_BUNDLE
from sync.problems import PROBLEMS, ProblemError

SIGNATURE_BYTES = 64
_GZIP = b"\x1f\x8b"
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


def decode_base64url(text: str) -> bytes:
    """The bytes in a text of RFC 4648 section 5, without padding. Raises ValueError."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Bundle:
    """What was handed in: whose it is said to be, the packed changes, and the signature over them
    (r and s, 32 bytes each, as browsers give it)."""

    device: str
    payload: bytes
    signature: bytes


def check_signature(bundle: Bundle, key: Mapping[str, str]) -> None:
    """Raises bundle_not_signed unless the phone with this public key (a JWK on P-256) made it."""
    half = SIGNATURE_BYTES // 2
    r, s = (
        int.from_bytes(part, "big") for part in (bundle.signature[:half], bundle.signature[half:])
    )
    try:
        if len(bundle.signature) != SIGNATURE_BYTES:
            raise ValueError("no signature of ours")
        x, y = (int.from_bytes(decode_base64url(key[name]), "big") for name in ("x", "y"))
        public = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
        public.verify(encode_dss_signature(r, s), bundle.payload, ECDSA(SHA256()))
    except (InvalidSignature, KeyError, ValueError) as error:
        raise ProblemError(PROBLEMS["bundle_not_signed"]) from error


def open_bundle(bundle: Bundle) -> list[Any]:
    """The changes in it, as they were sent. Raises bundle_damaged for what no app of ours packed."""
    encoding = "gzip" if bundle.payload.startswith(_GZIP) else ""
    try:
        said = read_json(inflate(bundle.payload, encoding))
    except ProblemError as error:
        raise ProblemError(PROBLEMS["bundle_damaged"]) from error
    changes = said.get("changes") if isinstance(said, dict) else None
    whole = isinstance(changes, list) and 1 <= len(changes) <= CHANGES_PER_BUNDLE
    # Its own name is signed too: nobody hands it in as another phone's.
    if not whole or said.get("device") != bundle.device:
        raise ProblemError(PROBLEMS["bundle_damaged"])
    assert isinstance(changes, list)
    return changes
