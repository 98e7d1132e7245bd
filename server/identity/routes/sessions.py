"""A coordinator's session."""

from typing import Any

from flask import Response, jsonify, request

from server.identity.cookies import ACCOUNT, drop_cookie, read_cookie, set_cookie
from server.identity.current import current_principal
from server.identity.principal import SignedIn
from server.identity.routes.blueprint import blueprint
from server.identity.schemas import CredentialsSchema, SessionSchema
from server.identity.sessions import absolute_limit
from server.identity.use_cases import signing_in


@blueprint.post("/api/session")
@blueprint.arguments(CredentialsSchema)
@blueprint.response(200, SessionSchema)
@blueprint.problems("bad_credentials", "too_many_attempts")
def post_session(given: dict[str, str]) -> Response:
    """Signs in: a new session under a new id, whatever cookie the browser came with."""
    account, token = signing_in.sign_in(
        given["login"], given["password"], request.remote_addr or "", read_cookie(ACCOUNT)
    )
    answer = jsonify(SessionSchema().dump(_shown(account)))
    set_cookie(answer, ACCOUNT, token, int(absolute_limit().total_seconds()))
    return answer


@blueprint.get("/api/session")
@blueprint.response(200, SessionSchema)
def get_session() -> dict[str, Any]:
    """The account that is signed in."""
    account = current_principal().account
    assert account is not None  # the gate let only accounts in
    return _shown(account)


@blueprint.delete("/api/session")
@blueprint.response(204)
def delete_session() -> Response:
    """Signs out."""
    account, token = current_principal().account, read_cookie(ACCOUNT)
    assert account is not None  # the gate let only accounts in
    assert token is not None
    signing_in.sign_out(account, token)
    answer = Response(status=204)
    drop_cookie(answer, ACCOUNT)
    return answer


def _shown(account: SignedIn) -> dict[str, Any]:
    return {"account": signing_in.show_account(account)}
