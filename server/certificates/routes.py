"""Certificates over HTTP."""

from typing import Any
from uuid import UUID

from server.auth.current import current_actor, current_principal
from server.certificates import schemas
from server.certificates.use_cases import certificates
from server.http.blueprint import ApiBlueprint
from server.http.concurrency import Work, take_permit

blueprint = ApiBlueprint(
    "certificates", __name__, template_folder="templates", description="Papers for volunteers"
)


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
    take_permit(Work.CHANGE)
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
