"""The second step of a sign-in: a code of the authenticator app, or a recovery code."""

from server.accounts.failed_sign_ins import note_failure
from server.accounts.use_cases import recovery, totp
from server.accounts.use_cases.sign_in import Begun, begin_session, stage_after_factor
from server.auth.principal import SignedIn
from server.auth.sessions import SignInClient
from server.auth.stages import Stage
from server.auth.store import accounts, browsers
from server.auth.tables import Account
from server.auth.throttle import begin_attempt, factor_keys, withdraw
from server.crypto.secrets import hash_token
from server.database.engine import db, read_session
from sync.problems import PROBLEMS, ProblemError


def prove(
    session: SignedIn, code: str | None, recovery_code: str | None, asker: SignInClient
) -> Begun:
    """The session after its second factor was shown, under a new token: a code of the authenticator
    app or a recovery code, each good once. A session that needs none is answered as it is. Raises
    bad_factor, too_many_attempts."""
    if session.stage is not Stage.FACTOR:
        return Begun(session)
    known = hash_token(asker.browser) if asker.browser else None
    with read_session() as looking:
        if known is not None and not browsers.is_known_to(looking, known, session.id):
            known = None
    noted = begin_attempt("factor", factor_keys(session.id, session.session, known))
    account = _account_in_stage(session)
    if account is None or not _is_right(account, code, recovery_code):
        db.session.rollback()
        note_failure(session.id)
        raise ProblemError(PROBLEMS["bad_factor"])
    begun = begin_session(account, asker, stage_after_factor(account, by_password=True))
    db.session.commit()
    withdraw(noted)
    return begun


def _account_in_stage(session: SignedIn) -> Account | None:
    """The account, locked, if the session still waits for its second factor: of two answers at once
    one finds it gone."""
    account = accounts.account_to_change(session.id)
    row = accounts.session_by_hash(session.session)
    waits = row is not None and row.stage == Stage.FACTOR
    return account if waits and account is not None and account.disabled_at is None else None


def _is_right(account: Account, code: str | None, recovery_code: str | None) -> bool:
    if code is not None:
        return totp.spend(account.id, code)
    return recovery_code is not None and recovery.spend(account, recovery_code)
