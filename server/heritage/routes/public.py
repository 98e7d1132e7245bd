"""The public pages of heritage sites, for whoever scans a plaque."""

from flask import Response, render_template, request

from server.auth.rate_limits import UNKNOWN_SITES
from server.auth.throttle import current_client
from server.heritage.page_files import REGISTER, WORKER, WORKER_POLICY
from server.heritage.site_page import SITE_POLICY
from server.heritage.use_cases import files, reading
from server.heritage.words import drawing
from server.http.blueprint import ApiBlueprint
from server.http.byte_range import PART, answer_range
from server.http.headers import POLICY
from server.http.public_page import answer_page
from server.http.request_log import note_problem
from sync.problems import PROBLEMS, ProblemError

blueprint = ApiBlueprint(
    "heritage_pages",
    __name__,
    template_folder="../templates",
    description="Public pages of heritage sites",
)
_PAGE = {"type": "string"}
_BINARY = {"type": "string", "format": "binary"}
_NEVER_CHANGES = "public, max-age=31536000, immutable"
_KEPT = "public, max-age=86400"
"""What changes with a release alone."""


@blueprint.get("/p/")
@blueprint.response(200, _PAGE, content_type="text/html")
def get_sites_page() -> Response:
    """The page of all heritage sites of this server."""
    return _answer(reading.sites_page(), is_found=True)


@blueprint.get("/p/<string:name>", strict_slashes=False)
@blueprint.response(200, _PAGE, content_type="text/html")
@blueprint.problems("too_many_attempts", "page_withdrawn")
def get_site_page(name: str) -> Response:
    """The page of a heritage site. What goes wrong is a page too for whoever takes one."""
    return _site(name, "vi")


@blueprint.get("/p/<string:name>/en", strict_slashes=False)
@blueprint.response(200, _PAGE, content_type="text/html")
@blueprint.problems("too_many_attempts", "page_withdrawn")
def get_site_page_in_english(name: str) -> Response:
    """The same in English, where that was written."""
    return _site(name, "en")


@blueprint.get("/p/drawings/<string:name>.svg")
@blueprint.response(200, {"type": "string"}, content_type="image/svg+xml")
def get_drawing(name: str) -> Response:
    """A drawing of ours that a page shows."""
    found = drawing(name)
    if found is None:
        raise ProblemError(PROBLEMS["not_found"])
    answer = Response(found, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = _KEPT
    answer.headers[POLICY] = "default-src 'none'; frame-ancestors 'none'"
    return answer


@blueprint.get("/p/files/<string:name>")
@blueprint.response(200, _BINARY, content_type="application/octet-stream")
@blueprint.alt_response(206, **PART)
@blueprint.problems("blob_missing")
def get_public_site_file(name: str) -> Response:
    """A smaller picture or a recording that the page of a site shows by now."""
    sha, _, ending = name.partition(".")
    kind, file = files.open_public_file(sha, ending)
    answer = answer_range(file, kind)
    answer.headers["Cache-Control"] = _NEVER_CHANGES
    answer.headers[POLICY] = "default-src 'none'; frame-ancestors 'none'"
    return answer


@blueprint.get("/p/register.js")
@blueprint.response(200, {"type": "string"}, content_type="text/javascript")
def get_register() -> Response:
    """Has a browser keep what was visited."""
    answer = Response(REGISTER, mimetype="text/javascript")
    answer.headers["Cache-Control"] = _KEPT
    return answer


@blueprint.get("/p/sw.js")
@blueprint.response(200, {"type": "string"}, content_type="text/javascript")
def get_worker() -> Response:
    """Answers with what was visited where there is no network, below /p/ alone."""
    answer = Response(WORKER, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers[POLICY] = WORKER_POLICY
    return answer


def _site(name: str, language: str) -> Response:
    try:
        page, problem = reading.page_of(reading.site_known(name), language)
    except ProblemError as error:
        try:
            UNKNOWN_SITES.count(current_client())
        except ProblemError as wait:
            return _refusal(wait, render_template("heritage/wait.html", seconds=wait.retry_after))
        return _refusal(error, render_template("heritage/unknown.html"))
    if problem is not None:
        return _refusal(ProblemError(PROBLEMS[problem]), page)
    return _answer(page, is_found=True)


def _refusal(error: ProblemError, page: str) -> Response:
    # Browsers name pages; a program that only says that all is welcome is told as everywhere.
    if "text/html" not in request.headers.get("Accept", ""):
        raise error
    note_problem(error.problem.code)
    return _answer(page, error.problem.status, error.retry_after)


def _answer(
    page: str, status: int = 200, retry_after: int | None = None, *, is_found: bool = False
) -> Response:
    return answer_page(page, status, retry_after, policy=SITE_POLICY, is_found=is_found)
