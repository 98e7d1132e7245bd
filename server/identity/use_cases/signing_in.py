"""A coordinator signs in and out."""

from typing import Any
from uuid import uuid4

from server.clock import now
from server.extensions import db, reading
from server.identity.passwords import PASSWORD_CHARS, hash_password, is_outdated, is_password
from server.identity.principal import Kind, SignedIn
from server.identity.secrets import hash_token, new_token
from server.identity.sessions import absolute_limit, idle_limit
from server.identity.store import accounts
from server.identity.tables import Account, AccountSession
from server.identity.throttle import begin_attempt, login_keys, withdraw
from server.operations.audit import SYSTEM, Actor, record_audit
from server.organisation.showing import show_unit
from server.organisation.store import units
from sync.problems import PROBLEMS, ProblemError


def sign_in(login: str, password: str, address: str, old_token: str | None) -> tuple[SignedIn, str]:
    """The account and the token of a new session; a session that the browser came with ends.
    Raises bad_credentials, also for a password that was renewed and an account that was disabled
    while the password was compared, or too_many_attempts."""
    noted = begin_attempt("login", login_keys(login, address))
    with reading() as session:
        found = accounts.account_by_login(session, login)
        account_id, kept = (found.id, found.password_hash) if found else (None, None)
    if not is_password(kept, password):
        raise ProblemError(PROBLEMS["bad_credentials"])
    assert account_id is not None
    assert kept is not None
    better = hash_password(password) if is_outdated(kept) else None
    withdraw(noted)
    account = account_still(account_id, kept, password)
    if account is None:
        raise ProblemError(PROBLEMS["bad_credentials"])
    account.password_hash = better or account.password_hash
    token = _begin_session(account, old_token)
    role = Kind(account.role)
    signed_in = SignedIn(account.id, account.login, account.name, role, account.unit_id)
    db.session.commit()
    return signed_in, token


def account_still(account_id: str, kept: str, password: str) -> Account | None:
    """The account, which nobody else changes until the commit, if it may sign in and its password
    still is the one that was right for the hash `kept`. Hashing takes a while, in which somebody
    may renew the password because others know it."""
    account = accounts.account_to_change(account_id)
    if account is None or account.disabled_at is not None:
        return None
    # Another hash of the same password: a sign-in at the same moment made it a stronger one.
    same = account.password_hash == kept or is_password(account.password_hash, password)
    return account if same else None


def sign_out(account: SignedIn, token: str) -> None:
    """Ends the session at once, in all workers."""
    accounts.end_session(hash_token(token))
    record_audit(db.session, Actor("account", account.id), "signed_out", ("account", account.id))
    db.session.commit()


def create_account(login: str, name: str, role: str, unit_id: str | None, password: str) -> str:
    """Makes an account (role coordinator or administrator) and answers its id. Raises
    ValueError with a sentence for a person."""
    if role not in PASSWORD_CHARS:
        raise ValueError("the role is coordinator or administrator")
    if len(password) < PASSWORD_CHARS[role]:
        raise ValueError(f"a password of a {role} has {PASSWORD_CHARS[role]} characters or more")
    if role == "coordinator" and (unit_id is None or units.unit_by_id(unit_id) is None):
        raise ValueError("a coordinator belongs to a unit that exists")
    if accounts.account_by_login(db.session(), login) is not None:
        raise ValueError(f"there is an account {login} already")
    account = Account(
        id=str(uuid4()),
        login=login,
        name=name,
        password_hash=hash_password(password),
        role=role,
        unit_id=unit_id,
        created_at=now(),
    )
    accounts.add_account(account)
    record_audit(db.session, SYSTEM, "account_created", ("account", account.id), {"role": role})
    db.session.commit()
    return account.id


def show_account(account: SignedIn) -> dict[str, Any]:
    """An account with its unit."""
    unit = units.unit_by_id(account.unit_id) if account.unit_id else None
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "role": account.role.value,
        "unit": show_unit(unit),
    }


def _begin_session(account: Account, old_token: str | None) -> str:
    token = new_token()
    if old_token:
        accounts.end_session(hash_token(old_token))
    accounts.end_expired_sessions(now(), idle_limit())
    accounts.add_session(
        AccountSession(
            token_hash=hash_token(token),
            account_id=account.id,
            created_at=now(),
            last_seen_at=now(),
            expires_at=now() + absolute_limit(),
        )
    )
    record_audit(db.session, Actor("account", account.id), "signed_in", ("account", account.id))
    return token
