"""What a restored backup must not give back of second factors, reset links and phones that wait."""

from datetime import datetime

from server.accounts.use_cases.totp import current_step
from server.auth.store import factors, renewals, resets


def drop_factor(account_id: str, factor: str, at: datetime) -> bool:
    """Takes away what was taken away at a moment after the backup: `totp`, a passkey's id, or `all`;
    whether there was anything. What the account was given since that moment stays. Commits nothing."""
    passkeys = [
        row
        for row in factors.passkeys_of(account_id)
        if row.created_at <= at and factor in ("all", row.id)
    ]
    for row in passkeys:
        factors.remove(row)
    totp = factors.totp_of(account_id)
    has_app = totp is not None and totp.since is not None and totp.since <= at
    if totp is not None and has_app and factor in ("all", "totp"):
        factors.remove(totp)
    else:
        has_app = False
    if not factors.has_factor(account_id):
        factors.drop_recovery_codes(account_id)
    return bool(passkeys) or has_app


def forget_short_lived() -> None:
    """The backup does not know which reset links and which codes of authenticator apps were used since:
    none holds that may have been. Nor does it know which phones that waited to come back were refused,
    or came with a proof: whoever still wants to asks anew. Commits nothing."""
    resets.drop_all()
    renewals.drop_all()
    factors.pass_steps(current_step())
