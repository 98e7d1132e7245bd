"""How often somebody may ask for what costs, though nothing is guessed by it."""

from server.auth.throttle import OF_PASSKEYS, RateLimit, withdraw
from sync.problems import ProblemError

OF_PASSWORDS = RateLimit(40, 60)
"""Passwords that are hashed, right ones too, by account: for each attempt that is let through."""
OF_JOINING = RateLimit(10, 60)
"""Joining and joining again, by phone that comes with its cookie, be it stopped: each writes anew what the
server tells the phone. Without one a right proof is counted as a new cookie, and all else as a guess."""
OF_JOINING_ADDRESS = RateLimit(900, 60)
"""The same and what comes before it, by address: a hall of 235 people asks for some four things each."""
RATE_LIMITS = (OF_PASSKEYS, OF_PASSWORDS, OF_JOINING, OF_JOINING_ADDRESS)


def forget_rates() -> None:
    """As if nobody had asked yet."""
    for each in RATE_LIMITS:
        each.forget()


def check_password_rate(key: str, noted: list[str]) -> None:
    """Counts a password that is going to be hashed, of an attempt that was let through and noted: so
    who guesses keeps nobody who knows it waiting. Raises too_many_attempts, and that is no failure."""
    try:
        OF_PASSWORDS.check(key)
    except ProblemError:
        withdraw(noted)
        raise
