"""Accounts that somebody keeps: a coordinator those strictly below the own unit, an administrator
all. Nobody keeps the own."""

from typing import Any
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from server.clock import now
from server.extensions import db
from server.identity.names import clean_name
from server.identity.passwords import hash_password, random_password
from server.identity.posting import facts_of
from server.identity.principal import Kind, Principal
from server.identity.scope import check_unit_in_scope, units_in_scope
from server.identity.store import accounts, factors
from server.identity.tables import Account
from server.identity.use_cases.beginning_sessions import is_demanded
from server.operations.audit import Actor, record_audit
from server.organisation.showing import show_unit
from server.organisation.store import units
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def list_accounts(principal: Principal) -> list[Shown]:
    """The accounts that the asker keeps, by name."""
    everywhere = principal.kind is Kind.ADMINISTRATOR
    below = units_in_scope(principal) - {principal.unit_id}
    kept = [
        account
        for account in accounts.all_accounts()
        if not _is_own(principal, account) and (everywhere or account.unit_id in below)
    ]
    counts = factors.counts([account.id for account in kept])
    return [show_kept(account, counts[account.id]) for account in kept]


def open_account(
    principal: Principal,
    actor: Actor,
    *,
    login: str,
    name: str,
    role: str = "coordinator",
    unit: str | None = None,
) -> Shown:
    """Makes an account with a random password and commits. The answer is the only place where the
    password ever stands. Raises not_found, wrong_role (administrators are made by administrators,
    coordinators strictly below the own unit), name_refused, login_taken, invalid_shape."""
    password = random_password()
    hashed = hash_password(password)  # It takes a while, and the checks take SQLite's lock.
    _check_role_and_unit(principal, role, unit)
    account = Account(
        id=str(uuid4()),
        login=login,
        name=clean_name(name),
        password_hash=hashed,
        role=role,
        unit_id=unit,
        created_at=now(),
        password_made=True,
    )
    try:
        with db.session.begin_nested():
            accounts.add_account(account)
    except IntegrityError as error:
        raise ProblemError(PROBLEMS["login_taken"]) from error
    details = {"login": login, "role": role, "unit": unit}
    record_audit(db.session, actor, "account_created", ("account", account.id), details)
    shown = {**show_kept(account, 0), "password": password}
    db.session.commit()
    return shown


def change_account(
    principal: Principal, actor: Actor, account_id: str, given: dict[str, Any]
) -> Shown:
    """Changes name, unit or whether the account may sign in, and commits; one that may not is
    signed out at once. Raises not_found, wrong_role, name_refused, invalid_shape (a unit for an
    administrator)."""
    account = kept_account(principal, account_id)
    if "unit" in given:
        _check_role_and_unit(principal, account.role, given["unit"])
    before = facts_of(account)
    account.name = clean_name(given["name"]) if "name" in given else account.name
    account.unit_id = given.get("unit", account.unit_id)
    if given.get("disabled", bool(account.disabled_at)) != bool(account.disabled_at):
        account.disabled_at = now() if given["disabled"] else None
        accounts.end_sessions_of(account_id)
    elif "unit" in given and is_demanded(account.role, account.unit_id):
        _end_without_factor(account)
    after = facts_of(account)
    if before != after:
        details = {"before": before, "after": after}
        record_audit(db.session, actor, "account_changed", ("account", account_id), details)
    shown = show_kept(account, factors.counts([account_id])[account_id])
    db.session.commit()
    return shown


def kept_account(principal: Principal, account_id: str) -> Account:
    """An account that the asker keeps. Raises wrong_role for the own one, not_found for others
    that are not kept."""
    account = accounts.account_to_change(account_id)
    if account is not None and _is_own(principal, account):
        raise ProblemError(PROBLEMS["wrong_role"])
    below = units_in_scope(principal) - {principal.unit_id}
    everywhere = principal.kind is Kind.ADMINISTRATOR
    if account is None or not (everywhere or account.unit_id in below):
        raise ProblemError(PROBLEMS["not_found"])
    return account


def show_kept(account: Account, factor_count: int) -> Shown:
    """An account without anything secret."""
    unit = units.unit_by_id(account.unit_id) if account.unit_id else None
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "role": account.role,
        "unit": show_unit(unit),
        "disabled": account.disabled_at is not None,
        "factors": factor_count,
        "demanded": is_demanded(account.role, account.unit_id),
        "created_at": account.created_at,
    }


def _check_role_and_unit(principal: Principal, role: str, unit: str | None) -> None:
    if role == "administrator" and principal.kind is not Kind.ADMINISTRATOR:
        raise ProblemError(PROBLEMS["wrong_role"])
    if (unit is None) != (role == "administrator"):
        errors = {"json": {"unit": ["a coordinator has a unit, an administrator has none"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})
    if unit is not None:
        check_unit_in_scope(principal, unit)
        if unit == principal.unit_id:
            raise ProblemError(PROBLEMS["wrong_role"])


def _end_without_factor(account: Account) -> None:
    """At the unit where the account stands now a second factor is demanded: signing in asks for it."""
    if not factors.has_factor(account.id):
        accounts.end_sessions_of(account.id)


def _is_own(principal: Principal, account: Account) -> bool:
    return principal.account is not None and principal.account.id == account.id
