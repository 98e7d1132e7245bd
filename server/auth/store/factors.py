"""Second factors of accounts."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from server.auth.tables import Passkey, RecoveryCode, SpentChallenge, Totp
from server.database.engine import db


def has_factor(account_id: str) -> bool:
    """Whether the account has a passkey or an authenticator app."""
    return bool(counts([account_id])[account_id])


def counts(account_ids: Collection[str]) -> dict[str, int]:
    """How many passkeys and authenticator apps each of these accounts has."""
    found = dict.fromkeys(account_ids, 0)
    apps = select(Totp.account_id).where(Totp.account_id.in_(found), Totp.secret.is_not(None))
    keys = select(Passkey.account_id).where(Passkey.account_id.in_(found))
    for key in [*db.session.scalars(apps), *db.session.scalars(keys)]:
        found[key] += 1
    return found


def all_totp() -> Sequence[Totp]:
    """The authenticator apps of all accounts, locked."""
    return db.session.scalars(select(Totp).order_by(Totp.account_id).with_for_update()).all()


def totp_of(account_id: str) -> Totp | None:
    """The authenticator app, also one that is only offered yet."""
    return db.session.get(Totp, account_id)


def passkeys_of(account_id: str) -> Sequence[Passkey]:
    """The account's passkeys, the oldest first."""
    found = select(Passkey).where(Passkey.account_id == account_id)
    return db.session.scalars(found.order_by(Passkey.created_at, Passkey.id)).all()


def passkey_by_credential(credential_id: str) -> Passkey | None:
    """The passkey that an authenticator calls so."""
    found = select(Passkey).where(Passkey.credential_id == credential_id)
    return db.session.scalars(found).one_or_none()


def add(row: Passkey | Totp | RecoveryCode) -> None:
    """Adds a factor or a recovery code."""
    db.session.add(row)


def remove(row: Passkey | Totp) -> None:
    """Takes a factor away."""
    db.session.delete(row)
    db.session.flush()


def remove_all(account_id: str) -> int:
    """Takes all factors and recovery codes away; answers how many factors there were."""
    count = counts([account_id])[account_id]
    for table in (Passkey, Totp, RecoveryCode):
        db.session.execute(delete(table).where(table.account_id == account_id))
    return count


def recovery_left(account_id: str) -> int:
    """How many recovery codes are not used yet."""
    asked = select(func.count()).select_from(RecoveryCode)
    return db.session.scalar(asked.where(RecoveryCode.account_id == account_id)) or 0


def recovery_ids(account_id: str) -> list[str]:
    """The ids of the recovery codes that are not used yet."""
    asked = select(RecoveryCode.id).where(RecoveryCode.account_id == account_id)
    return sorted(db.session.scalars(asked))


def recovery_code(account_id: str, hashes: Collection[str]) -> RecoveryCode | None:
    """The code with one of these hashes, if it was not used yet."""
    asked = select(RecoveryCode).where(
        RecoveryCode.account_id == account_id, RecoveryCode.code_hash.in_(hashes)
    )
    return db.session.scalars(asked).one_or_none()


def drop_recovery_codes(account_id: str) -> None:
    """The codes of before hold no more."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def drop_recovery_code(code_id: str) -> bool:
    """The code holds no more; whether it did."""
    done = db.session.execute(
        delete(RecoveryCode).where(RecoveryCode.id == code_id).returning(RecoveryCode.id)
    )
    return bool(done.all())


def spend_challenge(challenge_id: str, moment: datetime, expires_at: datetime) -> bool:
    """Notes that a challenge was answered; False if it was before."""
    db.session.execute(delete(SpentChallenge).where(SpentChallenge.expires_at <= moment))
    if db.session.get(SpentChallenge, challenge_id) is not None:
        return False
    db.session.add(SpentChallenge(id=challenge_id, expires_at=expires_at))
    db.session.flush()
    return True


def pass_steps(step: int) -> None:
    """No code of an authenticator app up to this step is good any more."""
    db.session.execute(update(Totp).where(Totp.step < step).values(step=step))
