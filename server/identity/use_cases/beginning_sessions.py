"""A session begins, or goes one stage on."""

from dataclasses import dataclass

from server.identity.principal import SignedIn


@dataclass(frozen=True)
class Begun:
    """A session as it is now; `token` and `browser` are new secrets for the browser's cookies, None
    where it keeps what it has."""

    session: SignedIn
    token: str | None = None
    browser: str | None = None
