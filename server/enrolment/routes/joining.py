"""A phone joins a team."""

from typing import Any

from flask import Response, jsonify, request

from server.accounts.schemas import (
    ChallengeSchema,
    CodeSchema,
    JoinedSchema,
    JoinSchema,
    LookSchema,
    NonceSchema,
    RejoinedSchema,
    RejoinSchema,
)
from server.auth.cookies import DEVICE, read_cookie, set_cookie
from server.auth.current import current_principal
from server.crypto.secrets import hash_token
from server.enrolment.admit import ClaimedDevice
from server.enrolment.proof_challenges import Answered
from server.enrolment.routes.blueprint import blueprint
from server.enrolment.use_cases import challenging, join, rejoin

CODE_PROBLEMS = (
    "invitation_unknown",
    "invitation_expired",
    "invitation_used_up",
    "invitation_revoked",
    "too_many_attempts",
    "unsupported_media_type",
)
PROOF_PROBLEMS = ("proof_refused", "proof_expired", "proof_needed")


@blueprint.post("/api/challenge")
@blueprint.arguments(ChallengeSchema)
@blueprint.response(200, NonceSchema)
@blueprint.problems("too_many_attempts")
def post_challenge(given: dict[str, Any]) -> dict[str, str]:
    """What a phone signs to prove that it is the one that it says."""
    asked = given["purpose"], str(given["device"])
    return {"nonce": challenging.challenge(*asked, request.remote_addr or "")}


@blueprint.post("/api/join/look")
@blueprint.arguments(CodeSchema)
@blueprint.response(200, LookSchema)
@blueprint.problems(*CODE_PROBLEMS)
def post_look(given: dict[str, str]) -> dict[str, Any]:
    """What joining by a code would do."""
    return join.preview(given["code"], request.remote_addr or "")


@blueprint.post("/api/join")
@blueprint.arguments(JoinSchema)
@blueprint.response(200, JoinedSchema)
@blueprint.problems(
    *CODE_PROBLEMS,
    *PROOF_PROBLEMS,
    "consent_required",
    "name_refused",
    "name_in_team",
    "names_in_team",
    "device_revoked",
    "device_taken",
    "already_in_team",
    "team_full",
    "already_waiting",
    "phone_full",
)
def post_join(given: dict[str, Any]) -> Response:
    """Joins; a second code on the same phone adds a team or a person."""
    asked = join.Request(
        given["code"], given["name"], _claimed_device(given), given["consent"], given["namesake"]
    )
    shown, secret = join.join(asked, request.remote_addr or "")
    return _with_cookie(JoinedSchema().dump(shown), secret)


@blueprint.post("/api/rejoin")
@blueprint.arguments(RejoinSchema)
@blueprint.response(200, RejoinedSchema)
@blueprint.problems(
    *PROOF_PROBLEMS,
    "device_unknown",
    "device_taken",
    "too_many_attempts",
    "unsupported_media_type",
)
def post_rejoin(given: dict[str, Any]) -> Response:
    """Joins again by receipts; a phone does it by itself when the server has forgotten it."""
    names = {str(each["id"]): each["name"] for each in given["people"]}
    asked = rejoin.Request(_claimed_device(given), given["receipts"], names)
    shown, secret = rejoin.rejoin(asked, request.remote_addr or "")
    return _with_cookie(RejoinedSchema().dump(shown), secret)


def _claimed_device(given: dict[str, Any]) -> ClaimedDevice:
    proof = given["proof"]
    answered = Answered(proof["nonce"], proof["signature"]) if proof else None
    secret = read_cookie(DEVICE)
    return ClaimedDevice(
        str(given["device"]),
        given["key"],
        answered,
        current_principal().device,
        hash_token(secret) if secret else None,
    )


def _with_cookie(body: object, secret: str | None) -> Response:
    answer = jsonify(body)
    if secret is not None:
        set_cookie(answer, DEVICE, secret)
    return answer
