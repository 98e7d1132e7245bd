"""A phone joins a team."""

from typing import Any

from flask import Response, jsonify, request

from server.identity.cookies import DEVICE, set_cookie
from server.identity.current import current_principal
from server.identity.routes.blueprint import blueprint
from server.identity.schemas import (
    CodeSchema,
    JoinedSchema,
    JoinSchema,
    LookSchema,
    RejoinedSchema,
    RejoinSchema,
)
from server.identity.use_cases import joining, rejoining

CODE_PROBLEMS = (
    "invitation_unknown",
    "invitation_expired",
    "invitation_used_up",
    "invitation_revoked",
    "too_many_attempts",
    "unsupported_media_type",
)


@blueprint.post("/api/join/look")
@blueprint.arguments(CodeSchema)
@blueprint.response(200, LookSchema)
@blueprint.problems(*CODE_PROBLEMS)
def post_look(given: dict[str, str]) -> dict[str, Any]:
    """What joining by a code would do."""
    return joining.look(given["code"], request.remote_addr or "")


@blueprint.post("/api/join")
@blueprint.arguments(JoinSchema)
@blueprint.response(200, JoinedSchema)
@blueprint.problems(
    *CODE_PROBLEMS,
    "consent_required",
    "name_refused",
    "device_revoked",
    "device_taken",
    "already_in_team",
)
def post_join(given: dict[str, Any]) -> Response:
    """Joins; a second code on the same phone adds a team or a person."""
    asked = joining.Request(
        given["code"], given["name"], str(given["device"]), given["key"], given["consent"]
    )
    shown, secret = joining.join(asked, current_principal().device, request.remote_addr or "")
    return _with_cookie(JoinedSchema().dump(shown), secret)


@blueprint.post("/api/rejoin")
@blueprint.arguments(RejoinSchema)
@blueprint.response(200, RejoinedSchema)
@blueprint.problems("device_unknown", "device_taken", "too_many_attempts", "unsupported_media_type")
def post_rejoin(given: dict[str, Any]) -> Response:
    """Joins again by receipts; a phone does it by itself when the server has forgotten it."""
    names = {str(each["id"]): each["name"] for each in given["people"]}
    asked = rejoining.Request(str(given["device"]), given["key"], given["receipts"], names)
    phone, address = current_principal().device, request.remote_addr or ""
    shown, secret = rejoining.rejoin(asked, phone, address)
    return _with_cookie(RejoinedSchema().dump(shown), secret)


def _with_cookie(body: object, secret: str | None) -> Response:
    answer = jsonify(body)
    if secret is not None:
        set_cookie(answer, DEVICE, secret)
    return answer
