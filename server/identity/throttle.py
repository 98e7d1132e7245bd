"""Guessing is slowed down. Failures are counted in the database, so that all workers count
together; only failures are, because a whole town shares a mobile network's address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Literal, TypeVar

from sqlalchemy.orm import Session

from server.clock import now
from server.extensions import reading, writing_apart
from server.identity.secrets import hash_guessable
from server.identity.store import attempts
from sync.problems import PROBLEMS, ProblemError

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Limit:
    """After `failures` within `window`, the next attempt waits."""

    failures: int
    window: timedelta


_LOGIN_AND_ADDRESS = (Limit(5, timedelta(minutes=15)),)
_ADDRESS = (Limit(30, timedelta(hours=1)),)
_JOIN_ADDRESS = (Limit(5, timedelta(minutes=1)), Limit(20, timedelta(hours=1)))

Kind = Literal["login", "join", "rejoin"]
Found = TypeVar("Found")
Keys = Sequence[tuple[str, Sequence[Limit]]]


def login_keys(login: str, address: str) -> Keys:
    """What a failed login counts against: this login from this address, and the address."""
    source = _network(address)
    return (
        (hash_guessable(f"login:{login.casefold()}|{source}"), _LOGIN_AND_ADDRESS),
        (hash_guessable(f"login|{source}"), _ADDRESS),
    )


def join_keys(address: str) -> Keys:
    """What a code that does not exist counts against: the address. So does a phone without a receipt
    of ours, apart: where many come at once, nobody is kept from joining by a code."""
    return ((hash_guessable(f"join|{_network(address)}"), _JOIN_ADDRESS),)


def begin_attempt(kind: Kind, keys: Keys) -> list[str]:
    """Counts an attempt as failed before anything is tried, so that many at once do not all pass
    before the first has failed. Answers what to `withdraw` if it succeeds. Raises
    too_many_attempts; an attempt that was not let through does not count."""
    with writing_apart() as session:
        noted = _note_failure(session, kind, keys)
    try:
        with reading() as session:
            _check_attempts(session, kind, keys, noted=1)
    except ProblemError:
        withdraw(noted)
        raise
    return noted


def withdraw(noted: list[str]) -> None:
    """Forgets an attempt that was no failure."""
    with writing_apart() as session:
        attempts.drop(session, noted)


def find_in_turn(
    kind: Kind, keys: Keys, find: Callable[[Session], Found | None], *, guessable: bool = True
) -> Found | None:
    """What `find` finds; nothing is a failure. Those who share a key look one after the other, so
    that many at once make no more guesses, and yet a whole team that joins at once by a right
    code is let in, which counting beforehand would refuse. A right code that nobody can guess is
    let through whoever failed before at the same address. Raises too_many_attempts."""
    if not guessable:
        with reading() as session:
            right = find(session)
            if right is not None:
                session.expunge(right)
                return right
    with writing_apart() as session:
        attempts.wait_for_turn(session, [key for key, _ in keys])
        _check_attempts(session, kind, keys)
        found = find(session)
        if found is None:
            _note_failure(session, kind, keys)
        else:
            session.expunge(found)
    return found


def _check_attempts(session: Session, kind: Kind, keys: Keys, noted: int = 0) -> None:
    """Raises too_many_attempts with the seconds to wait. `noted` of the attempts that stand for
    each key are the asker's own, not judged yet."""
    moment = now()
    for key, limits in keys:
        for limit in limits:
            since = moment - limit.window
            oldest = attempts.nth_latest(session, kind, key, since, limit.failures + noted)
            if oldest is not None:
                seconds = ceil((oldest + limit.window - moment).total_seconds())
                raise ProblemError(PROBLEMS["too_many_attempts"], retry_after=max(seconds, 1))


def _note_failure(session: Session, kind: Kind, keys: Keys) -> list[str]:
    """Counts a failure; answers the ids under which it is kept."""
    attempts.drop_before(session, now() - KEPT)
    return attempts.add_attempts(session, kind, [key for key, _ in keys], now())


def _network(address: str) -> str:
    """The address; of IPv6 the network, since each customer has 2^64 addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    # A server that listens on both sees IPv4 inside of one network of IPv6.
    return str(parsed.ipv4_mapped or int(parsed) >> 64)


network_of = _network
"""Of an address what belongs to one customer."""
