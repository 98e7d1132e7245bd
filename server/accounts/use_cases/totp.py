"""Codes of an authenticator app (TOTP, RFC 6238): six digits, every 30 seconds others."""

import hmac
from typing import Any

import pyotp

from server.accounts.use_cases import recovery
from server.accounts.use_cases.confirm_password import check_fresh
from server.accounts.use_cases.sign_in import advance
from server.audit.writing import account_actor, record_audit
from server.auth.principal import SignedIn
from server.auth.store import factors
from server.auth.tables import Totp
from server.crypto.secrets import decrypt, encrypt
from server.database.clock import now
from server.database.engine import db
from server.qr_codes.drawing import svg
from sync.problems import PROBLEMS, ProblemError

ISSUER = "Từng Ngõ"
STEP_SECONDS = 30
_DRIFT = 1
"""Steps that a phone's clock may be wrong by, either way (RFC 6238 5.2)."""


def offer(session: SignedIn) -> dict[str, str]:
    """{"secret", "uri", "qr"}: a new secret, which counts once `confirm` was given a code of it, and
    commits. Raises confirm_first."""
    account = check_fresh(session)
    secret = pyotp.random_base32()
    row = factors.totp_of(account.id)
    if row is None:
        row = Totp(account_id=account.id, step=0)
        factors.add(row)
    row.offered = encrypt("totp", account.id, secret)
    db.session.commit()
    uri = pyotp.TOTP(secret).provisioning_uri(name=session.login, issuer_name=ISSUER)
    return {"secret": secret, "uri": uri, "qr": svg(uri, ISSUER)}


def confirm(session: SignedIn, code: str) -> dict[str, Any]:
    """{"recovery"}: the codes that come with the first factor. The secret that was offered counts from
    now on, in the place of one of before; commits. Raises confirm_first, bad_factor (also where none
    was offered)."""
    account = check_fresh(session)
    row = factors.totp_of(account.id)
    offered = decrypt("totp", account.id, row.offered) if row and row.offered else None
    step = _step_of(offered, code) if offered else None
    if row is None or step is None:
        db.session.rollback()
        raise ProblemError(PROBLEMS["bad_factor"])
    row.secret, row.since, row.offered, row.step = row.offered, now(), None, step
    db.session.flush()
    codes = recovery.codes_with_first(session)
    actor, details = account_actor(account), {"factor": "totp"}
    record_audit(db.session, actor, "factor_added", ("account", account.id), details)
    advance(session, account)
    db.session.commit()
    return {"recovery": codes}


def spend(account_id: str, code: str) -> bool:
    """Whether it is a code of the account's authenticator app that was not used yet; it is used by
    this, and all before it. Commits nothing; the account's row is locked."""
    row = factors.totp_of(account_id)
    secret = decrypt("totp", account_id, row.secret) if row and row.secret else None
    step = _step_of(secret, code) if secret else None
    if row is None or step is None or step <= row.step:
        return False
    row.step = step
    return True


def current_step() -> int:
    """The number of the 30 seconds that it is in."""
    return int(now().timestamp()) // STEP_SECONDS


def _step_of(secret: str, code: str) -> int | None:
    """The latest step around now that has this code."""
    digits, made = "".join(code.split()), pyotp.TOTP(secret)
    for step in range(current_step() + _DRIFT, current_step() - _DRIFT - 1, -1):
        if hmac.compare_digest(made.generate_otp(step).encode(), digits.encode()):
            return step
    return None
