"""Bounds failed attempts, so that guessing is slow. Rates of dear requests are in server/auth/rate_limits.py.

Failures are counted in the database, so that all workers count
together; only failures are, because a whole town shares a mobile network's address.

A sign-in from a browser that signed in to the account before counts against that browser alone:
whatever strangers guess, it is let in. All others count against the login at their address, against
the address, and against the login wherever they are, so that many addresses together make few
guesses. Nobody is locked out for a fixed time: each failure more makes the wait until the next try
longer, up to a bound of one or two minutes. Who has no known browser while others guess gets in
between their tries, and at once by a passkey or by a reset link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address
from math import ceil
from typing import Literal, TypeVar

from flask import request
from sqlalchemy.orm import Session

from server.auth.current import current_principal
from server.auth.principal import Principal
from server.auth.rate_limits import PASSWORDS
from server.auth.store import attempts
from server.crypto.secrets import hash_guessable
from server.database.clock import now
from server.database.engine import read_session, separate_transaction
from server.http.concurrency import Work, take_permit
from server.http.request_source import customer_of, parsed_address
from sync.problems import PROBLEMS, ProblemError

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Limit:
    """After `failures` within `window`, the next attempt waits until the first of them is older."""

    failures: int
    window: timedelta


@dataclass(frozen=True)
class Delay:
    """After `free` failures within `window`, the next attempt waits `first` from the last one on, and
    twice as long after each more, but never longer than `longest`."""

    free: int
    window: timedelta
    first: timedelta
    longest: timedelta

    def after(self, failures: int) -> timedelta:
        """How long the next attempt waits after so many failures."""
        if failures < self.free:
            return timedelta()
        doublings = min(failures - self.free, 16)
        return min(self.first * (1 << doublings), self.longest)


_HERE = (Delay(5, timedelta(minutes=15), timedelta(seconds=15), timedelta(minutes=2)),)
"""Of one login at one address, or in one browser."""
_ADDRESS = (Delay(30, timedelta(hours=1), timedelta(seconds=2), timedelta(minutes=1)),)
_NETWORKS = (
    (56, (Delay(100, timedelta(hours=1), timedelta(seconds=2), timedelta(minutes=1)),)),
    (48, (Delay(300, timedelta(hours=1), timedelta(seconds=2), timedelta(minutes=1)),)),
)
"""Of all addresses of IPv6 that begin with so many bits: one customer may have as many networks of 2^64 as
that leaves, and so may the whole of a town."""
_LOGIN = (Delay(10, timedelta(hours=1), timedelta(seconds=2), timedelta(minutes=1)),)
"""Of one login from everywhere but known browsers: some 75 guesses an hour at the most. ASVS 5.0
6.3.1 and NIST 800-63B ask for 100 at the most."""
_FACTOR = (Delay(10, timedelta(hours=24), timedelta(seconds=30), timedelta(minutes=15)),)
"""Of one account's second factor: some 100 guesses a day at a code of six digits."""
_SESSIONS = (Delay(30, timedelta(hours=1), timedelta(seconds=2), timedelta(minutes=1)),)
"""Of one account's password in all its open sessions. Looser than each of them, so that whoever guesses
in a session that was stolen hardly keeps the owner waiting in another."""
_CODES = (Delay(5, timedelta(minutes=1), timedelta(seconds=5), timedelta(minutes=1)),)
"""Of join codes at one address, which a hall full of people may share: nobody is kept out of it for long by
who types wrong ones there. The shortest has 49 bits, of which five hundred guesses an hour find nothing."""
_SELDOM = (Limit(5, timedelta(minutes=1)), Limit(20, timedelta(hours=1)))
"""Of reset links that there are not at one address, and of requests to come back without a proof by one phone
or from one address."""
_NAMES_HERE = (Limit(60, timedelta(minutes=1)), Limit(240, timedelta(hours=1)))
"""Of one code at one address: names that a team is asked for. Thirty people who join there at once ask for
two each."""
_NAMES = (Limit(120, timedelta(minutes=1)), Limit(480, timedelta(hours=1)))
"""Of one code wherever it is: twice as many, so that one address leaves some to all others."""

_COOKIES = (Limit(5, timedelta(hours=1)), Limit(20, timedelta(hours=24)))
"""Of one phone's new cookies: each is written to the journal and the audit trail for good."""

_DIFFERS = Limit(1, timedelta(hours=24))
"""Of one phone's word that its rows differ: how often it is logged."""

Added = Literal["member", "code", "rename", "pin", "times", "merge"]
_ADDED: dict[Added, Limit] = {
    "member": Limit(200, timedelta(hours=24)),
    "code": Limit(50, timedelta(hours=24)),
    "rename": Limit(100, timedelta(hours=24)),
    "pin": Limit(100, timedelta(hours=24)),
    "times": Limit(100, timedelta(hours=24)),
    "merge": Limit(20, timedelta(hours=24)),
}
"""Of one lead's phone: people who are added to teams, join codes, names that are corrected, PINs that are
taken away, times in teams that are changed, people who are made one. No team has as many, and each is
written to the audit trail for good."""

AddedAtDesk = Literal["member", "unit", "team", "activity", "printed", "paper", "own_data"]
_ADDED_AT_DESK: dict[AddedAtDesk, Limit] = {
    "member": Limit(10_000, timedelta(hours=24)),
    "unit": Limit(10_000, timedelta(hours=24)),
    "team": Limit(500, timedelta(hours=24)),
    "activity": Limit(500, timedelta(hours=24)),
    "printed": Limit(1_000, timedelta(hours=24)),
    "paper": Limit(300, timedelta(hours=24)),
    "own_data": Limit(200, timedelta(hours=24)),
}
"""Of one account, by forms, sheets and changes of units: people, units that begin, teams, printed codes, papers, requests about own data, and what
is written of activities, each of which goes to the phones of all its teams. None of them is ever taken away again. It is
what two sheets hold, or two changes of units."""

Kind = (
    Literal[
        "login",
        "join",
        "rejoin",
        "factor",
        "confirm",
        "reset",
        "renewal",
        "cookie",
        "namesake",
        "differs",
    ]
    | Added
    | AddedAtDesk
)
Found = TypeVar("Found")
Keys = Sequence[tuple[str, Sequence[Limit | Delay]]]


def login_keys(login: str, address: str, known_browser: str | None = None) -> Keys:
    """What a failed login counts against: in a browser that is known that browser; elsewhere the login
    at this address, the address, of IPv6 the wider networks too, and the login."""
    name = login.casefold()
    if known_browser is not None:
        return ((hash_guessable(f"login:{name}|browser:{known_browser}"), _HERE),)
    source = customer_of(address)
    return (
        (hash_guessable(f"login:{name}|{source}"), _HERE),
        (hash_guessable(f"login|{source}"), _ADDRESS),
        *_keys_of_networks("login", address),
        (hash_guessable(f"login:{name}"), _LOGIN),
    )


def factor_keys(account_id: str, session: str, known_browser: str | None) -> Keys:
    """What a wrong second factor counts against: the session, and the account or the browser that
    is known to it."""
    place = f"browser:{known_browser}" if known_browser else "elsewhere"
    return (
        (hash_guessable(f"factor|{session}"), _HERE),
        (hash_guessable(f"factor:{account_id}|{place}"), _FACTOR),
    )


def confirm_keys(account_id: str, session: str) -> Keys:
    """What a wrong password counts against in a session that is open: the session, and more loosely
    all open sessions of the account."""
    return (
        (hash_guessable(f"confirm|{session}"), _HERE),
        (hash_guessable(f"confirm:{account_id}"), _SESSIONS),
    )


def reset_keys(address: str) -> Keys:
    """What a reset link that there is not counts against: the address, of IPv6 the wider networks too."""
    own = (hash_guessable(f"reset|{customer_of(address)}"), _SELDOM)
    return (own, *_keys_of_networks("reset", address))


def join_keys(address: str) -> Keys:
    """What a code that does not exist counts against: the address, of IPv6 the wider networks too. So does a
    phone without a receipt of ours, apart: where many come at once, nobody is kept from joining by a code."""
    own = (hash_guessable(f"join|{customer_of(address)}"), _CODES)
    return (own, *_keys_of_networks("join", address))


def namesake_keys(invitation_id: str, address: str) -> Keys:
    """What each question whether a team has a name counts against, whatever the answer: the code by which
    it is asked at this address, and the code."""
    return (
        (hash_guessable(f"namesake:{invitation_id}|{customer_of(address)}"), _NAMES_HERE),
        (hash_guessable(f"namesake:{invitation_id}"), _NAMES),
    )


def renewal_keys(device: str, address: str) -> Keys:
    """What a request to let a known phone come back without a proof counts against: the phone, so
    that many addresses together change nothing, and the address."""
    return (
        (hash_guessable(f"renewal:{device}"), _SELDOM),
        (hash_guessable(f"renewal|{customer_of(address)}"), _SELDOM),
    )


def cookie_keys(device: str, key: str) -> Keys:
    """What a new cookie for a known phone counts against, though its proof is right: the phone under the
    key that it proved, so that whoever came under its id keeps nobody from taking it back."""
    return ((hash_guessable(f"cookie:{device}|{key}"), _COOKIES),)


def count_in_writing(session: Session, kind: Kind, keys: Keys) -> None:
    """Counts what is done inside `writing`, whose lock makes those who share a key wait for each other:
    what is rolled back does not count. Raises too_many_attempts."""
    _check_attempts(session, kind, keys)
    _note_failure(session, kind, keys)


def count_of_lead(session: Session, kind: Added, who: Principal) -> None:
    """Counts what a lead adds or changes from a phone; what is rolled back does not count. Raises
    added_too_much."""
    if who.device is None:
        return
    attempts.wait_for_turn(session, [_of_asker(kind, who.device.id)])
    seconds = _count(session, kind, who.device.id, _ADDED[kind])
    if seconds > 0:
        raise ProblemError(PROBLEMS["added_too_much"], retry_after=seconds)


def count_try_of_lead(kind: Added, who: Principal) -> None:
    """Counts one costly act of a lead before it begins, also if it fails. Raises added_too_much."""
    with separate_transaction() as session:
        count_of_lead(session, kind, who)


def count_of_account(session: Session, kind: AddedAtDesk, who: Principal, count: int = 1) -> None:
    """Counts what an account adds, inside `writing`, whose lock makes those of the same account wait for each
    other; what is rolled back does not count. Raises added_too_much."""
    if who.account is None or not count:
        return
    seconds = _count(session, kind, who.account.id, _ADDED_AT_DESK[kind], count)
    if seconds > 0:
        raise ProblemError(PROBLEMS["added_too_much"], retry_after=seconds)


def count_try_of_account(kind: AddedAtDesk, who: Principal) -> None:
    """Counts one costly act of an account before it begins, also if it fails. Raises added_too_much."""
    if who.account is None:
        return
    with separate_transaction() as session:
        attempts.wait_for_turn(session, [_of_asker(kind, who.account.id)])
        count_of_account(session, kind, who)


def count_added_member(session: Session, device: str) -> bool:
    """Counts a member whom a lead's phone adds by a push. Answers whether there was room for one more today;
    without it nothing is counted. Called where those of the same phone already wait for each other."""
    return _count(session, "member", device, _ADDED["member"]) == 0


def is_first_of_day(session: Session, kind: Literal["differs"], device: str) -> bool:
    """Whether a phone has not said so within the last 24 hours; then it has by now. Called where those
    of the same phone already wait for each other."""
    return _count(session, kind, device, _DIFFERS) == 0


def _of_asker(kind: Kind, asker: str) -> str:
    return hash_guessable(f"{kind}:{asker}")


def _count(session: Session, kind: Kind, asker: str, limit: Limit, count: int = 1) -> int:
    """Counts so many more of a phone or an account and answers 0; where there is no room for all of them, how
    many seconds it has to wait."""
    key = _of_asker(kind, asker)
    room_for_all = replace(limit, failures=max(1, limit.failures - count + 1))
    seconds = _seconds_to_wait(session, kind, [(key, (room_for_all,))])
    if seconds == 0:
        _note_failure(session, kind, [(key, ())] * count)
    return seconds


def check_attempts(kind: Kind, keys: Keys) -> None:
    """Raises too_many_attempts where an attempt would not be let through now. Counts nothing and waits for
    nobody."""
    with read_session() as session:
        _check_attempts(session, kind, keys)


def begin_attempt(kind: Kind, keys: Keys) -> list[str]:
    """Counts an attempt as failed before anything is tried, so that many at once do not all pass
    before the first has failed: those who share a key are let through one after the other. Answers
    what to `withdraw` if it succeeds. Raises too_many_attempts; an attempt that was not let through
    does not count."""
    with separate_transaction() as session:
        attempts.wait_for_turn(session, [key for key, _ in keys])
        _check_attempts(session, kind, keys)
        return _note_failure(session, kind, keys)


def begin_password_attempt(kind: Kind, keys: Keys, account: str) -> list[str]:
    """As `begin_attempt`, for a password that is going to be hashed: it is counted for the `account` too,
    and is no failure there. Takes a permit for hashing after the limits were looked at, so that a caller
    beyond them takes none. Raises too_many_attempts and server_busy."""
    check_attempts(kind, keys)
    PASSWORDS.check(account)
    take_permit(Work.HASH)
    noted = begin_attempt(kind, keys)
    try:
        PASSWORDS.count(account)
    except ProblemError:
        withdraw(noted)
        raise
    return noted


def withdraw(noted: list[str]) -> None:
    """Forgets an attempt that was no failure."""
    with separate_transaction() as session:
        attempts.drop(session, noted)


def find_in_turn(
    kind: Kind, keys: Keys, find: Callable[[Session], Found | None], *, guessable: bool = True
) -> Found | None:
    """What `find` finds; nothing is a failure. Those who share a key look one after the other, so
    that many at once make no more guesses, and yet a whole team that joins at once by a right
    code is let in, which counting beforehand would refuse. A right code that nobody can guess is
    let through whoever failed before at the same address. Raises too_many_attempts."""
    if not guessable:
        with read_session() as session:
            right = find(session)
            if right is not None:
                session.expunge(right)
                return right
    with separate_transaction() as session:
        attempts.wait_for_turn(session, [key for key, _ in keys])
        _check_attempts(session, kind, keys)
        found = find(session)
        if found is None:
            _note_failure(session, kind, keys)
        else:
            session.expunge(found)
    return found


def _check_attempts(session: Session, kind: Kind, keys: Keys) -> None:
    """Raises too_many_attempts with the seconds to wait."""
    seconds = _seconds_to_wait(session, kind, keys)
    if seconds > 0:
        raise ProblemError(PROBLEMS["too_many_attempts"], retry_after=seconds)


def _seconds_to_wait(session: Session, kind: Kind, keys: Keys) -> int:
    """The longest of all that the keys have to wait; 0 where the next attempt is let through now."""
    moment = now()
    until = [
        _open_again(session, kind, key, limit, moment) for key, limits in keys for limit in limits
    ]
    return ceil((max(until, default=moment) - moment).total_seconds())


def _open_again(
    session: Session, kind: Kind, key: str, limit: Limit | Delay, moment: datetime
) -> datetime:
    """When the next attempt is let through; a moment that is over where it is now."""
    since = moment - limit.window
    if isinstance(limit, Limit):
        oldest = attempts.nth_latest(session, kind, key, since, limit.failures)
        return oldest + limit.window if oldest is not None else moment
    count, latest = attempts.count_since(session, kind, key, since)
    return latest + limit.after(count) if latest is not None else moment


def _note_failure(session: Session, kind: Kind, keys: Keys) -> list[str]:
    """Counts a failure; answers the ids under which it is kept."""
    attempts.drop_before(session, now() - KEPT)
    return attempts.add_attempts(session, kind, [key for key, _ in keys], now())


def _keys_of_networks(what: str, address: str) -> Keys:
    """The wider networks that an address of IPv6 lies in, with what is let through of each."""
    parsed = parsed_address(address)
    if not isinstance(parsed, IPv6Address):
        return ()
    return tuple(
        (hash_guessable(f"{what}|{int(parsed) >> 128 - bits}/{bits}"), limits)
        for bits, limits in _NETWORKS
    )


def client_at(address: str) -> str:
    """Who asks without an account and without a phone."""
    return f"address {customer_of(address)}"


def current_client() -> str:
    """Who asks, as requests are counted: the account, the phone, or else the address."""
    who = current_principal()
    if who.account:
        return f"account {who.account.id}"
    if who.device:
        return f"device {who.device.id}"
    return client_at(request.remote_addr or "")
