"""Bundles: changes that another phone or a person hands in for the phone that made them (PROTOCOL 8)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from server.crypto.signatures import is_signed
from server.http.json_body import read_json
from server.sync.decoding import inflate
from server.sync.push_limiter import charge_unpacked
from sync.problems import PROBLEMS, ProblemError
from sync.protocol_limits import CHANGES_PER_BUNDLE

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Bundle:
    """What was handed in: whose it is said to be, the packed changes, and the signature over them
    (r and s, 32 bytes each, as browsers give it)."""

    device: str
    payload: bytes
    signature: bytes


def check_signature(bundle: Bundle, key: Mapping[str, str]) -> None:
    """Raises bundle_not_signed unless the phone with this public key (a JWK on P-256) made it."""
    if not is_signed(bundle.payload, bundle.signature, key):
        raise ProblemError(PROBLEMS["bundle_not_signed"])


@contextmanager
def _damaged() -> Iterator[None]:
    try:
        yield
    except ProblemError as error:
        raise ProblemError(PROBLEMS["bundle_damaged"]) from error


def open_bundle(bundle: Bundle) -> list[Any]:
    """The changes in it, as they were sent. Raises bundle_damaged for what no app of ours packed, and
    server_busy for a long one while another dear push is in work."""
    encoding = "gzip" if bundle.payload.startswith(_GZIP) else ""
    with _damaged():
        body = inflate(bundle.payload, encoding)
    charge_unpacked(len(body))
    with _damaged():
        said = read_json(body)
    changes = said.get("changes") if isinstance(said, dict) else None
    whole = isinstance(changes, list) and 1 <= len(changes) <= CHANGES_PER_BUNDLE
    # Its own name is signed too: nobody hands it in as another phone's.
    if not whole or said.get("device") != bundle.device:
        raise ProblemError(PROBLEMS["bundle_damaged"])
    assert isinstance(changes, list)
    return changes
