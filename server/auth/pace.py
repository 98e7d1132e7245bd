"""How often one asker may ask what anybody may ask and what costs. It is counted in the memory of each
worker: a question writes nothing, so that it is no way to keep others from writing."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import monotonic

from flask import request

from server.auth.current import current_principal
from server.auth.throttle import network_of
from sync.problems import PROBLEMS, ProblemError


@dataclass
class Pace:
    """`most` questions at once, and as many again in `seconds`, one after the other (GCRA, as ITU-T I.371
    has it). `kept` askers are remembered, those that asked last."""

    most: int
    seconds: float
    kept: int = 10_000
    tell: Callable[[], float] = monotonic
    _full_again: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def check(self, asker: str) -> None:
        """Counts a question. Raises too_many_attempts, and does not count it."""
        moment, step = self.tell(), self.seconds / self.most
        with self._lock:
            full_again = max(self._full_again.pop(asker, moment), moment)
            wait = full_again + step - self.seconds - moment
            self._full_again[asker] = full_again if wait > 0 else full_again + step
            if len(self._full_again) > self.kept:
                self._full_again.popitem(last=False)
        if wait > 0:
            raise ProblemError(PROBLEMS["too_many_attempts"], retry_after=ceil(wait))

    def forget(self) -> None:
        """As if nobody had asked yet."""
        with self._lock:
            self._full_again.clear()


OF_PASSKEYS = Pace(30, 60)
"""Passkeys that are added, by account, and by which somebody signs in, by address: each is decoded and its
signature is worked out, whoever sends it."""


def asker_at(address: str) -> str:
    """Who asks without an account and without a phone."""
    return f"address {network_of(address)}"


def current_asker() -> str:
    """Who asks, as questions are counted: the account, the phone, or else the address."""
    who = current_principal()
    if who.account:
        return f"account {who.account.id}"
    if who.device:
        return f"device {who.device.id}"
    return asker_at(request.remote_addr or "")
