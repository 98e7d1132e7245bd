"""Reports and files over HTTP."""

from typing import Any

from flask import Response

from server.auth.current import current_actor, current_principal
from server.auth.file_limiter import limit_files
from server.auth.rate_limits import SNAPSHOTS
from server.auth.throttle import current_client
from server.http.blueprint import ApiBlueprint
from server.http.file_names import slug
from server.http.file_response import file_response
from server.organisation.unit_names import titled
from server.reports import schemas
from server.reports.content import Content
from server.reports.csv import SEPARATORS
from server.reports.period_names import in_file_name
from server.reports.report_csv import report_as_csv
from server.reports.use_cases import closing, exporting, missing, reopening, writing
from server.reports.use_cases.exporting import Wanted
from server.statistics.session_schemas import SessionFilterSchema
from server.statistics.use_cases.listing import Filter

blueprint = ApiBlueprint("reports", __name__, url_prefix="/api", description="Reports and files")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BINARY = {"type": "string", "format": "binary"}


@blueprint.get("/exports/help-sessions.csv")
@limit_files
@blueprint.arguments(schemas.SessionsAsLinesSchema, location="query")
@blueprint.response(200, {"type": "string"}, content_type="text/csv")
@blueprint.problems("too_many_sessions")
def help_sessions_csv(query: dict[str, Any]) -> Response:
    """The sessions behind a total as separated values, in the order of the list."""
    separator = SEPARATORS[query.pop("separator")]
    wanted = _wanted(query)
    name = exporting.file_name(wanted)
    file = exporting.sessions_as_csv(current_principal(), wanted, separator)
    answer = file_response(file, "text/csv; charset=utf-8")
    return _attached(answer, f"{name}.csv")


@blueprint.get("/exports/help-sessions.xlsx")
@limit_files
@blueprint.arguments(SessionFilterSchema, location="query")
@blueprint.response(200, BINARY, content_type=XLSX)
@blueprint.problems("too_many_sessions")
def help_sessions_xlsx(query: dict[str, Any]) -> Response:
    """The same as a spreadsheet, with real dates and times."""
    wanted = _wanted(query)
    name = exporting.file_name(wanted)
    file = exporting.sessions_as_book(current_principal(), wanted)
    answer = file_response(file, XLSX)
    return _attached(answer, f"{name}.xlsx")


@blueprint.get("/exports/report.xlsx")
@limit_files
@blueprint.arguments(schemas.ReportQuerySchema, location="query")
@blueprint.response(200, BINARY, content_type=XLSX)
def report_xlsx(query: dict[str, Any]) -> Response:
    """A report as a spreadsheet: the table, other days beside it, and the figures by unit or team."""
    content, file = writing.report_as_book(current_principal(), query["asked"])
    return _attached(Response(file, mimetype=XLSX), f"{_name_of(content)}.xlsx")


@blueprint.get("/exports/report.csv")
@limit_files
@blueprint.arguments(schemas.LinesQuerySchema, location="query")
@blueprint.response(200, {"type": "string"}, content_type="text/csv")
def report_csv(query: dict[str, Any]) -> Response:
    """A report as separated values, each figure in a row of its own."""
    content = writing.report(current_principal(), query["asked"])
    text = report_as_csv(content, SEPARATORS[query["separator"]])
    answer = Response(text, content_type="text/csv; charset=utf-8")
    return _attached(answer, f"{_name_of(content)}.csv")


@blueprint.get("/exports/report.docx")
@limit_files
@blueprint.arguments(schemas.PaperQuerySchema, location="query")
@blueprint.response(200, BINARY, content_type=DOCX)
def report_docx(query: dict[str, Any]) -> Response:
    """A report as a paper that somebody reads through, numbers and signs."""
    layout = query["layout"]
    content, file = writing.report_as_paper(current_principal(), query["asked"], layout)
    return _attached(Response(file, mimetype=DOCX), f"{_name_of(content)}-{layout}.docx")


@blueprint.get("/reports")
@blueprint.arguments(schemas.ReportQuerySchema, location="query")
@blueprint.response(200, schemas.ReportSchema)
def get_report(query: dict[str, Any]) -> dict[str, Any]:
    """A report: of a month as it was closed, else as it stands now."""
    return writing.report(current_principal(), query["asked"])


@blueprint.post("/reports")
@blueprint.arguments(schemas.MonthToCloseSchema)
@blueprint.response(201, schemas.ReportSchema)
@blueprint.problems(
    "already_closed", "day_too_late", "before_unit", "closed_on_day", "month_incomplete"
)
def post_report(given: dict[str, Any]) -> dict[str, Any]:
    """Closes a unit's month: its figures are kept under a code and never changed."""
    return closing.close_month(
        current_principal(), current_actor(), given["unit"], given["month"], given["despite"]
    )


@blueprint.get("/reports/missing")
@blueprint.arguments(schemas.MonthQuerySchema, location="query")
@blueprint.response(200, schemas.MissingFromMonthSchema)
@blueprint.problems("already_closed", "day_too_late", "before_unit", "closed_on_day")
def get_missing(query: dict[str, str]) -> dict[str, Any]:
    """What a unit's month lacks before it is closed."""
    return missing.missing_of(current_principal(), query["unit"], query["month"])


@blueprint.post("/reports/reopened")
@blueprint.arguments(schemas.MonthToReopenSchema)
@blueprint.response(204)
@blueprint.problems("later_closed", "label_refused", "person_named")
def post_reopened(given: dict[str, str]) -> None:
    """Opens a closed month again, from above the unit that closed it."""
    asker, actor = current_principal(), current_actor()
    reopening.reopen_month(asker, actor, given["unit"], given["month"], given["reason"])


@blueprint.get("/reports/closed")
@blueprint.arguments(schemas.UnitToReportSchema, location="query")
@blueprint.response(200, schemas.ClosedMonthsSchema)
def get_closed(query: dict[str, str]) -> dict[str, Any]:
    """The closed months of a unit."""
    return {"rows": closing.closed_months(current_principal(), query["unit"])}


@blueprint.get("/snapshots/<string:code>")
@blueprint.response(200, schemas.SnapshotSchema)
@blueprint.problems("too_many_attempts")
def get_snapshot(code: str) -> dict[str, Any]:
    """Whether the figures of a printed report still stand. Sixty times a minute for one asker."""
    SNAPSHOTS.count(current_client())
    return closing.check_snapshot(code)


def _wanted(query: dict[str, Any]) -> Wanted:
    place = {name: query.pop(name) for name in ("unit", "team")}
    days = {name: query.pop(name).isoformat() for name in ("first", "last")}
    return Wanted(**place, filter=Filter(**query, **days))


def _name_of(content: Content) -> str:
    """What its file is called, without the ending: of which unit, and of which days."""
    unit = slug(f"{titled(content['unit'])} {content['unit']['code']}")
    return f"tung-ngo-bao-cao-{unit}-{in_file_name(content)}"


def _attached(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
