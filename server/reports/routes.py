"""Files over HTTP."""

from typing import Any

from flask import Response, stream_with_context

from server.blueprint import ApiBlueprint
from server.identity.current import current_principal
from server.reports.use_cases.exporting import sessions_as_lines
from server.tallies.schemas import SessionFilterSchema
from server.tallies.use_cases.listing import Filter

blueprint = ApiBlueprint("reports", __name__, url_prefix="/api/exports", description="Files")


@blueprint.get("/help-sessions.csv")
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
