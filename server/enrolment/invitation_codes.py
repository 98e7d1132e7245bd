"""The codes of invitations, as links, QR codes and people bring them (PROTOCOL 4.7.2)."""

from server.crypto.secrets import hash_token, hashes_of_guessable
from sync.code import normalise

LONG = "v1."
"""How the code of a link or a QR begins; the short one is letters only."""


def hashes_of_code(code: str) -> list[str]:
    """The hashes under one of which an invitation is kept, of a link, of what stands in it after the #
    (with or without the short code behind it), or of a short code as somebody typed it."""
    text = _part(code)
    if text.startswith(LONG):
        return [hash_token(text.removeprefix(LONG).partition(".")[0])]
    return hashes_of_guessable(f"invitation:{normalise(text)}")


def _part(code: str) -> str:
    return code.strip().rsplit("#", 1)[-1]


def is_long(code: str) -> bool:
    """Whether it is the secret of a link or a QR, which nobody guesses."""
    return _part(code).startswith(LONG)
