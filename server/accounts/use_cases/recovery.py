"""Recovery codes: ten that come with the first second factor and stand for it once each."""

import secrets
from uuid import uuid4

from server.audit.writing import AtUnit, account_actor, record_audit
from server.auth.principal import SignedIn
from server.auth.store import accounts, factors
from server.auth.tables import RecoveryCode
from server.crypto.secrets import hashes_of_guessable
from server.database.engine import db
from sync.code import ALPHABET

COUNT = 10
_GROUP_CHARS = 4


def make_codes(account_id: str) -> list[str]:
    """Ten new codes of 40 bits, "7KQX-AB2D"; those of before hold no more. Commits nothing."""
    factors.drop_recovery_codes(account_id)
    codes = [_new_code() for _ in range(COUNT)]
    for code in codes:
        row = RecoveryCode(
            id=str(uuid4()), account_id=account_id, code_hash=_hashes(account_id, code)[0]
        )
        factors.add(row)
    return codes


def codes_with_first(session: SignedIn) -> list[str] | None:
    """New codes if the account has none, else None: those that it has hold on. With the first factor its
    other sessions end: whoever knows the password may have begun them."""
    if factors.recovery_left(session.id):
        return None
    accounts.end_sessions_of(session.id, but=session.session)
    return make_codes(session.id)


def spend(account: AtUnit, code: str) -> bool:
    """Whether it is a code of the account that was not used yet; it is used by this. Commits
    nothing; the account's row is locked."""
    found = factors.recovery_code(account.id, _hashes(account.id, code))
    if found is None or not factors.drop_recovery_code(found.id):
        return False
    actor, details = account_actor(account), {"code": found.id}
    record_audit(db.session, actor, "recovery_used", ("account", account.id), details)
    return True


def _new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_GROUP_CHARS)) for _ in range(2))
    return "-".join(groups)


def _hashes(account_id: str, code: str) -> list[str]:
    """However it is typed: small letters, without the dash."""
    plain = "".join(char for char in code.upper() if char.isalnum())
    return hashes_of_guessable(f"recovery|{account_id}|{plain}")
