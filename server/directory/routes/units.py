"""The tree of units."""

from typing import Any
from uuid import UUID

from server.auth.current import current_actor, current_principal
from server.directory.routes.blueprint import blueprint
from server.directory.schemas_of_changes import UnitChangesSchema, UnitsChangedSchema
from server.directory.use_cases import changing_units, manage_units, reading
from server.http.concurrency import Work, take_permit
from server.http.etag import TAGGED, conditional_response
from server.organisation.schemas import (
    EndSchema,
    NewUnitSchema,
    UnitChangeSchema,
    UnitSchema,
    UnitsSchema,
)


@blueprint.get("/api/units")
@blueprint.response(200, UnitsSchema, headers=TAGGED)
@blueprint.alt_response(304, description="The asker has this answer", headers=TAGGED)
def get_units() -> Any:
    """The units at or below the account's, and those that they took the place of."""
    who = current_principal()
    return conditional_response(repr(who), lambda: {"rows": reading.list_units(who)})


@blueprint.post("/api/units")
@blueprint.arguments(NewUnitSchema)
@blueprint.response(201, UnitSchema)
@blueprint.problems("label_refused", "code_taken", "closed_on_day", "unit_full", "added_too_much")
def post_unit(given: dict[str, Any]) -> dict[str, Any]:
    """Sets up a unit under the account's own or one below it."""
    return manage_units.create_unit(current_principal(), current_actor(), **given)


@blueprint.patch("/api/units/<uuid:unit_id>")
@blueprint.arguments(UnitChangeSchema)
@blueprint.response(200, UnitSchema)
@blueprint.problems("label_refused", "code_taken", "added_too_much")
def patch_unit(given: dict[str, Any], unit_id: UUID) -> dict[str, Any]:
    """Corrects the name or the code of a unit below the account's own."""
    return manage_units.change_unit(current_principal(), current_actor(), str(unit_id), given)


@blueprint.post("/api/units/<uuid:unit_id>/end")
@blueprint.arguments(EndSchema)
@blueprint.response(200, UnitSchema)
@blueprint.problems(
    "unit_in_use",
    "unit_has_accounts",
    "day_too_early",
    "code_taken",
    "closed_on_day",
    "already_replaced",
    "added_too_much",
)
def post_unit_end(given: dict[str, str], unit_id: UUID) -> dict[str, Any]:
    """Ends a unit below the account's own; `on` is its last day."""
    return manage_units.end_unit(current_principal(), current_actor(), str(unit_id), given["on"])


@blueprint.post("/api/units/changes")
@blueprint.arguments(UnitChangesSchema)
@blueprint.response(200, UnitsChangedSchema)
@blueprint.problems(
    "label_refused",
    "code_taken",
    "closed_on_day",
    "day_too_early",
    "day_too_late",
    "already_replaced",
    "still_undecided",
    "unit_full",
    "added_too_much",
    "change_too_large",
    "change_slow",
)
def post_unit_changes(given: dict[str, Any]) -> dict[str, Any]:
    """Merges, divides, renames or moves units below the account's own from a day on; what stands
    under them goes along. With `dry_run` it changes nothing and tells what would happen, and what
    stands in the way. One at a time of an account."""
    take_permit(Work.CHANGE)
    return changing_units.change_units(current_principal(), current_actor(), **given)
