"""Reports and files over HTTP."""

from typing import Any

from flask import Response, stream_with_context

from server.blueprint import ApiBlueprint
from server.identity.current import current_actor, current_principal
from server.reports import schemas
from server.reports.use_cases import closing, composing
from server.reports.use_cases.exporting import sessions_as_lines
from server.tallies.schemas import SessionFilterSchema
from server.tallies.use_cases.listing import Filter

blueprint = ApiBlueprint("reports", __name__, url_prefix="/api", description="Reports and files")


@blueprint.get("/exports/help-sessions.csv")
@blueprint.arguments(SessionFilterSchema, location="query")
@blueprint.response(200, {"type": "string"}, content_type="text/csv")
def help_sessions_csv(query: dict[str, Any]) -> Response:
    """The sessions behind a total as comma-separated values, newest day first."""
    place = {name: query.pop(name) for name in ("unit", "team")}
    days = {name: query.pop(name).isoformat() for name in ("first", "last")}
    lines = sessions_as_lines(current_principal(), wanted=Filter(**query, **days), **place)
    answer = Response(stream_with_context(lines), content_type="text/csv; charset=utf-8")
    name = f"tung-ngo-{days['first']}-{days['last']}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/reports")
@blueprint.arguments(schemas.ReportQuerySchema, location="query")
@blueprint.response(200, schemas.ReportSchema)
def get_report(query: dict[str, str]) -> dict[str, Any]:
    """A unit's month: as it was closed, or as it stands now."""
    return composing.report_of(current_principal(), query["unit"], query["month"])


@blueprint.post("/reports")
@blueprint.arguments(schemas.ReportQuerySchema)
@blueprint.response(201, schemas.ReportSchema)
@blueprint.problems("already_closed", "day_too_late")
def post_report(given: dict[str, str]) -> dict[str, Any]:
    """Closes a unit's month: its figures are kept under a code and never changed."""
    return closing.close_month(current_principal(), current_actor(), given["unit"], given["month"])


@blueprint.get("/reports/closed")
@blueprint.arguments(schemas.UnitToReportSchema, location="query")
@blueprint.response(200, schemas.ClosedMonthsSchema)
def get_closed(query: dict[str, str]) -> dict[str, Any]:
    """The closed months of a unit."""
    return {"rows": closing.closed_months(current_principal(), query["unit"])}


@blueprint.get("/snapshots/<string:code>")
@blueprint.response(200, schemas.SnapshotSchema)
def get_snapshot(code: str) -> dict[str, Any]:
    """Whether the figures of a printed report still stand."""
    return closing.check_snapshot(code)
