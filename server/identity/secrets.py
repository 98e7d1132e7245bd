"""Secrets that the server hands out, and the hashes that it keeps instead of them."""

import hashlib
import hmac
import secrets

from flask import current_app

TOKEN_BYTES = 32
INVITATION_BYTES = 16


def new_token() -> str:
    """A secret of 256 bits for a cookie, 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_invitation_secret() -> str:
    """A secret of 128 bits for a link, 22 characters."""
    return secrets.token_urlsafe(INVITATION_BYTES)


def hash_token(token: str) -> str:
    """SHA-256, hex. A plain hash is enough for a secret that nobody can guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_guessable(text: str) -> str:
    """HMAC with the server's key, hex: for what could be guessed from a stolen database, such
    as a short code of 50 bits or an address."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
