"""Invitations into a team."""

from typing import Any
from uuid import UUID

from server.accounts.schemas import InvitationsSchema, InvitationWishSchema, NewInvitationSchema
from server.auth.current import current_actor, current_principal
from server.enrolment.routes.blueprint import blueprint
from server.enrolment.use_cases import invite


@blueprint.get("/api/teams/<uuid:team_id>/invitations")
@blueprint.response(200, InvitationsSchema)
def get_invitations(team_id: UUID) -> dict[str, Any]:
    """A team's invitations, without their codes."""
    return {"rows": invite.list_invitations(current_principal(), str(team_id))}


@blueprint.post("/api/teams/<uuid:team_id>/invitations")
@blueprint.arguments(InvitationWishSchema)
@blueprint.response(201, NewInvitationSchema)
@blueprint.problems("closed_on_day", "confirm_first", "added_too_much", "still_waiting")
def post_invitation(given: dict[str, Any], team_id: UUID) -> dict[str, Any]:
    """Makes an invitation and shows its codes, once."""
    wish = invite.invitation_options(**given)
    return invite.invite(current_principal(), current_actor(), str(team_id), wish)


@blueprint.delete("/api/invitations/<uuid:invitation_id>")
@blueprint.response(204)
def delete_invitation(invitation_id: UUID) -> None:
    """Withdraws an invitation; who has joined by it stays."""
    invite.revoke_invitation(current_principal(), current_actor(), str(invitation_id))
