"""Teams."""

from typing import Any
from uuid import UUID

from server.auth.current import current_actor, current_principal
from server.directory.routes.blueprint import blueprint
from server.directory.use_cases import manage_teams, reading
from server.organisation.schemas import (
    EndSchema,
    NewTeamSchema,
    TeamChangeSchema,
    TeamDetailSchema,
    TeamMoveSchema,
    TeamQuerySchema,
    TeamsSchema,
)


@blueprint.get("/api/teams")
@blueprint.arguments(TeamQuerySchema, location="query")
@blueprint.response(200, TeamsSchema)
def get_teams(query: dict[str, UUID]) -> dict[str, Any]:
    """The teams that the asker looks after."""
    unit = query.get("unit")
    return {"rows": reading.list_teams(current_principal(), str(unit) if unit else None)}


@blueprint.get("/api/teams/<uuid:team_id>")
@blueprint.response(200, TeamDetailSchema)
def get_team(team_id: UUID) -> dict[str, Any]:
    """A team with its members and phones."""
    return reading.read_team(current_principal(), str(team_id))


@blueprint.post("/api/teams")
@blueprint.arguments(NewTeamSchema)
@blueprint.response(201, TeamDetailSchema)
@blueprint.problems("label_refused", "closed_on_day", "day_too_late", "added_too_much")
def post_team(given: dict[str, Any]) -> dict[str, Any]:
    """Sets up a team under the coordinator's own unit or one below it."""
    return manage_teams.set_up_team(current_principal(), current_actor(), **given)


@blueprint.patch("/api/teams/<uuid:team_id>")
@blueprint.arguments(TeamChangeSchema)
@blueprint.response(200, TeamDetailSchema)
@blueprint.problems("label_refused")
def patch_team(given: dict[str, Any], team_id: UUID) -> dict[str, Any]:
    """Corrects what a team is called and what kind it is."""
    return manage_teams.change_team(current_principal(), current_actor(), str(team_id), given)


@blueprint.post("/api/teams/<uuid:team_id>/move")
@blueprint.arguments(TeamMoveSchema)
@blueprint.response(200, TeamDetailSchema)
@blueprint.problems("already_there", "closed_on_day", "day_too_early", "day_too_late")
def post_team_move(given: dict[str, str], team_id: UUID) -> dict[str, Any]:
    """Puts a team under another unit, from a day on; what was before stays where it counted."""
    return manage_teams.move_team(
        current_principal(), current_actor(), str(team_id), given["unit"], given["first"]
    )


@blueprint.post("/api/teams/<uuid:team_id>/end")
@blueprint.arguments(EndSchema)
@blueprint.response(200, TeamDetailSchema)
@blueprint.problems(
    "still_waiting", "closed_on_day", "day_too_early", "day_too_late", "change_slow"
)
def post_team_end(given: dict[str, str], team_id: UUID) -> dict[str, Any]:
    """Ends a team; `on` is its last day and that of its members, and its codes are withdrawn."""
    return manage_teams.end_team(current_principal(), current_actor(), str(team_id), given["on"])
