"""Certificates over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response, request

from server.auth.change_lock import one_change
from server.auth.current import current_actor, current_principal
from server.auth.rate_limits import RateLimit
from server.auth.throttle import current_client
from server.certificates import proof_page, schemas
from server.certificates.use_cases import certificates
from server.database.clock import day_of
from server.http.blueprint import ApiBlueprint
from server.http.headers import POLICY
from server.http.request_log import note_problem
from sync.problems import ProblemError

blueprint = ApiBlueprint("certificates", __name__, description="Papers for volunteers")
_OF_PAGES = RateLimit(60, 60)
"""Whoever holds a paper needs no account to ask."""


@blueprint.get("/api/teams/<uuid:team_id>/members/<uuid:member_id>/certificates")
@blueprint.arguments(schemas.DaysSchema, location="query")
@blueprint.response(200, schemas.CertificatePreviewSchema)
def get_certificates(query: dict[str, str], team_id: UUID, member_id: UUID) -> dict[str, Any]:
    """What a certificate of these days would say of a member of a team, and what was issued so far."""
    return certificates.preview_certificate(
        current_principal(), str(team_id), str(member_id), **query
    )


@blueprint.post("/api/teams/<uuid:team_id>/members/<uuid:member_id>/certificates")
@blueprint.arguments(schemas.DaysSchema)
@blueprint.response(201, schemas.CertificateSchema)
@blueprint.problems("nothing_to_confirm", "day_too_late", "certificates_full")
def post_certificate(given: dict[str, str], team_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Issues a certificate: the figures of these days are kept under a code and never changed. One at a time
    of an account."""
    with one_change():
        return certificates.issue_certificate(
            current_principal(), current_actor(), str(team_id), str(member_id), **given
        )


@blueprint.get("/api/certificates/<string:code>")
@blueprint.response(200, schemas.CertificateSchema)
def get_certificate(code: str) -> dict[str, Any]:
    """A certificate as it is printed."""
    return certificates.read_certificate(current_principal(), code)


@blueprint.post("/api/certificates/<string:code>/withdrawal")
@blueprint.arguments(schemas.WithdrawalSchema)
@blueprint.response(200, schemas.CertificateSchema)
@blueprint.problems("label_refused", "person_named")
def post_withdrawal(given: dict[str, str | None], code: str) -> dict[str, Any]:
    """Withdraws a certificate: whoever asks by its code is told so from then on."""
    return certificates.withdraw_certificate(
        current_principal(), current_actor(), code, given["reason"]
    )


@blueprint.get("/c/<string:code>")
@blueprint.response(200, {"type": "string"}, content_type="text/html")
@blueprint.problems("too_many_attempts")
def get_proof(code: str) -> Response:
    """The page that says whether a certificate is genuine, or was withdrawn. Sixty times a minute for one
    asker. What goes wrong is a page too for whoever takes one."""
    try:
        _OF_PAGES.check(current_client())
        row = certificates.prove_certificate(code)
    except ProblemError as error:
        return _refusal(error)
    if row.withdrawn_at is not None:
        return _shown(proof_page.withdrawn_page(row, day_of(row.withdrawn_at)))
    return _shown(proof_page.genuine_page(row))


def _refusal(error: ProblemError) -> Response:
    # Browsers name pages; a program that only says that all is welcome is told as everywhere.
    if "text/html" not in request.headers.get("Accept", ""):
        raise error
    note_problem(error.problem.code)
    answer = _shown(
        proof_page.unknown_page()
        if error.retry_after is None
        else proof_page.wait_page(error.retry_after)
    )
    answer.status_code = error.problem.status
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _shown(text: str) -> Response:
    answer = Response(text, mimetype="text/html")
    answer.headers[POLICY] = proof_page.POLICY
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
