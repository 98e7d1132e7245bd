"""Units and teams over HTTP."""

from typing import Any
from uuid import UUID

from server.blueprint import READING, ApiBlueprint
from server.identity.current import current_principal
from server.organisation.schemas import (
    TeamDetailSchema,
    TeamQuerySchema,
    TeamsSchema,
    UnitsSchema,
)
from server.organisation.use_cases import reading

blueprint = ApiBlueprint("organisation", __name__, description="Units and teams")


@blueprint.get("/api/units")
@blueprint.response(200, UnitsSchema)
@blueprint.problems(*READING)
def get_units() -> dict[str, Any]:
    """The units at or below the account's, and those that they took the place of."""
    return {"rows": reading.list_units(current_principal())}


@blueprint.get("/api/teams")
@blueprint.arguments(TeamQuerySchema, location="query")
@blueprint.response(200, TeamsSchema)
@blueprint.problems(*READING, "not_found")
def get_teams(query: dict[str, UUID]) -> dict[str, Any]:
    """The teams that the asker looks after."""
    unit = query.get("unit")
    return {"rows": reading.list_teams(current_principal(), str(unit) if unit else None)}


@blueprint.get("/api/teams/<uuid:team_id>")
@blueprint.response(200, TeamDetailSchema)
@blueprint.problems(*READING, "not_found")
def get_team(team_id: UUID) -> dict[str, Any]:
    """A team with its members and phones."""
    return reading.read_team(current_principal(), str(team_id))
