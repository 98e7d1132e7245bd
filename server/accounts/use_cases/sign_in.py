"""A session begins, or goes one stage on."""

from dataclasses import dataclass

from server.accounts import failed_sign_ins
from server.accounts.user_agents import browser_of
from server.audit.writing import account_actor, record_audit
from server.auth.principal import Kind, SignedIn
from server.auth.second_factor_policy import requires_second_factor
from server.auth.sessions import SignInClient, absolute_limit, idle_limit
from server.auth.stages import LIVES, Stage, next_stage
from server.auth.store import accounts, browsers, factors
from server.auth.tables import Account, AccountSession
from server.crypto.secrets import hash_token, new_token
from server.database.clock import now
from server.database.engine import db
from server.organisation.store import units


@dataclass(frozen=True)
class Begun:
    """A session as it is now; `token` and `browser` are new secrets for the browser's cookies, None
    where it keeps what it has."""

    session: SignedIn
    token: str | None = None
    browser: str | None = None


def is_demanded(role: str, unit_id: str | None) -> bool:
    """Whether such an account must have a second factor: an administrator's, and one at a unit above
    a commune, where the setting demands it."""
    unit = units.unit_by_id(unit_id) if unit_id else None
    return requires_second_factor(role, unit.kind if unit else None)


def stage_after_factor(account: Account, *, by_password: bool) -> Stage:
    """Where a sign-in stands once the second factor was shown or there is none. A password that was
    made by somebody else is to be changed by whoever signs in with it."""
    return next_stage(
        has_factor=factors.has_factor(account.id),
        password_made=account.password_made and by_password,
        demanded=is_demanded(account.role, account.unit_id),
    )


def begin_session(account: Account, asker: SignInClient, stage: Stage) -> Begun:
    """A new session in a stage under a new token; the one that the browser came with ends. Unless a
    second factor is still to be shown, the account is signed in by this: the browser is known from
    now on, and what failed before is shown. Commits nothing."""
    token = new_token()
    if asker.token:
        accounts.end_session(hash_token(asker.token))
    accounts.end_expired_sessions(now(), idle_limit())
    row = AccountSession(
        token_hash=hash_token(token),
        account_id=account.id,
        created_at=now(),
        last_seen_at=now(),
        expires_at=now() + LIVES.get(stage, absolute_limit()),
        stage=stage,
        browser=browser_of(asker.user_agent),
    )
    accounts.add_session(row)
    session = signed_in(account, row)
    if stage is Stage.FACTOR:
        return Begun(session, token)
    failed_sign_ins.pass_on(account.id)
    record_audit(db.session, account_actor(account), "signed_in", ("account", account.id))
    return Begun(session, token, know_browser(account.id, asker.browser))


def advance(session: SignedIn, account: Account) -> SignedIn:
    """The session after its account's password was changed or a factor added: perhaps ready now.
    Commits nothing. The account's row is locked."""
    row = accounts.session_by_hash(session.session)
    if row is None or row.stage not in (Stage.PASSWORD, Stage.ENROL):
        return session
    db.session.flush()
    stage = stage_after_factor(account, by_password=True)
    if stage is not row.stage:
        row.stage = stage
        row.expires_at = row.created_at + LIVES.get(stage, absolute_limit())
    return signed_in(account, row)


def signed_in(account: Account, row: AccountSession) -> SignedIn:
    """The account behind a session's row."""
    return SignedIn(
        account.id,
        account.login,
        account.name,
        Kind(account.role),
        account.unit_id,
        Stage(row.stage),
        row.token_hash,
    )


def know_browser(account_id: str, secret: str | None) -> str:
    """The secret by which the browser is known to the account from now on: the one that it brings,
    if this server made it, or a new one."""
    kept = secret if secret and browsers.is_of_ours(hash_token(secret)) else new_token()
    browsers.remember(hash_token(kept), account_id, now())
    return kept
