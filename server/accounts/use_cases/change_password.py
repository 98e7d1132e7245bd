"""A new password: a random one for an account below the own, or the own by hand."""

from server.accounts.password_strength import check_password
from server.accounts.passwords import hash_password, random_password
from server.accounts.use_cases.confirm_password import check_own_password, own_account_still
from server.accounts.use_cases.manage_accounts import account_to_give_access
from server.accounts.use_cases.sign_in import advance
from server.audit.writing import Actor, account_actor, record_audit
from server.auth.principal import Principal, SignedIn
from server.auth.store import accounts, browsers, resets
from server.auth.tables import Account
from server.crypto.secrets import hash_token
from server.database.engine import db
from server.organisation.store import units
from server.records.writer import writing
from sync.problems import PROBLEMS, ProblemError


def renew_password(principal: Principal, actor: Actor, account_id: str) -> dict[str, str]:
    """Gives an account a new random password, to be changed at the first sign-in by it, signs it out
    everywhere and commits. The answer is the only place where the password ever stands. Raises
    not_found, wrong_role, confirm_first."""
    account_to_give_access(principal, account_id)
    db.session.rollback()  # The next takes a while, and the checks took SQLite's lock.
    password = random_password()
    hashed = hash_password(password)
    # Behind the clock: who may sign in no more gives nobody a way in.
    with writing(db.session):
        account = account_to_give_access(principal, account_id)
        set_password(account, hashed, made=True)
        record_audit(db.session, actor, "password_renewed", ("account", account_id))
    db.session.commit()
    return {"password": password}


def change_own(session: SignedIn, old: str, new: str, browser: str | None) -> SignedIn:
    """Changes the own password, signs every other browser out, which is then known no more either,
    and commits; answers the session as it is now. Raises password_refused, wrong_password (also where
    the password was renewed, or the account disabled, while this was under way),
    too_many_attempts."""
    check_new_password(session, new)
    if new == old:
        raise ProblemError(PROBLEMS["password_refused"], {"reason": "same"})
    kept = check_own_password(session, old)
    hashed = hash_password(new)  # it takes a while, and the account is locked after this
    own = own_account_still(session, old, kept)
    set_password(own, hashed, keep=session.session, browser=browser)
    record_audit(db.session, account_actor(session), "password_changed", ("account", session.id))
    after = advance(session, own)
    db.session.commit()
    return after


def set_password(
    account: Account,
    hashed: str,
    *,
    made: bool = False,
    keep: str | None = None,
    browser: str | None = None,
) -> None:
    """The account's new password. All its sessions end but the one with the hash `keep`, no browser is
    known any more but the one with the secret `browser`, and no reset link holds. Commits nothing."""
    account.password_hash, account.password_made = hashed, made
    accounts.end_sessions_of(account.id, but=keep)
    browsers.forget_all(account.id, but=hash_token(browser) if browser else None)
    resets.drop(account.id)


def check_new_password(account: SignedIn | Account, new: str) -> None:
    """Raises password_refused for what somebody would try first at this account: among it its login,
    and the names of its owner, its unit and the units above. Ends the transaction in which it looks
    for them: on SQLite that locks all others out, also the one in which attempts are counted."""
    words, known, unit = [account.login, account.name], units.known_units(), account.unit_id
    while unit is not None and unit in known:
        words.append(known[unit].name)
        unit = known[unit].parent_id
    db.session.rollback()
    check_password(new, account.role, words)
