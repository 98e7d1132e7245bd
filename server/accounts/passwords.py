"""How passwords are made, kept and recognised."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.crypto.secrets import new_token
from sync.code import ALPHABET

PASSWORD_CHARS = {"coordinator": 12, "administrator": 15}
_GROUPS, _GROUP_CHARS = 4, 4

# OWASP's smallest setting for Argon2id: 19 MiB a login is what a small server can spare.
_hasher = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
# Checked when there is no such account, so that the answer takes as long.
_NOBODYS_HASH = _hasher.hash(new_token())

NO_PASSWORD = ""
"""Kept in the place of a hash: no password is the one of this account, until another is set."""


def random_password() -> str:
    """A password of 80 bits that survives being read out on the phone: "7KQX-…", 19 characters."""
    groups = (
        "".join(secrets.choice(ALPHABET) for _ in range(_GROUP_CHARS)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def hash_password(password: str) -> str:
    """The hash under which a password is kept."""
    return _hasher.hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Whether it is the password of this hash. Without a hash it is not, and that takes as
    long."""
    try:
        _hasher.verify(kept or _NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Whether the hash was made by weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)
