"""Targets and indicators over HTTP."""

from typing import Any
from uuid import UUID

from server.auth.current import current_actor, current_principal
from server.http.blueprint import ApiBlueprint
from server.http.etag import TAGGED, conditional_response
from server.targets import schemas
from server.targets.use_cases import indicators, manage_targets, progress

blueprint = ApiBlueprint("targets", __name__, url_prefix="/api", description="What is aimed at")


@blueprint.get("/progress")
@blueprint.arguments(schemas.ProgressQuerySchema, location="query")
@blueprint.response(200, schemas.ProgressSchema, headers=TAGGED)
@blueprint.alt_response(304, description="The asker has this answer", headers=TAGGED)
def get_progress(query: dict[str, Any]) -> Any:
    """The targets of a unit or a team and how far they are."""
    who = current_principal()
    return conditional_response(repr(who), lambda: progress.progress(who, **query))


@blueprint.put("/targets")
@blueprint.arguments(schemas.NewTargetSchema)
@blueprint.response(200, schemas.TargetSchema)
@blueprint.problems(
    "label_refused",
    "person_named",
    "closed_on_day",
    "target_above",
    "target_there",
    "changed_meanwhile",
    "targets_full",
)
def put_target(given: dict[str, Any]) -> dict[str, Any]:
    """Sets what a unit or a team is to reach, in the place of what was set for the same days."""
    return manage_targets.set_target(current_principal(), current_actor(), **given)


@blueprint.delete("/targets/<uuid:target_id>")
@blueprint.response(204)
def delete_target(target_id: UUID) -> None:
    """Takes a target back; the audit trail keeps what it said."""
    manage_targets.drop_target(current_principal(), current_actor(), str(target_id))


@blueprint.get("/targets/<uuid:target_id>/parts")
@blueprint.response(200, schemas.PartsSchema)
@blueprint.problems("nothing_to_share", "target_above")
def get_parts(target_id: UUID) -> dict[str, Any]:
    """What sharing a unit's target out would set, beside what stands there."""
    return {"rows": manage_targets.list_parts(current_principal(), str(target_id))}


@blueprint.post("/targets/<uuid:target_id>/parts")
@blueprint.arguments(schemas.SharingSchema)
@blueprint.response(200, schemas.TargetsSchema)
@blueprint.problems(
    "nothing_to_share", "target_above", "parts_there", "targets_full", "change_slow"
)
def post_parts(given: dict[str, Any], target_id: UUID) -> dict[str, Any]:
    """Shares a unit's target out among the units right below, by their weights, or else its teams."""
    made = manage_targets.share_out(current_principal(), current_actor(), str(target_id), **given)
    return {"rows": made}


@blueprint.get("/units/<uuid:unit_id>/weights")
@blueprint.response(200, schemas.WeightsSchema)
def get_weights(unit_id: UUID) -> dict[str, Any]:
    """The weights of the units right below one."""
    return {"rows": manage_targets.list_weights(current_principal(), str(unit_id))}


@blueprint.put("/units/<uuid:unit_id>/weight")
@blueprint.arguments(schemas.WeightToSetSchema)
@blueprint.response(200, schemas.WeightSchema)
@blueprint.problems("label_refused", "person_named")
def put_weight(given: dict[str, Any], unit_id: UUID) -> dict[str, Any]:
    """Says how much of what is shared out falls to a unit."""
    return manage_targets.set_weight(current_principal(), current_actor(), str(unit_id), **given)


@blueprint.get("/indicators")
@blueprint.response(200, schemas.IndicatorsSchema)
def get_indicators() -> dict[str, Any]:
    """Every indicator, retired ones too."""
    return {"rows": indicators.list_indicators()}


@blueprint.post("/indicators")
@blueprint.arguments(schemas.NewIndicatorSchema)
@blueprint.response(201, schemas.IndicatorSchema)
@blueprint.problems("label_refused", "code_taken")
def post_indicator(given: dict[str, Any]) -> dict[str, Any]:
    """Adds an indicator for all units."""
    return indicators.add_indicator(current_principal(), current_actor(), **given)


@blueprint.patch("/indicators/<string:code>")
@blueprint.arguments(schemas.IndicatorChangeSchema)
@blueprint.response(200, schemas.IndicatorSchema)
@blueprint.problems("label_refused")
def patch_indicator(given: dict[str, Any], code: str) -> dict[str, Any]:
    """Changes what an indicator is called, retires it or takes it back."""
    return indicators.change_indicator(current_principal(), current_actor(), code, given)


@blueprint.get("/indicator-values")
@blueprint.arguments(schemas.SpanSchema, location="query")
@blueprint.response(200, schemas.ValuesSchema)
def get_values(query: dict[str, Any]) -> dict[str, Any]:
    """What was entered for a unit and all below it, or for a team."""
    return {"rows": indicators.list_values(current_principal(), **query)}


@blueprint.post("/indicator-values")
@blueprint.arguments(schemas.NewValueSchema)
@blueprint.response(201, schemas.ValueSchema)
@blueprint.problems(
    "label_refused",
    "person_named",
    "closed_on_day",
    "day_too_late",
    "figure_there",
    "figures_full",
    "closed_month",
)
def post_value(given: dict[str, Any]) -> dict[str, Any]:
    """Enters what an indicator came to over some days."""
    return indicators.enter_value(current_principal(), current_actor(), **given)


@blueprint.delete("/indicator-values/<uuid:value_id>")
@blueprint.response(204)
@blueprint.problems("closed_month")
def delete_value(value_id: UUID) -> None:
    """Takes back what was entered."""
    indicators.withdraw_value(current_principal(), current_actor(), str(value_id))
