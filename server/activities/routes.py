"""Activities over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response

from server.activities import schemas
from server.activities.use_cases import activities, listing, programme, team_plan
from server.activities.use_cases.sheet import activities_as_sheet
from server.auth.current import current_actor, current_principal
from server.auth.file_limiter import limit_files
from server.database.clock import today
from server.http.blueprint import ApiBlueprint
from server.http.etag import TAGGED, conditional_response
from server.spreadsheets.writing import MEDIA_TYPE

blueprint = ApiBlueprint(
    "gatherings", __name__, url_prefix="/api", description="Activities and their programmes"
)

_REFUSED = (
    "label_refused",
    "person_named",
    "link_refused",
    "activity_there",
    "activities_full",
    "added_too_much",
)


@blueprint.get("/activities")
@blueprint.arguments(schemas.ActivitiesQuerySchema, location="query")
@blueprint.response(200, schemas.ActivitiesSchema)
def get_activities(query: dict[str, Any]) -> dict[str, Any]:
    """The activities of a unit and all below it, with what was done at them, and those of units above to which
    teams of the unit are invited, with what these did."""
    return {"rows": listing.list_with_above(current_principal(), **query)}


@blueprint.get("/activities.xlsx")
@limit_files
@blueprint.arguments(schemas.ActivitySheetQuerySchema, location="query")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE)
def get_activities_sheet(query: dict[str, Any]) -> Response:
    """The same as an Excel file, of one kind if wanted."""
    answer = Response(activities_as_sheet(current_principal(), **query), mimetype=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="hoat-dong-{today()}.xlsx"'
    return answer


@blueprint.post("/activities")
@blueprint.arguments(schemas.ActivityToWriteSchema)
@blueprint.response(201, schemas.ActivitySchema)
@blueprint.problems(*_REFUSED)
def post_activity(given: dict[str, Any]) -> dict[str, Any]:
    """Sets an activity up; the sessions of the teams of a day of action on its days belong to it."""
    return activities.add_activity(current_principal(), current_actor(), **given)


@blueprint.put("/activities/<uuid:activity_id>")
@blueprint.arguments(schemas.ActivityToWriteSchema)
@blueprint.response(200, schemas.ActivitySchema)
@blueprint.problems(*_REFUSED, "changed_meanwhile")
def put_activity(given: dict[str, Any], activity_id: UUID) -> dict[str, Any]:
    """Writes an activity anew."""
    return activities.change_activity(
        current_principal(), current_actor(), str(activity_id), **given
    )


@blueprint.delete("/activities/<uuid:activity_id>")
@blueprint.response(204)
def delete_activity(activity_id: UUID) -> None:
    """Calls an activity off."""
    activities.call_off(current_principal(), current_actor(), str(activity_id))


@blueprint.get("/activities/<uuid:activity_id>/programme")
@blueprint.response(200, schemas.ProgrammeSchema)
def get_programme(activity_id: UUID) -> dict[str, Any]:
    """The programme of an activity."""
    return programme.read_programme(current_principal(), str(activity_id))


@blueprint.put("/activities/<uuid:activity_id>/programme")
@blueprint.arguments(schemas.ProgrammeToWriteSchema)
@blueprint.response(200, schemas.ProgrammeSchema)
@blueprint.problems("label_refused", "person_named", "changed_meanwhile", "added_too_much")
def put_programme(given: dict[str, Any], activity_id: UUID) -> dict[str, Any]:
    """Writes the programme of an activity anew; its phones have it with their next round."""
    return programme.write_programme(
        current_principal(), current_actor(), str(activity_id), **given
    )


@blueprint.get("/teams/<uuid:team_id>/plan")
@blueprint.response(200, schemas.TeamPlanSchema, headers=TAGGED)
@blueprint.alt_response(304, description="The asker has this answer", headers=TAGGED)
def get_team_plan(team_id: UUID) -> Any:
    """What a team's phones show of its targets, and its days of action of the next two weeks."""
    who = current_principal()
    return conditional_response(repr(who), lambda: team_plan.team_plan(who, str(team_id)))
