"""Printed codes over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, render_template, request

from server.auth.current import current_actor, current_principal
from server.auth.file_limiter import limit_files
from server.auth.rate_limits import CERTIFICATES, FOLLOWING, UNKNOWN_CODES
from server.auth.throttle import current_client
from server.database.clock import today
from server.http.blueprint import ApiBlueprint
from server.http.public_page import answer_page
from server.http.request_log import note_problem
from server.public_codes import schemas
from server.public_codes.counting import is_preview, scan_counter
from server.public_codes.results import PrintedCode, PrintedCodes
from server.public_codes.use_cases import following, register, resolving, sheets
from server.spreadsheets.writing import MEDIA_TYPE
from sync.problems import PROBLEMS, ProblemError

blueprint = ApiBlueprint(
    "public_codes", __name__, template_folder="templates", description="Printed codes"
)
_REFUSED = ("label_refused", "person_named", "link_refused", "added_too_much")
_PAGE = {"type": "string"}


@blueprint.get("/api/codes")
@blueprint.arguments(schemas.PrintedCodesQuerySchema, location="query")
@blueprint.response(200, PrintedCodes)
def get_codes(query: dict[str, Any]) -> PrintedCodes:
    """Everything printed with a code for a unit and all below it."""
    return register.list_codes(current_principal(), **query)


@blueprint.get("/api/codes.xlsx")
@limit_files
@blueprint.arguments(schemas.PrintedCodesQuerySchema, location="query")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE)
def get_codes_sheet(query: dict[str, Any]) -> Response:
    """The same as an Excel file."""
    answer = Response(sheets.codes_as_sheet(current_principal(), **query), mimetype=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="so-ma-{today()}.xlsx"'
    return answer


@blueprint.get("/api/codes/sheet.pdf")
@limit_files
@blueprint.arguments(schemas.SheetsQuerySchema, location="query")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
@blueprint.problems("code_expired")
def get_sheet(query: dict[str, str]) -> Response:
    """Codes to be printed, as plaques or as labels."""
    codes = query["codes"].split(",")
    pdf = sheets.draw(current_principal(), codes, query["layout"])
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="tung-ngo-ma-{codes[0]}.pdf"'
    return answer


@blueprint.post("/api/codes")
@blueprint.arguments(schemas.CodeToWriteSchema)
@blueprint.response(201, PrintedCode)
@blueprint.problems(*_REFUSED, "codes_full")
def post_code(given: dict[str, Any]) -> PrintedCode:
    """Makes a code that leads to a link."""
    return register.make_code(current_principal(), current_actor(), **given)


@blueprint.put("/api/codes/<string:code>")
@blueprint.arguments(schemas.CodeToChangeSchema)
@blueprint.response(200, PrintedCode)
@blueprint.problems(*_REFUSED, "changed_meanwhile")
def put_code(given: dict[str, Any], code: str) -> PrintedCode:
    """Writes anew what a code is for, where it leads, and when it holds; it stays its unit's."""
    return register.change_code(current_principal(), current_actor(), code, **given)


@blueprint.post("/api/codes/<string:code>/ending")
@blueprint.response(200, PrintedCode)
@blueprint.problems("codes_full", "added_too_much")
def post_ending(code: str) -> PrintedCode:
    """Ends a code: whoever scans it is told so."""
    return register.end_code(current_principal(), current_actor(), code, ended=True)


@blueprint.delete("/api/codes/<string:code>/ending")
@blueprint.response(200, PrintedCode)
@blueprint.problems("codes_full", "added_too_much")
def delete_ending(code: str) -> PrintedCode:
    """Lets a code hold again that was ended."""
    return register.end_code(current_principal(), current_actor(), code, ended=False)


@blueprint.post("/api/codes/<string:code>/prints")
@blueprint.arguments(schemas.PrintedSheetToWriteSchema)
@blueprint.response(201, PrintedCode)
@blueprint.problems("label_refused", "person_named", "day_too_late", "codes_full", "added_too_much")
def post_print(given: dict[str, Any], code: str) -> PrintedCode:
    """Notes where a sheet with the code was put up."""
    return register.put_up(current_principal(), current_actor(), code, **given)


@blueprint.delete("/api/codes/<string:code>/prints/<uuid:print_id>")
@blueprint.response(204)
def delete_print(code: str, print_id: UUID) -> None:
    """Notes that it was taken down."""
    register.take_down(current_principal(), current_actor(), code, str(print_id))


@blueprint.post("/api/codes/<string:code>/following")
@blueprint.response(200, schemas.FollowedSchema)
@blueprint.problems("too_many_attempts")
def post_following(code: str) -> dict[str, Any]:
    """Grants the phone that asks the activity to which the code leads: who stands at its door is invited."""
    phone, is_unknown = current_client(), False
    FOLLOWING.count(phone)  # before the look-up, so that many at once make no more guesses
    try:
        return {"activity": following.follow(current_principal(), code)}
    except ProblemError as error:
        is_unknown = error.problem is PROBLEMS["not_found"]
        raise
    finally:
        if not is_unknown:
            FOLLOWING.give_back(phone)


@blueprint.get("/c/<string:code>")
@blueprint.response(200, _PAGE, content_type="text/html")
@blueprint.problems("too_many_attempts", "code_expired", "code_not_open")
def get_page(code: str) -> Response:
    """The page of a printed code: where it leads, or whether a certificate is genuine. What goes wrong is a page
    too for whoever takes one."""
    return _answer(code)


@blueprint.get("/C/<string:code>")
@blueprint.response(200, _PAGE, content_type="text/html")
@blueprint.problems("too_many_attempts", "code_expired", "code_not_open")
def get_page_in_capitals(code: str) -> Response:
    """The same: a QR code of capitals alone is smaller."""
    return _answer(code)


def _answer(code: str) -> Response:
    return _certificate(code) if resolving.is_of_certificate(code) else _code(code)


def _certificate(code: str) -> Response:
    try:
        CERTIFICATES.count(current_client())
        return answer_page(resolving.certificate_page(code))
    except ProblemError as error:
        wait = error.retry_after
        name = "unknown" if wait is None else "wait"
        return _refusal(error, render_template(f"certificates/{name}.html", seconds=wait))


def _code(code: str) -> Response:
    try:
        row = resolving.code_known(code)
    except ProblemError as error:
        try:
            UNKNOWN_CODES.count(current_client())
        except ProblemError as wait:
            page = render_template("public_codes/wait.html", seconds=wait.retry_after)
            return _refusal(wait, page)
        name = "mistyped" if resolving.is_mistyped(code) else "unknown"
        return _refusal(error, render_template(f"public_codes/{name}.html"))
    page, problem = resolving.page_of(row)
    if request.method == "GET" and not is_preview(request.headers.get("User-Agent", "")):
        scan_counter(current_app._get_current_object()).count(row.code, today())  # type: ignore[attr-defined]
    return _refusal(ProblemError(PROBLEMS[problem]), page) if problem else answer_page(page)


def _refusal(error: ProblemError, page: str) -> Response:
    # Browsers name pages; a program that only says that all is welcome is told as everywhere.
    if "text/html" not in request.headers.get("Accept", ""):
        raise error
    note_problem(error.problem.code)
    return answer_page(page, error.problem.status, error.retry_after)
