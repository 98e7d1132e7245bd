"""The people of teams."""

from typing import Any
from uuid import UUID

from server.auth.current import current_actor, current_principal
from server.directory.routes.blueprint import blueprint
from server.directory.use_cases import manage_members, merging_members, moving_members
from server.http.concurrency import Work, take_permit
from server.organisation.schemas import (
    MemberMoveSchema,
    MemberNameSchema,
    MembershipChangeSchema,
    MergePreviewSchema,
    MergeSchema,
    NamedSchema,
    NewMemberSchema,
    TeamMemberSchema,
)

_MERGING = ("merge_elsewhere", "merge_lead", "merge_erased", "still_waiting")


@blueprint.post("/api/teams/<uuid:team_id>/members")
@blueprint.arguments(NewMemberSchema)
@blueprint.response(201, TeamMemberSchema)
@blueprint.problems(
    "name_refused",
    "closed_on_day",
    "team_full",
    "day_too_late",
    "member_exists",
    "added_too_much",
)
def post_member(given: dict[str, Any], team_id: UUID) -> dict[str, Any]:
    """Adds a volunteer who has no phone in the team yet."""
    return manage_members.add_member(current_principal(), current_actor(), str(team_id), **given)


@blueprint.patch("/api/members/<uuid:member_id>")
@blueprint.arguments(MemberNameSchema)
@blueprint.response(200, NamedSchema)
@blueprint.problems("name_refused", "added_too_much")
def patch_member(given: dict[str, str], member_id: UUID) -> dict[str, Any]:
    """Corrects a member's name; a lead those of volunteers of the teams led."""
    return manage_members.rename_member(
        current_principal(), current_actor(), str(member_id), given["name"]
    )


@blueprint.patch("/api/teams/<uuid:team_id>/members/<uuid:member_id>")
@blueprint.arguments(MembershipChangeSchema)
@blueprint.response(200, TeamMemberSchema)
@blueprint.problems(
    "still_waiting",
    "closed_on_day",
    "team_full",
    "day_too_early",
    "day_too_late",
    "added_too_much",
)
def patch_membership(given: dict[str, Any], team_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Changes a member's latest time in a team: as what, from when to when, in which role. Only a
    coordinator changes roles and what concerns leads, and nobody the own role."""
    return manage_members.change_membership(
        current_principal(), current_actor(), str(team_id), str(member_id), given
    )


@blueprint.post("/api/teams/<uuid:team_id>/members/<uuid:member_id>/move")
@blueprint.arguments(MemberMoveSchema)
@blueprint.response(200, TeamMemberSchema)
@blueprint.problems(
    "already_there",
    "still_waiting",
    "closed_on_day",
    "team_full",
    "day_too_early",
    "day_too_late",
)
def post_member_move(given: dict[str, str], team_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Puts a member into another team from a day on, as a volunteer and with all their phones.
    Answers the new membership."""
    return moving_members.move_member(
        current_principal(), current_actor(), str(member_id), str(team_id), **given
    )


@blueprint.get("/api/teams/<uuid:team_id>/members/<uuid:member_id>/merge")
@blueprint.arguments(MergeSchema, location="query")
@blueprint.response(200, MergePreviewSchema)
@blueprint.problems(*_MERGING)
def get_member_merge(given: dict[str, Any], team_id: UUID, member_id: UUID) -> dict[str, Any]:
    """What would change if a member were made one with another of the same team, who is kept."""
    return merging_members.preview_merge(
        current_principal(), str(team_id), str(member_id), str(given["into"])
    )


@blueprint.post("/api/teams/<uuid:team_id>/members/<uuid:member_id>/merge")
@blueprint.arguments(MergeSchema)
@blueprint.response(200, TeamMemberSchema)
@blueprint.problems(*_MERGING, "added_too_much", "change_slow")
def post_member_merge(given: dict[str, Any], team_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Makes a member who stands in a team twice one: the other one is kept, with the sessions and the
    phones of both."""
    take_permit(Work.CHANGE)
    return merging_members.merge_members(
        current_principal(),
        current_actor(),
        str(team_id),
        str(member_id),
        into=str(given["into"]),
    )
