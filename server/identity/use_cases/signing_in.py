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
    Raises bad_credentials or too_many_attempts."""
    keys = login_keys(login, address)
    noted = begin_attempt("login", keys)
    with reading() as session:
        account = accounts.account_by_login(session, login)
        if account is not None:
            session.expunge(account)
    if not is_password(account.password_hash if account else None, password):
        raise ProblemError(PROBLEMS["bad_credentials"])
    assert account is not None
    withdraw(noted)
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
    if is_outdated(account.password_hash):
        accounts.set_password(account.id, hash_password(password))
    record_audit(db.session, Actor("account", account.id), "signed_in", ("account", account.id))
    db.session.commit()
    role = Kind(account.role)
    return SignedIn(account.id, account.login, account.name, role, account.unit_id), token


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
