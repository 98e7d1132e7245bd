"""The principal of this request, looked up once a request and never kept for longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import g, request
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.audit.writing import SYSTEM, Actor, account_actor
from server.auth.cookies import ACCOUNT, DEVICE, read_cookie
from server.auth.permissions import is_of_whole_phone
from server.auth.principal import Phone, Principal, SignedIn
from server.auth.second_factor_policy import requires_second_factor
from server.auth.sessions import idle_limit, phone_idle_limit
from server.auth.stages import Stage
from server.auth.store import principals, renewals
from server.auth.store.principals import FoundAccount
from server.crypto.secrets import hash_token
from server.database.clock import now, today
from server.database.engine import autocommit_connection, read_session, separate_transaction
from server.database.timeouts import hardly_waiting

ACTING = "Acting-Member"
"""In this header a phone names the person who holds it. One that never did acts with the rights of
all its people; one that ever did has to, or has nobody's."""

# A session's last use is written at most this often, so that reading stays reading.
_TOUCH_EVERY = timedelta(minutes=5)


def current_principal() -> Principal:
    """Who asks. Rights are looked up at each request: a revocation holds from the next one on."""
    if "principal" not in g:
        g.principal = _find_principal()
    found: Principal = g.principal
    return found


def current_session() -> SignedIn:
    """The account that is signed in, also if its sign-in is not finished. Only for routes to which
    the gate lets in nobody else."""
    who = current_principal()
    found = who.account or who.unfinished
    assert found is not None
    return found


def has_open_renewal() -> bool:
    """Whether the cookie is that of a phone that nobody has let in again yet (PROTOCOL 4.7.8)."""
    secret = read_cookie(DEVICE)
    if not secret:
        return False
    with read_session() as session:
        return renewals.is_open_renewal(session, hash_token(secret))


def current_actor() -> Actor:
    """The principal as the audit trail names it."""
    who = current_principal()
    if who.account:
        return account_actor(who.account)
    return Actor("device", who.device.id, member=who.holder) if who.device else SYSTEM


def _find_principal() -> Principal:
    token, secret = read_cookie(ACCOUNT), read_cookie(DEVICE)
    if not token and not secret:
        return Principal()
    account = found = None
    with autocommit_connection(once_more=True) as connection:
        if token:
            account = _find_account(connection, hash_token(token))
        if secret:
            live_since = now() - phone_idle_limit()
            found = principals.find_phone(connection, hash_token(secret), today(), live_since)
    phone, enrolments = found or (None, ())
    acting = request.headers.get(ACTING)
    unfinished = None
    if account is not None and account.stage is not Stage.READY:
        account, unfinished = None, account
    return Principal(account, phone, enrolments, acting, _lacks_acting(phone, acting), unfinished)


def _lacks_acting(phone: Phone | None, acting: str | None) -> bool:
    """Whether a phone that has to name who holds it does not. One that does for the first time has to
    from then on."""
    rule = request.url_rule
    if phone is None or rule is None or is_of_whole_phone(rule.rule, request.method):
        return False
    if acting is not None and not phone.acting_required:
        _note(lambda session: principals.require_acting(session, phone.id))
    return acting is None and phone.acting_required


def _find_account(connection: Connection, token_hash: str) -> SignedIn | None:
    found = principals.find_account(connection, token_hash, now(), idle_limit(), _TOUCH_EVERY)
    if found is None:
        return None
    if found.is_stale:
        _note(lambda session: principals.touch_session(session, token_hash, now()))
    return _as_demanded(found)


def _as_demanded(found: FoundAccount) -> SignedIn:
    """A session that was ready before a second factor was demanded of its account waits for one: the
    server was set so, or what the account has of factors or its unit is another."""
    account = found.account
    if account.stage is not Stage.READY or found.has_factor:
        return account
    if requires_second_factor(account.role, found.unit_kind):
        return replace(account, stage=Stage.ENROL)
    return account


def _note(write: Callable[[Session], None]) -> None:
    try:
        with hardly_waiting(), separate_transaction() as session:
            write(session)
    except OperationalError:
        # The database is busy; the next request will try again.
        return
