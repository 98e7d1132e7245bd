"""The principal of this request, looked up once a request and never kept for longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import g, has_request_context, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.audit.writing import SYSTEM, Actor, account_actor
from server.auth.cookies import ACCOUNT, DEVICE, read_cookie
from server.auth.permissions import is_of_whole_phone
from server.auth.principal import Enrolled, Principal, SignedIn
from server.auth.second_factor_policy import requires_second_factor
from server.auth.sessions import idle_limit, phone_idle_limit
from server.auth.stages import Stage
from server.auth.store import principals, renewals
from server.auth.store.principals import FoundAccount
from server.crypto.secrets import hash_token
from server.database.clock import now, today
from server.database.connections import Connectable
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


def principal_now(database: Connectable) -> Principal | None:
    """Who asks, by what stands by now, where that was looked up before in this request and is somebody
    else or may less; None where all holds."""
    known: Principal | None = g.get("principal") if has_request_context() else None
    if known is None or known == Principal():
        return None
    found, _ = _read_principal(database)
    if _rights(known) <= _rights(found):
        return None
    g.principal = found
    return found


def _rights(who: Principal) -> set[object]:
    """What somebody may act by."""
    phone = who.device.id if who.device and not who.device.revoked else None
    approved = {(phone, each) for each in who.enrolments if phone and each.state == "approved"}
    return {who.account, who.unfinished, phone, *approved}


def _find_principal() -> Principal:
    if not read_cookie(ACCOUNT) and not read_cookie(DEVICE):
        return Principal()
    with autocommit_connection(once_more=True) as connection:
        found, stale = _read_principal(connection)
    if stale is not None:
        _note(lambda session: principals.touch_session(session, stale, now()))
    phone, acting = found.device, found.acting
    if phone is not None and acting is not None and not phone.acting_required and _is_one_persons():
        _note(lambda session: principals.require_acting(session, phone.id))
    return found


def _read_principal(database: Connectable) -> tuple[Principal, str | None]:
    """Who asks, and the hash of the account's session where its last use has to be written."""
    token, secret = read_cookie(ACCOUNT), read_cookie(DEVICE)
    account = unfinished = stale = phone = None
    enrolments: tuple[Enrolled, ...] = ()
    if token:
        key = hash_token(token)
        found = principals.find_account(database, key, now(), idle_limit(), _TOUCH_EVERY)
        if found is not None:
            account, stale = _as_demanded(found), key if found.is_stale else None
    if secret:
        live_since = now() - phone_idle_limit()
        kept = principals.find_phone(database, hash_token(secret), today(), live_since)
        phone, enrolments = kept or (None, ())
    acting = request.headers.get(ACTING)
    if account is not None and account.stage is not Stage.READY:
        account, unfinished = None, account
    lacks = phone is not None and phone.acting_required and acting is None and _is_one_persons()
    return Principal(account, phone, enrolments, acting, lacks, unfinished), stale


def _is_one_persons() -> bool:
    """Whether a phone that ever named who holds it has to name who does for this: from the first time
    on."""
    rule = request.url_rule
    return rule is not None and not is_of_whole_phone(rule.rule, request.method)


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
