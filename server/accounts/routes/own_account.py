"""What somebody keeps of the own account: second factors, and the browsers that are signed in."""

from typing import Any
from uuid import UUID

from flask import request

from server.accounts.routes.blueprint import blueprint
from server.accounts.schemas_of_factors import (
    CeremonySchema,
    FactorsSchema,
    NewPasskeySchema,
    NotedSchema,
    OwnSessionsSchema,
    PasskeyAddedSchema,
    RecoverySchema,
    TotpCodeSchema,
    TotpSchema,
)
from server.accounts.use_cases import manage_factors, own_sessions, passkeys, totp
from server.auth.current import current_session


@blueprint.get("/api/account/factors")
@blueprint.response(200, FactorsSchema)
def get_factors() -> dict[str, Any]:
    """The own second factors, without anything secret."""
    return manage_factors.list_factors(current_session())


@blueprint.post("/api/account/totp")
@blueprint.response(200, TotpSchema)
@blueprint.problems("confirm_first")
def post_totp() -> dict[str, str]:
    """A secret for an authenticator app. It counts once a code of it was confirmed; until then the
    one of before does."""
    return totp.offer(current_session())


@blueprint.post("/api/account/totp/confirm")
@blueprint.arguments(TotpCodeSchema)
@blueprint.response(200, RecoverySchema)
@blueprint.problems("confirm_first", "bad_factor")
def post_totp_code(given: dict[str, str]) -> dict[str, Any]:
    """Shows that the authenticator app has the secret. With the first factor come recovery codes."""
    return totp.confirm(current_session(), given["code"])


@blueprint.delete("/api/account/totp")
@blueprint.response(204)
@blueprint.problems("confirm_first", "last_factor")
def delete_totp() -> None:
    """Takes the authenticator app away."""
    manage_factors.remove_totp(current_session())


@blueprint.post("/api/account/passkeys/options")
@blueprint.response(200, CeremonySchema)
@blueprint.problems("confirm_first", "passkeys_full")
def post_new_passkey_options() -> dict[str, Any]:
    """What a browser needs to make a passkey."""
    return passkeys.options_to_add(current_session(), request.host_url)


@blueprint.post("/api/account/passkeys")
@blueprint.arguments(NewPasskeySchema)
@blueprint.response(201, PasskeyAddedSchema)
@blueprint.problems(
    "confirm_first", "bad_factor", "label_refused", "passkeys_full", "too_many_attempts"
)
def post_passkey_added(given: dict[str, Any]) -> dict[str, Any]:
    """Adds a passkey. With the first factor come recovery codes."""
    return passkeys.add(
        current_session(), str(given["id"]), given["name"], given["credential"], request.host_url
    )


@blueprint.delete("/api/account/passkeys/<uuid:passkey_id>")
@blueprint.response(204)
@blueprint.problems("confirm_first", "last_factor")
def delete_passkey(passkey_id: UUID) -> None:
    """Takes a passkey away."""
    manage_factors.remove_passkey(current_session(), str(passkey_id))


@blueprint.post("/api/account/recovery")
@blueprint.response(200, RecoverySchema)
@blueprint.problems("confirm_first", "no_factor")
def post_recovery() -> dict[str, Any]:
    """New recovery codes, shown this once; those of before hold no more."""
    return manage_factors.renew_recovery(current_session())


@blueprint.get("/api/account/sessions")
@blueprint.response(200, OwnSessionsSchema)
def get_own_sessions() -> dict[str, Any]:
    """The browsers in which the own account is signed in."""
    return {"rows": own_sessions.list_sessions(current_session())}


@blueprint.delete("/api/account/sessions/<uuid:session_id>")
@blueprint.response(204)
@blueprint.problems("confirm_first")
def delete_own_session(session_id: UUID) -> None:
    """Signs one of them out."""
    own_sessions.end_one(current_session(), str(session_id))


@blueprint.delete("/api/account/sessions")
@blueprint.response(204)
@blueprint.problems("confirm_first")
def delete_own_sessions() -> None:
    """Signs all out but the one that asks."""
    own_sessions.end_others(current_session())


@blueprint.delete("/api/account/guesses")
@blueprint.response(204)
def delete_guesses() -> None:
    """Takes note of the failed sign-ins; they are told no more."""
    own_sessions.take_note_of_guesses(current_session())


@blueprint.delete("/api/account/access-changes")
@blueprint.arguments(NotedSchema, location="query")
@blueprint.response(204)
def delete_access_changes(query: dict[str, int]) -> None:
    """Takes note of what others did to the account; it is told no more."""
    own_sessions.take_note_of_changes(current_session(), query["until"])
