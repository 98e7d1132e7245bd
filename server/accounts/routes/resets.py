"""A new password by a link that a coordinator above made."""

from uuid import UUID

from flask import Response, request

from server.accounts.routes.blueprint import blueprint
from server.accounts.schemas_of_factors import (
    ResetLinkSchema,
    ResetLookSchema,
    ResetSchema,
    ResetTokenSchema,
)
from server.accounts.use_cases import reset_password
from server.auth.cookies import BROWSER, read_cookie, set_cookie
from server.auth.current import current_actor, current_principal


@blueprint.post("/api/accounts/<uuid:account_id>/reset")
@blueprint.response(200, ResetLinkSchema)
@blueprint.problems("confirm_first", "account_disabled")
def post_reset_link(account_id: UUID) -> dict[str, object]:
    """Makes a link by which the owner of an account below the own sets a new password. It holds for
    half an hour and once, and one of before no more."""
    return reset_password.make_link_for(current_principal(), current_actor(), str(account_id))


@blueprint.delete("/api/accounts/<uuid:account_id>/factors")
@blueprint.response(204)
@blueprint.problems("confirm_first")
def delete_account_factors(account_id: UUID) -> None:
    """Takes away all second factors of an account below the own, whose owner lost the phone."""
    reset_password.drop_factors_of(current_principal(), current_actor(), str(account_id))


@blueprint.post("/api/reset/look")
@blueprint.arguments(ResetTokenSchema)
@blueprint.response(200, ResetLookSchema)
@blueprint.problems("reset_unknown", "too_many_attempts")
def post_reset_look(given: dict[str, str]) -> dict[str, str]:
    """Whose password a link sets."""
    return reset_password.read_reset_link(given["token"], request.remote_addr or "")


@blueprint.post("/api/reset")
@blueprint.arguments(ResetSchema)
@blueprint.response(204)
@blueprint.problems("reset_unknown", "password_refused", "too_many_attempts")
def post_reset(given: dict[str, str]) -> Response:
    """Sets a new password by a link and signs the account out everywhere. Its second factors stay,
    and this browser counts as one that signed in before."""
    browser = reset_password.reset(
        given["token"], given["password"], request.remote_addr or "", read_cookie(BROWSER)
    )
    answer = Response(status=204)
    set_cookie(answer, BROWSER, browser)
    return answer
