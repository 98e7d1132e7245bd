"""THE TABLE: how often a caller may do what costs something. `server/auth/SECURITY.md` says against whom each rate
is. Each worker counts for itself, in memory, and lets its share of a rate through; a restart forgets all counts.
What has to outlast a restart is counted in the database (server/auth/throttle.py)."""

import threading
import time
from dataclasses import dataclass
from math import ceil

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from sync.problems import PROBLEMS, ProblemError

MOST_SHARES = 3
"""A third of a rate is the least that a worker lets through: what a phone may bring at once fits into it."""
_workers = 2
_storage = MemoryStorage()
_windows = FixedWindowRateLimiter(_storage)
_guard = threading.Lock()
"""Two threads that count at once in this storage may start its timer twice, which raises RuntimeError."""


@dataclass(frozen=True)
class Rate:
    """At most `most` in so many seconds, by one caller. Beyond that the answer is the problem `code`."""

    name: str
    most: int
    seconds: int
    code: str

    @property
    def each(self) -> int:
        """What one worker lets through."""
        return self.most // _workers

    def check(self, caller: str) -> None:
        """Raises the problem where nothing is left. Counts nothing."""
        if not _windows.test(self._item, self.name, caller):
            self._refuse(caller)

    def count(self, caller: str) -> None:
        """Counts once. Raises the problem where nothing was left."""
        with _guard:
            is_left = _windows.hit(self._item, self.name, caller)
        if not is_left:
            self._refuse(caller)

    def spend(self, caller: str, cost: int) -> None:
        """Counts so much, however little was left."""
        if cost > 0:
            with _guard:
                _windows.hit(self._item, self.name, caller, cost=cost)

    def give_back(self, caller: str) -> None:
        """Takes back what `count` counted."""
        with _guard:
            _storage.decr(self._item.key_for(self.name, caller))

    def spent(self, caller: str) -> int:
        """What was counted in this window, `each` at most."""
        return self.each - _windows.get_window_stats(self._item, self.name, caller).remaining

    @property
    def _item(self) -> RateLimitItem:
        return RateLimitItemPerSecond(self.each, self.seconds)

    def _refuse(self, caller: str) -> None:
        left = _windows.get_window_stats(self._item, self.name, caller).reset_time - time.time()
        raise ProblemError(PROBLEMS[self.code], retry_after=max(1, ceil(left)))


# By account, or by address of who is not signed in.
PASSKEYS = Rate("passkeys", 60, 60, "too_many_attempts")
PASSWORDS = Rate("passwords", 80, 60, "too_many_attempts")  # by login, right ones too
SNAPSHOTS = Rate("reports looked up by a code", 120, 60, "too_many_attempts")
CERTIFICATES = Rate("certificates looked up", 120, 60, "too_many_attempts")
UNKNOWN_CODES = Rate("printed codes that there are not", 120, 60, "too_many_attempts")
UNKNOWN_SITES = Rate("heritage sites that there are not", 120, 60, "too_many_attempts")
# A hall full of people may share an address.
PAPERS = Rate("pages of papers", 1_200, 60, "too_many_attempts")
FILES = Rate("files for download", 120, 3_600, "too_many_attempts")
# By phone.
JOINING = Rate("joining", 20, 60, "too_many_attempts")
FOLLOWING = Rate("codes of activities that there are not", 10, 3_600, "too_many_attempts")
# By address. A hall of 235 people asks for three things each.
JOINING_ADDRESS = Rate("joining, by address", 1_800, 60, "too_many_attempts")
CHALLENGES = Rate("challenges", 1_800, 60, "too_many_attempts")
# Points of pushes, about a tenth of a millisecond each. 10,000 sessions cost 15,000; a worker takes them at once.
PUSHED = Rate("pushed", 60_000, 150, "pushed_too_much")
PUSHED_WAITING = Rate("pushed by a phone that waits", 6_000, 300, "pushed_too_much")
PUSHED_REVOKED = Rate("pushed by a stopped phone", 1_000, 300, "pushed_too_much")
# Points of reading, a tenth of a millisecond each: twenty seconds of a processor. A coordinator's first
# screen takes a tenth of a second, a phone's first 50,000 rows one.
READ = Rate("read", 200_000, 200, "read_too_much")
READ_FEW = Rate("read by a phone that waits or was stopped", 20_000, 200, "read_too_much")


def share_rates(workers: int) -> None:
    """Called in a new worker: so many of them count."""
    global _workers
    _workers = min(workers, MOST_SHARES)


def clear() -> None:
    """Clears all counts."""
    _storage.reset()
