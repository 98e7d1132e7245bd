"""Phones that wait, and phones that are let in no more."""

from typing import Any
from uuid import UUID

from server.accounts.schemas import (
    DecidedSchema,
    DecisionSchema,
    EnrolmentQuerySchema,
    EnrolmentsSchema,
    PinResetSchema,
)
from server.auth.current import current_actor, current_principal
from server.enrolment.routes.blueprint import blueprint
from server.enrolment.use_cases import approve


@blueprint.get("/api/enrolments")
@blueprint.arguments(EnrolmentQuerySchema, location="query")
@blueprint.response(200, EnrolmentsSchema)
def get_enrolments(query: dict[str, Any]) -> dict[str, Any]:
    """The phones that wait for approval."""
    unit = str(query["unit"]) if "unit" in query else None
    return {"rows": approve.list_enrolments(current_principal(), unit, query["state"])}


@blueprint.post("/api/enrolments/<uuid:device_id>/<uuid:member_id>/decision")
@blueprint.arguments(DecisionSchema)
@blueprint.response(200, DecidedSchema)
@blueprint.problems("conflict_settled", "team_full")
def post_decision(given: dict[str, Any], device_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Lets a person's phone in, or turns it away."""
    return approve.decide(
        current_principal(),
        current_actor(),
        str(device_id),
        str(member_id),
        given["decision"],
        str(given["renewal"]) if given["renewal"] else None,
    )


@blueprint.post("/api/enrolments/<uuid:device_id>/<uuid:member_id>/pin")
@blueprint.arguments(PinResetSchema)
@blueprint.response(204)
@blueprint.problems("added_too_much")
def post_pin_reset(given: dict[str, UUID], device_id: UUID, member_id: UUID) -> None:
    """Takes away the PIN that locks a person's name on a phone."""
    approve.reset_pin(
        current_principal(), current_actor(), str(device_id), str(member_id), str(given["team"])
    )


@blueprint.delete("/api/devices/<uuid:device_id>")
@blueprint.response(204)
def delete_device(device_id: UUID) -> None:
    """Takes a phone's right away."""
    approve.revoke_device(current_principal(), current_actor(), str(device_id))
