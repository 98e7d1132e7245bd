"""An account's session: signing in, in as many steps as it takes, and out."""

from typing import Any

from flask import Response, jsonify, request

from server.accounts.routes.blueprint import blueprint
from server.accounts.schemas import CredentialsSchema
from server.accounts.schemas_of_accounts import OwnPasswordSchema
from server.accounts.schemas_of_factors import (
    AssertionSchema,
    CeremonySchema,
    ConfirmSchema,
    FactorSchema,
    SessionSchema,
)
from server.accounts.use_cases import (
    change_password,
    confirm_password,
    passkeys,
    password_sign_in,
    second_factor,
    serialize_session,
)
from server.accounts.use_cases.sign_in import Begun
from server.auth.cookies import ACCOUNT, BROWSER, drop_cookie, read_cookie, set_cookie
from server.auth.current import current_session
from server.auth.sessions import SignInClient, absolute_limit


@blueprint.post("/api/session")
@blueprint.arguments(CredentialsSchema)
@blueprint.response(200, SessionSchema)
@blueprint.problems("bad_credentials", "too_many_attempts")
def post_session(given: dict[str, str]) -> Response:
    """Signs in: a new session under a new id, whatever cookie the browser came with. What is left
    to do before it may do anything else stands in `stage`."""
    return answer_with(password_sign_in.sign_in(given["login"], given["password"], client()))


@blueprint.get("/api/session")
@blueprint.response(200, SessionSchema)
def get_session() -> dict[str, Any]:
    """The account that is signed in, also if the sign-in is not finished."""
    return serialize_session.show_session(current_session())


@blueprint.delete("/api/session")
@blueprint.response(204)
def delete_session() -> Response:
    """Signs out."""
    password_sign_in.sign_out(current_session())
    answer = Response(status=204)
    drop_cookie(answer, ACCOUNT)
    return answer


@blueprint.post("/api/session/factor")
@blueprint.arguments(FactorSchema)
@blueprint.response(200, SessionSchema)
@blueprint.problems("bad_factor", "too_many_attempts")
def post_factor(given: dict[str, str]) -> Response:
    """The second step: a code of the authenticator app or a recovery code, each good once. A
    session that needs none is answered as it is."""
    begun = second_factor.prove(
        current_session(), given.get("code"), given.get("recovery"), client()
    )
    return answer_with(begun)


@blueprint.post("/api/session/passkey/options")
@blueprint.response(200, CeremonySchema)
def post_passkey_options() -> dict[str, Any]:
    """What a browser needs to ask for a passkey; nobody need say who they are."""
    return passkeys.options_to_sign_in(request.host_url)


@blueprint.post("/api/session/passkey")
@blueprint.arguments(AssertionSchema)
@blueprint.response(200, SessionSchema)
@blueprint.problems("bad_factor", "too_many_attempts")
def post_passkey(given: dict[str, Any]) -> Response:
    """Signs in by a passkey, which is both steps at once."""
    begun = passkeys.sign_in(str(given["id"]), given["credential"], request.host_url, client())
    return answer_with(begun)


@blueprint.post("/api/session/confirm")
@blueprint.arguments(ConfirmSchema)
@blueprint.response(204)
@blueprint.problems("wrong_password", "too_many_attempts")
def post_confirm(given: dict[str, str]) -> None:
    """The own password once more: for a quarter of an hour second factors, and the access of
    accounts below the own, can be changed."""
    confirm_password.confirm(current_session(), given["password"])


@blueprint.post("/api/session/password")
@blueprint.arguments(OwnPasswordSchema)
@blueprint.response(200, SessionSchema)
@blueprint.problems("wrong_password", "password_refused", "too_many_attempts")
def post_own_password(given: dict[str, str]) -> dict[str, Any]:
    """Changes the own password; every other browser is signed out."""
    session = change_password.change_own(
        current_session(), given["old"], given["new"], read_cookie(BROWSER)
    )
    return serialize_session.show_session(session)


def client() -> SignInClient:
    """Who asks to be signed in, as far as a browser tells."""
    return SignInClient(
        request.remote_addr or "",
        request.headers.get("User-Agent", ""),
        read_cookie(ACCOUNT),
        read_cookie(BROWSER),
    )


def answer_with(begun: Begun) -> Response:
    """The session, its cookie, and the one by which the browser is known again."""
    answer = jsonify(SessionSchema().dump(serialize_session.show_session(begun.session)))
    if begun.token is not None:
        set_cookie(answer, ACCOUNT, begun.token, int(absolute_limit().total_seconds()))
    if begun.browser is not None:
        set_cookie(answer, BROWSER, begun.browser)
    return answer
