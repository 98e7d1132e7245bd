"""What is kept of a passkey, and where it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """Where passkeys of this server hold: the host's name, and the origin of its pages."""

    rp_id: str
    origin: str


@dataclass(frozen=True)
class Credential:
    """A public key that an authenticator made, and what it is called, both in base64url."""

    id: str
    public_key: str
    sign_count: int
