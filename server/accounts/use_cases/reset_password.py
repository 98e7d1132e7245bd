"""Ways back for who lost the password or the phone: a reset link, and taking second factors away. A
coordinator above makes them, or whoever may give commands on the server."""

from datetime import timedelta

from server.accounts.passwords import hash_password, is_password
from server.accounts.use_cases.change_password import check_new_password, set_password
from server.accounts.use_cases.manage_accounts import account_to_give_access
from server.accounts.use_cases.sign_in import know_browser
from server.audit.writing import SYSTEM, Actor, account_actor, record_audit
from server.auth.principal import Principal
from server.auth.store import accounts, factors, resets
from server.auth.tables import Account, ResetLink
from server.auth.throttle import find_in_turn, reset_keys
from server.config import current_settings
from server.crypto.secrets import hash_token, new_token
from server.database.clock import now
from server.database.engine import db
from server.http.concurrency import Work, take_permit
from server.records.writer import writing
from sync.problems import PROBLEMS, ProblemError

HOLDS = timedelta(minutes=30)
VERSION = "v1."
"""Stands before the token in a link."""


def make_link_for(principal: Principal, actor: Actor, account_id: str) -> dict[str, object]:
    """{"link", "expires_at"} for an account that the asker keeps, and commits. The answer is the only
    place where the link ever stands. Raises not_found, wrong_role, confirm_first, account_disabled."""
    with writing(db.session):
        account = account_to_give_access(principal, account_id)
        if account.disabled_at is not None:
            raise ProblemError(PROBLEMS["account_disabled"])
        link = _make_link(account, actor)
    db.session.commit()
    return link


def make_link_by_command(login: str) -> dict[str, object]:
    """The same for any account that is not disabled. Raises not_found."""
    link = _make_link(_account_of(login), SYSTEM)
    db.session.commit()
    return link


def drop_factors_of(principal: Principal, actor: Actor, account_id: str) -> None:
    """Takes all second factors of an account away that the asker keeps, signs it out everywhere and
    commits. Raises not_found, wrong_role, confirm_first."""
    with writing(db.session):
        _drop_factors(account_to_give_access(principal, account_id), actor)
    db.session.commit()


def drop_factors_by_command(login: str) -> int:
    """The same for any account that is not disabled; answers how many factors it had. Raises
    not_found."""
    count = _drop_factors(_account_of(login), SYSTEM)
    db.session.commit()
    return count


def read_reset_link(token: str, address: str) -> dict[str, str]:
    """{"login", "name"}: whose password a link sets. Raises reset_unknown, too_many_attempts."""
    account = _account_behind(token, address)
    return {"login": account.login, "name": account.name}


def reset(token: str, password: str, address: str, browser: str | None) -> str:
    """Sets a new password by a link, which holds no more then, signs the account out everywhere and
    commits. Answers the secret by which this browser is known to the account from now on, so that
    whatever strangers guess, its owner gets in. Raises reset_unknown, password_refused,
    too_many_attempts."""
    account = _account_behind(token, address)
    take_permit(Work.HASH)
    check_new_password(account, password)
    if is_password(account.password_hash, password):
        raise ProblemError(PROBLEMS["password_refused"], {"reason": "same"})
    hashed = hash_password(password)
    own = accounts.account_to_change(account.id)
    if own is None or not resets.spend(account.id, _hash(token), now()):
        raise ProblemError(PROBLEMS["reset_unknown"])
    set_password(own, hashed)
    secret = know_browser(own.id, browser)
    record_audit(db.session, account_actor(own), "reset_used", ("account", own.id))
    db.session.commit()
    return secret


def _make_link(account: Account, actor: Actor) -> dict[str, object]:
    token, expires_at = new_token(), now() + HOLDS
    resets.put(
        ResetLink(account_id=account.id, token_hash=hash_token(token), expires_at=expires_at)
    )
    record_audit(db.session, actor, "reset_made", ("account", account.id))
    link = f"{current_settings().public_url}/reset#{VERSION}{token}"
    return {"link": link, "expires_at": expires_at}


def _drop_factors(account: Account, actor: Actor) -> int:
    count = factors.remove_all(account.id)
    accounts.end_sessions_of(account.id)
    details = {"factor": "all", "count": count}
    record_audit(db.session, actor, "factor_removed", ("account", account.id), details)
    return count


def _account_behind(token: str, address: str) -> Account:
    found = find_in_turn(
        "reset",
        reset_keys(address),
        lambda session: resets.account_of(session, _hash(token), now()),
        guessable=False,
    )
    if found is None:
        raise ProblemError(PROBLEMS["reset_unknown"])
    return found


def _account_of(login: str) -> Account:
    found = accounts.account_by_login(db.session(), login)
    if found is None:
        raise ProblemError(PROBLEMS["not_found"])
    return found


def _hash(token: str) -> str:
    return hash_token(token.removeprefix(VERSION))
