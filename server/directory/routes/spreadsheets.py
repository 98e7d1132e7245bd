"""Members and units as Excel files, out and in."""

from typing import Any

from flask import Response

from server.auth.current import current_actor, current_principal
from server.auth.file_limiter import limit_files
from server.auth.read_limiter import counting_seconds
from server.database.clock import today
from server.directory.schemas_of_sheets import (
    ImportReportSchema,
    MembersImportSchema,
    MembersQuerySchema,
    TemplateQuerySchema,
    UnitsImportSchema,
)
from server.directory.use_cases import members_from_sheet, sheets_out, units_from_sheet
from server.http.blueprint import ApiBlueprint
from server.http.concurrency import Work, take_permit
from server.spreadsheets.writing import MEDIA_TYPE

OF_FILES = (
    "sheet_too_large",
    "sheet_too_old",
    "sheet_unreadable",
    "sheet_without_headings",
    "sheet_empty",
    "sheet_busy",
    "sheet_refused",
    "sheet_changes_many",
    "sheet_slow",
    "added_too_much",
    "read_too_much",
)
FILE = {"type": "string", "format": "binary"}


# Bodies hold files inside JSON, like all that changes something: no form of another site can send that.
blueprint = ApiBlueprint("spreadsheets", __name__, description="Members and units in Excel")


@blueprint.get("/api/members.xlsx")
@limit_files
@blueprint.arguments(MembersQuerySchema, location="query")
@blueprint.response(200, FILE, content_type=MEDIA_TYPE)
def get_members_sheet(query: dict[str, Any]) -> Response:
    """Everybody whom the teams have or had, as an Excel file."""
    return _file(sheets_out.members_as_sheet(current_principal(), **query), "thanh-vien")


@blueprint.get("/api/members/template.xlsx")
@limit_files
@blueprint.arguments(TemplateQuerySchema, location="query")
@blueprint.response(200, FILE, content_type=MEDIA_TYPE)
def get_members_template(query: dict[str, Any]) -> Response:
    """An Excel file to fill members in, with an example and the values that cells may have."""
    return _file(sheets_out.members_to_fill_in(current_principal(), **query), "mau-thanh-vien")


@blueprint.post("/api/members/import")
@blueprint.arguments(MembersImportSchema)
@blueprint.response(200, ImportReportSchema)
@blueprint.problems(
    *OF_FILES,
    "name_refused",
    "closed_on_day",
    "team_full",
    "day_too_early",
    "day_too_late",
    "still_waiting",
)
def post_members(given: dict[str, Any]) -> dict[str, Any]:
    """Takes members in from an Excel file, all rows or none. What by hand would be a problem of its
    own is told of the row. One at a time of an account, and its seconds come out of what it may read."""
    take_permit(Work.CHANGE, "sheet_busy")
    with counting_seconds():
        return members_from_sheet.import_members(current_principal(), current_actor(), **given)


@blueprint.get("/api/units.xlsx")
@limit_files
@blueprint.response(200, FILE, content_type=MEDIA_TYPE)
def get_units_sheet() -> Response:
    """Every unit that the account sees, as an Excel file."""
    return _file(sheets_out.units_as_sheet(current_principal()), "don-vi")


@blueprint.get("/api/units/template.xlsx")
@limit_files
@blueprint.response(200, FILE, content_type=MEDIA_TYPE)
def get_units_template() -> Response:
    """An Excel file to fill units in, with an example and the values that cells may have."""
    return _file(sheets_out.units_to_fill_in(current_principal()), "mau-don-vi")


@blueprint.post("/api/units/import")
@blueprint.arguments(UnitsImportSchema)
@blueprint.response(200, ImportReportSchema)
@blueprint.problems(
    *OF_FILES,
    "label_refused",
    "code_taken",
    "closed_on_day",
    "day_too_early",
    "already_replaced",
    "unit_in_use",
    "unit_has_accounts",
    "unit_full",
)
def post_units(given: dict[str, Any]) -> dict[str, Any]:
    """Takes units in from an Excel file, all rows or none. What by hand would be a problem of its
    own is told of the row. One at a time of an account, and its seconds come out of what it may read."""
    take_permit(Work.CHANGE, "sheet_busy")
    with counting_seconds():
        return units_from_sheet.import_units_of_sheet(current_principal(), current_actor(), **given)


def _file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype=MEDIA_TYPE)
    told = f'attachment; filename="tung-ngo-{name}-{today()}.xlsx"'
    answer.headers["Content-Disposition"] = told
    return answer
