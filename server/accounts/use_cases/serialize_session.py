"""A session as its browser is told of it."""

from typing import Any

from server.accounts import access_changes, failed_sign_ins
from server.accounts.use_cases.sign_in import is_demanded
from server.auth.principal import SignedIn
from server.auth.stages import Stage
from server.auth.store import factors
from server.organisation.serializers import show_unit
from server.organisation.store import units


def show_session(session: SignedIn) -> dict[str, Any]:
    """The account with its unit, the stage, what second factors there are, and what failed before."""
    return {
        "account": show_account(session),
        "stage": session.stage.value,
        "factors": _factors(session.id),
        "demanded": is_demanded(session.role, session.unit_id),
        "access_changes": access_changes.shown_changes(session.id)
        if session.stage is Stage.READY
        else [],
        "guesses": failed_sign_ins.serialize_failures(session.id)
        if session.stage is Stage.READY
        else None,
    }


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


def _factors(account_id: str) -> list[str]:
    totp = factors.totp_of(account_id)
    found = {
        "passkey": bool(factors.passkeys_of(account_id)),
        "totp": totp is not None and totp.secret is not None,
        "recovery": factors.recovery_left(account_id) > 0,
    }
    return [name for name, there in found.items() if there]
