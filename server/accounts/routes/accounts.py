"""Accounts of coordinators and administrators, as others keep them."""

from typing import Any
from uuid import UUID

from server.accounts.routes.blueprint import blueprint
from server.accounts.schemas_of_accounts import (
    AccountChangeSchema,
    AccountsSchema,
    KeptAccountSchema,
    NewAccountAnswerSchema,
    NewAccountSchema,
    PasswordSchema,
)
from server.accounts.use_cases import change_password, manage_accounts
from server.auth.current import current_actor, current_principal


@blueprint.get("/api/accounts")
@blueprint.response(200, AccountsSchema)
def get_accounts() -> dict[str, Any]:
    """The accounts of units below the asker's own; an administrator sees all."""
    return {"rows": manage_accounts.list_accounts(current_principal())}


@blueprint.post("/api/accounts")
@blueprint.arguments(NewAccountSchema)
@blueprint.response(201, NewAccountAnswerSchema)
@blueprint.problems("confirm_first", "closed_on_day", "name_refused", "login_taken")
def post_account(given: dict[str, Any]) -> dict[str, Any]:
    """Makes an account and shows its random password, once."""
    return manage_accounts.open_account(current_principal(), current_actor(), **given)


@blueprint.patch("/api/accounts/<uuid:account_id>")
@blueprint.arguments(AccountChangeSchema)
@blueprint.response(200, KeptAccountSchema)
@blueprint.problems("confirm_first", "closed_on_day", "name_refused")
def patch_account(given: dict[str, Any], account_id: UUID) -> dict[str, Any]:
    """Changes an account below the own: its name, its unit, whether it may sign in."""
    return manage_accounts.change_account(
        current_principal(), current_actor(), str(account_id), given
    )


@blueprint.post("/api/accounts/<uuid:account_id>/password")
@blueprint.response(200, PasswordSchema)
@blueprint.problems("confirm_first")
def post_account_password(account_id: UUID) -> dict[str, str]:
    """Gives an account below the own a new random password and signs it out everywhere."""
    return change_password.renew_password(current_principal(), current_actor(), str(account_id))
