"""How often somebody may ask for what costs, though nothing is guessed by it."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import monotonic

from server.auth.throttle import Keys, Kind, begin_attempt, check_attempts, withdraw
from server.http.concurrency import Work, take_permit
from sync.problems import PROBLEMS, ProblemError


@dataclass
class RateLimit:
    """How often one client may ask what anybody may ask and what costs: `most` requests at once, and as
    many again in `seconds`, one after the other (GCRA, as ITU-T I.371 has it). They are counted in the
    memory of each worker: a request writes nothing, so that it is no way to keep others from writing.
    `kept` clients are remembered, those that asked last."""

    most: int
    seconds: float
    kept: int = 10_000
    timer: Callable[[], float] = monotonic
    _full_again: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def check(self, client: str) -> None:
        """Counts a request. Raises too_many_attempts, and does not count it."""
        self._check(client, 1)

    def look(self, client: str) -> None:
        """Raises as `check` would, and counts nothing."""
        self._check(client, 0)

    def _check(self, client: str, counted: int) -> None:
        moment, step = self.timer(), self.seconds / self.most
        with self._lock:
            full_again = max(self._full_again.pop(client, moment), moment)
            wait = full_again + step - self.seconds - moment
            self._full_again[client] = full_again + (step * counted if wait <= 0 else 0)
            if len(self._full_again) > self.kept:
                self._full_again.popitem(last=False)
        if wait > 0:
            raise ProblemError(PROBLEMS["too_many_attempts"], retry_after=ceil(wait))

    def forget(self) -> None:
        """As if nobody had asked yet."""
        with self._lock:
            self._full_again.clear()


OF_PASSKEYS = RateLimit(30, 60)
"""Passkeys that are added, by account, and by which somebody signs in, by address: each is decoded and its
signature is worked out, whoever sends it."""
OF_PASSWORDS = RateLimit(40, 60)
"""Passwords that are hashed, right ones too, by account: for each attempt that is let through."""
OF_JOINING = RateLimit(10, 60)
"""Joining and joining again, by phone that comes with its cookie, be it stopped: each writes anew what the
server tells the phone. Without one a right proof is counted as a new cookie, and all else as a guess."""
OF_JOINING_ADDRESS = RateLimit(900, 60)
"""The same and a look at a code, by address: a hall of 235 people asks for some three things each."""
OF_CHALLENGES = RateLimit(900, 60)
"""By address, apart: whoever asks for nothing but challenges keeps nobody from joining."""
RATE_LIMITS = (OF_PASSKEYS, OF_PASSWORDS, OF_JOINING, OF_JOINING_ADDRESS, OF_CHALLENGES)


def forget_rates() -> None:
    """As if nobody had asked yet."""
    for each in RATE_LIMITS:
        each.forget()


def begin_password_attempt(kind: Kind, keys: Keys, account: str) -> list[str]:
    """As `begin_attempt`, for a password that is going to be hashed: it is counted for the `account` too,
    and is no failure there. Takes a permit for hashing after the limits were looked at, so that a caller
    beyond them takes none. Raises too_many_attempts and server_busy."""
    check_attempts(kind, keys)
    OF_PASSWORDS.look(account)
    take_permit(Work.HASH)
    noted = begin_attempt(kind, keys)
    try:
        OF_PASSWORDS.check(account)
    except ProblemError:
        withdraw(noted)
        raise
    return noted
