"""Passkeys: making one, and signing in by one. The authenticator checks who sits there, so that one
alone stands for the password and the second factor."""

from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from server.accounts.credentials import Credential, Site
from server.accounts.use_cases import recovery
from server.accounts.use_cases.confirm_password import check_fresh, check_still_fresh
from server.accounts.use_cases.manage_factors import show_passkey
from server.accounts.use_cases.sign_in import (
    Begun,
    advance,
    begin_session,
    stage_after_factor,
)
from server.accounts.webauthn_challenges import challenge_of, new_challenge
from server.audit.writing import account_actor, record_audit
from server.auth.principal import SignedIn
from server.auth.rate_limits import PASSKEYS
from server.auth.sessions import SignInClient
from server.auth.stages import Stage
from server.auth.store import accounts, factors
from server.auth.tables import Account, Passkey
from server.auth.throttle import client_at
from server.config import current_settings
from server.crypto.secrets import hash_token
from server.database.clock import now
from server.database.engine import db, only_reading
from server.organisation.names import clean_label
from sync.problems import PROBLEMS, ProblemError

MOST = 10
_NAME_CODE_POINTS = 60
_SIGN_IN = "sign in"


def options_to_sign_in(host_url: str) -> dict[str, Any]:
    """{"id", "options"} for whoever has a passkey of this server. `host_url` is the address that was
    asked."""
    key, challenge = new_challenge(_SIGN_IN)
    return {"id": key, "options": _library().request_options(_site(host_url), challenge)}


def sign_in(key: str, answer: dict[str, Any], host_url: str, asker: SignInClient) -> Begun:
    """A new session, and the end of the one that the browser came with, which may be one that
    waited for its second factor. Commits. Raises bad_factor."""
    PASSKEYS.count(client_at(asker.address))
    challenge, kept = challenge_of(key, _SIGN_IN), _credential_of(answer)
    if challenge is None or kept is None:
        raise _refused()
    owner, credential = kept
    # Dear, so nothing is locked: what was read is read again behind the lock.
    count: int | None = _library().verify_assertion(
        answer, _site(host_url), challenge[0], owner, credential
    )
    if count is None:
        raise _refused()
    row, account = _passkey_to_use(owner, credential)
    if row is None or account is None or not factors.spend_challenge(key, now(), challenge[1]):
        raise _refused()
    row.sign_count, row.last_used_at = count, now()
    stage = stage_after_factor(account, by_password=_waited_for_factor(account, asker))
    begun = begin_session(account, asker, stage)
    db.session.commit()
    return begun


def options_to_add(session: SignedIn, host_url: str) -> dict[str, Any]:
    """{"id", "options"} for a new passkey of the own account. Raises confirm_first, passkeys_full."""
    with only_reading():
        check_still_fresh(session)
        there = _check_room(session.id)
    key, challenge = new_challenge(_adding(session.id))
    site = _site(host_url)
    options = _library().creation_options(
        site, challenge, session.id, session.login, session.name, there
    )
    return {"id": key, "options": options}


def add(
    session: SignedIn, key: str, name: str, answer: dict[str, Any], host_url: str
) -> dict[str, Any]:
    """{"passkey", "recovery"}: adds a passkey, with recovery codes if it is the first factor, and
    commits. Raises confirm_first, passkeys_full, label_refused, bad_factor."""
    PASSKEYS.count(f"account {session.id}")
    with only_reading():
        check_still_fresh(session)
        _check_room(session.id)
    label, challenge = clean_label(name, _NAME_CODE_POINTS), challenge_of(key, _adding(session.id))
    if challenge is None:
        raise _refused()
    made: Credential | None = _library().verify_creation(answer, _site(host_url), challenge[0])
    if made is None:
        raise _refused()
    account = check_fresh(session)
    _check_room(account.id)
    if factors.passkey_by_credential(made.id) is not None:
        raise _refused()
    if not factors.spend_challenge(key, now(), challenge[1]):
        raise _refused()
    row = Passkey(
        id=str(uuid4()),
        account_id=account.id,
        credential_id=made.id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=label,
        created_at=now(),
    )
    try:
        with db.session.begin_nested():
            factors.add(row)
    except IntegrityError as error:  # another account has just registered it
        raise _refused() from error
    codes = recovery.codes_with_first(session)
    actor, details = account_actor(account), {"factor": row.id}
    record_audit(db.session, actor, "factor_added", ("account", account.id), details)
    advance(session, account)
    shown = show_passkey(row)
    db.session.commit()
    return {"passkey": shown, "recovery": codes}


def _credential_of(answer: dict[str, Any]) -> tuple[str, Credential] | None:
    """Whose passkey an answer names, and what is kept of it; None for one that there is not."""
    named = answer.get("id")
    if not isinstance(named, str):
        return None
    with only_reading():
        row = factors.passkey_by_credential(named)
        if row is None:
            return None
        return row.account_id, Credential(row.credential_id, row.public_key, row.sign_count)


def _passkey_to_use(owner: str, kept: Credential) -> tuple[Passkey | None, Account | None]:
    """The passkey and its account, which nobody else changes until the commit; None where either is
    not what it was when the signature was looked at."""
    account = accounts.account_to_change(owner)
    if account is None or account.disabled_at is not None:
        return None, None
    row = factors.passkey_by_credential(kept.id)
    now_kept = row and (row.account_id, row.public_key, row.sign_count)
    if now_kept != (owner, kept.public_key, kept.sign_count):
        return None, None
    return row, account


def _waited_for_factor(account: Account, asker: SignInClient) -> bool:
    """Whether the password was given before, in a session that waits for the second factor."""
    row = accounts.session_by_hash(hash_token(asker.token)) if asker.token else None
    return row is not None and (row.account_id, row.stage) == (account.id, Stage.FACTOR)


def _check_room(account_id: str) -> list[str]:
    """The credentials that the account has. Raises passkeys_full."""
    there = [each.credential_id for each in factors.passkeys_of(account_id)]
    if len(there) >= MOST:
        raise ProblemError(PROBLEMS["passkeys_full"])
    return there


def _adding(account_id: str) -> str:
    return f"add to {account_id}"


def _refused() -> ProblemError:
    return ProblemError(PROBLEMS["bad_factor"])


def _site(host_url: str) -> Site:
    """By PUBLIC_URL; a server on loopback has several names, of which browsers take `localhost`."""
    settings = current_settings()
    parts = urlsplit(host_url if settings.loopback else settings.public_url)
    return Site(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")


def _library() -> ModuleType:
    from server.accounts import ceremonies  # noqa: PLC0415  # 10 MB, for whoever uses a passkey

    return ceremonies
