"""Accounts that somebody keeps: a coordinator those strictly below the own unit, an administrator
all. Nobody keeps the own. What gives or takes access needs a session that is fresh."""

from contextlib import nullcontext
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import IntegrityError

from server.accounts.account_units import (
    audit_details,
    end_rights_given_by,
    set_account_unit,
    shut_out,
)
from server.accounts.passwords import NO_PASSWORD, hash_password, random_password
from server.accounts.use_cases.confirm_password import check_confirmed_lately
from server.accounts.use_cases.sign_in import is_demanded
from server.audit.writing import Actor, record_audit
from server.auth.principal import Kind, Principal
from server.auth.store import accounts, factors
from server.auth.tables import Account
from server.database.clock import now
from server.database.engine import db
from server.organisation.names import clean_name
from server.organisation.serializers import show_unit
from server.organisation.store import units
from server.records.writer import writing
from server.scope.reach import units_whose_accounts_are_kept
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def list_accounts(principal: Principal) -> list[Shown]:
    """The accounts that the asker keeps, by name."""
    everywhere = principal.kind is Kind.ADMINISTRATOR
    below = units_whose_accounts_are_kept(principal)
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
    coordinators strictly below the own unit), closed_on_day for a unit that is over or ends,
    confirm_first, name_refused, login_taken, invalid_shape."""
    _check_role_and_unit(principal, role, unit)
    check_confirmed_lately(principal)
    db.session.rollback()  # The next takes a while, and the checks took SQLite's lock.
    password = random_password()
    hashed = hash_password(password)
    with writing(db.session):
        # Behind the clock: a unit may end while one waits for it, and none ends under accounts.
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
    signed out at once, and so is one at another unit, which must have a new password where somebody
    who kept it keeps it no more. Raises not_found, wrong_role, name_refused,
    closed_on_day for a unit that is over or ends, confirm_first for more than a name, invalid_shape (a unit
    for an administrator)."""
    # The clock first, as whoever ends units and takes their accounts along; and whatever an account has
    # under way gives nobody a right any more once it may not sign in.
    with writing(db.session) if {"unit", "disabled"} & given.keys() else nullcontext():
        shown = _change(principal, actor, account_id, given)
    db.session.commit()
    return shown


def _change(principal: Principal, actor: Actor, account_id: str, given: dict[str, Any]) -> Shown:
    account = account_in_charge(principal, account_id)
    if "unit" in given:
        _check_role_and_unit(principal, account.role, given["unit"])
    if {"unit", "disabled"} & given.keys():
        check_confirmed_lately(principal)
    before = audit_details(account)
    account.name = clean_name(given["name"]) if "name" in given else account.name
    if given.get("unit", account.unit_id) != account.unit_id:
        set_account_unit(actor, account, given["unit"])
    if given.get("disabled", bool(account.disabled_at)) != bool(account.disabled_at):
        account.disabled_at = now() if given["disabled"] else None
    after = audit_details(account)
    if before["disabled"] != after["disabled"]:
        shut_out(account)
    if (before["disabled"], before["unit"]) != (after["disabled"], after["unit"]):
        end_rights_given_by(actor, account)
    if before != after:
        details = {"before": before, "after": after}
        record_audit(db.session, actor, "account_changed", ("account", account_id), details)
    return show_kept(account, factors.counts([account_id])[account_id])


def account_in_charge(principal: Principal, account_id: str) -> Account:
    """An account that the asker keeps. Raises wrong_role for the own one, not_found for others
    that are not kept."""
    account = accounts.account_to_change(account_id)
    if account is not None and _is_own(principal, account):
        raise ProblemError(PROBLEMS["wrong_role"])
    below = units_whose_accounts_are_kept(principal)
    everywhere = principal.kind is Kind.ADMINISTRATOR
    if account is None or not (everywhere or account.unit_id in below):
        raise ProblemError(PROBLEMS["not_found"])
    return account


def account_to_give_access(principal: Principal, account_id: str) -> Account:
    """An account that the asker keeps, to give or take a way into it. Raises as `account_in_charge`, and
    confirm_first."""
    account = account_in_charge(principal, account_id)
    check_confirmed_lately(principal)
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
        "without_password": account.password_hash == NO_PASSWORD,
        "demanded": is_demanded(account.role, account.unit_id),
        "created_at": account.created_at,
    }


def _check_role_and_unit(principal: Principal, role: str, unit: str | None) -> None:
    if role == "administrator" and principal.kind is not Kind.ADMINISTRATOR:
        raise ProblemError(PROBLEMS["wrong_role"])
    if (unit is None) != (role == "administrator"):
        errors = {"json": {"unit": ["a coordinator has a unit, an administrator has none"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})
    if unit is None:
        return
    if unit == principal.unit_id:
        raise ProblemError(PROBLEMS["wrong_role"])
    found = units.unit_by_id(unit)
    if found is None or unit not in units_whose_accounts_are_kept(principal):
        raise ProblemError(PROBLEMS["not_found"])
    if found.valid_to is not None:  # what is put at it would be left hanging
        raise ProblemError(PROBLEMS["closed_on_day"])


def _is_own(principal: Principal, account: Account) -> bool:
    return principal.account is not None and principal.account.id == account.id
