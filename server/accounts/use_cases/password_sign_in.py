"""Somebody signs in by a password, and out."""

from uuid import uuid4

from server.accounts.failed_sign_ins import note_failure, note_nobodys_failure
from server.accounts.passwords import PASSWORD_CHARS, hash_password, is_outdated, is_password
from server.accounts.use_cases.sign_in import Begun, begin_session, stage_after_factor
from server.audit.writing import SYSTEM, account_actor, record_audit
from server.auth.principal import SignedIn
from server.auth.sessions import SignInClient
from server.auth.stages import Stage
from server.auth.store import accounts, browsers, factors
from server.auth.tables import Account
from server.auth.throttle import begin_password_attempt, login_keys, withdraw
from server.crypto.secrets import hash_token
from server.database.clock import now, today
from server.database.engine import db, read_session
from server.organisation.store import units
from sync.problems import PROBLEMS, ProblemError


def sign_in(login: str, password: str, asker: SignInClient) -> Begun:
    """A new session; one that the browser came with ends. What is left to do before it may do
    anything else is its stage. Raises bad_credentials, also for a password that was renewed and an
    account that was disabled while the password was compared, or too_many_attempts."""
    known = hash_token(asker.browser) if asker.browser else None
    with read_session() as session:
        if known is not None and not browsers.is_known(session, known, login):
            known = None
    noted = begin_password_attempt(
        "login",
        login_keys(login, asker.address, known),
        f"login {login.casefold()} {'known' if known else 'elsewhere'}",
    )
    with read_session() as session:
        found = accounts.account_by_login(session, login)
        account_id, kept = (found.id, found.password_hash) if found else (None, None)
    if not is_password(kept, password):
        if account_id is not None:
            note_failure(account_id)
        else:
            note_nobodys_failure(noted)
        raise ProblemError(PROBLEMS["bad_credentials"])
    assert account_id is not None
    assert kept is not None
    better = hash_password(password) if is_outdated(kept) else None
    withdraw(noted)
    account = account_still(account_id, kept, password)
    if account is None:
        raise ProblemError(PROBLEMS["bad_credentials"])
    account.password_hash = better or account.password_hash
    if factors.has_factor(account_id):
        stage = Stage.FACTOR
    else:
        stage = stage_after_factor(account, by_password=True)
    begun = begin_session(account, asker, stage)
    db.session.commit()
    return begun


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


def sign_out(session: SignedIn) -> None:
    """Ends the session at once, in all workers."""
    accounts.end_session(session.session)
    record_audit(db.session, account_actor(session), "signed_out", ("account", session.id))
    db.session.commit()


def create_account(
    login: str,
    name: str,
    role: str,
    unit_id: str | None,
    password: str,
    *,
    made: bool = False,
) -> str:
    """Makes an account (role coordinator or administrator) and answers its id; `made`: its owner did
    not choose the password and changes it at the first sign-in. Raises ValueError with a sentence
    for a person."""
    if role not in PASSWORD_CHARS:
        raise ValueError("the role is coordinator or administrator")
    if len(password) < PASSWORD_CHARS[role]:
        raise ValueError(f"a password of a {role} has {PASSWORD_CHARS[role]} characters or more")
    unit = units.unit_by_id(unit_id) if unit_id else None
    if role == "coordinator" and (unit is None or units.is_over(unit, today())):
        raise ValueError("a coordinator belongs to a unit that exists and is not over")
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
        password_made=made,
    )
    accounts.add_account(account)
    record_audit(db.session, SYSTEM, "account_created", ("account", account.id), {"role": role})
    db.session.commit()
    return account.id
