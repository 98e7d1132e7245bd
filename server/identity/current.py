"""The principal of this request, looked up once a request and never kept for longer."""

from datetime import timedelta

from flask import g, request
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from server.clock import now, today
from server.extensions import looking, reading, writing_apart
from server.identity.cookies import ACCOUNT, DEVICE, read_cookie
from server.identity.principal import Principal, SignedIn
from server.identity.secrets import hash_token
from server.identity.sessions import idle_limit
from server.identity.store import principals, renewals
from server.operations.audit import SYSTEM, Actor

ACTING = "Acting-Member"
"""In this header a phone names the person who holds it. An app that does not know it yet acts with
the rights of all people of the phone."""

# A session's last use is written at most this often, so that reading stays reading.
_TOUCH_EVERY = timedelta(minutes=5)


def current_principal() -> Principal:
    """Who asks. Rights are looked up at each request: a revocation holds from the next one on."""
    if "principal" not in g:
        g.principal = _find_principal()
    found: Principal = g.principal
    return found


def waits_to_return() -> bool:
    """Whether the cookie is that of a phone that nobody has let in again yet (PROTOCOL 4.7.8)."""
    secret = read_cookie(DEVICE)
    if not secret:
        return False
    with reading() as session:
        return renewals.is_asking(session, hash_token(secret))


def current_actor() -> Actor:
    """The principal as the audit trail names it."""
    who = current_principal()
    if who.account:
        return Actor("account", who.account.id)
    return Actor("device", who.device.id) if who.device else SYSTEM


def _find_principal() -> Principal:
    token, secret = read_cookie(ACCOUNT), read_cookie(DEVICE)
    if not token and not secret:
        return Principal()
    account = found = None
    with looking(once_more=True) as connection:
        if token:
            account = _find_account(connection, hash_token(token))
        if secret:
            found = principals.find_phone(connection, hash_token(secret), today())
    phone, enrolments = found or (None, ())
    return Principal(account, phone, enrolments, request.headers.get(ACTING))


def _find_account(connection: Connection, token_hash: str) -> SignedIn | None:
    found = principals.find_account(connection, token_hash, now(), idle_limit(), _TOUCH_EVERY)
    if found is None:
        return None
    account, is_stale = found
    if is_stale:
        _touch(token_hash)
    return account


def _touch(token_hash: str) -> None:
    try:
        with writing_apart() as session:
            principals.touch_session(session, token_hash, now())
    except OperationalError:
        # The database is busy; the next request will try again.
        return
