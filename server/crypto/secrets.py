"""Secrets that the server hands out, and the hashes that it keeps instead of them."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

TOKEN_BYTES = 32
INVITATION_BYTES = 16
_NONCE_BYTES = 12


def new_token() -> str:
    """A secret of 256 bits for a cookie, 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_invitation_secret() -> str:
    """A secret of 128 bits for a link, 22 characters."""
    return secrets.token_urlsafe(INVITATION_BYTES)


def hash_token(token: str) -> str:
    """SHA-256, hex. A plain hash is enough for a secret that nobody can guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def server_keys() -> list[str]:
    """The server's key and before it the former ones that still hold, the oldest first: so the signers of
    itsdangerous take them, which sign by the last and read by all."""
    return [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]


def hash_guessable(text: str) -> str:
    """HMAC with the server's key, hex: for what could be guessed from a stolen database, such
    as a short code of 49 bits or an address."""
    return hashes_of_guessable(text)[0]


def hashes_of_guessable(text: str) -> list[str]:
    """The same with each key that holds, today's first: for what is looked up that may be kept since before."""
    return [
        hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
        for key in reversed(server_keys())
    ]


def mac(purpose: str, text: str, key: str | None = None) -> bytes:
    """32 bytes that only this server can make of the text, for one purpose; by its key of today, if none is
    given."""
    own = key or server_keys()[-1]
    return hmac.new(own.encode(), f"{purpose}|{text}".encode(), hashlib.sha256).digest()


def encrypt(purpose: str, owner: str, text: str) -> str:
    """The text as it is kept in the database: AES-256-GCM by a key made of the server's, bound to
    its owner, in base64."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(mac("key", purpose)).encrypt(nonce, text.encode(), owner.encode())
    return b64encode(nonce + sealed).decode("ascii")


def decrypt(purpose: str, owner: str, kept: str) -> str | None:
    """What `encrypt` was given; None where it was by a key that holds no more."""
    raw = b64decode(kept)
    for own in reversed(server_keys()):
        key = AESGCM(mac("key", purpose, own))
        with suppress(InvalidTag):
            return key.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], owner.encode()).decode()
    return None
