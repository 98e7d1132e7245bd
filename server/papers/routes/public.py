"""Public pages of activities and papers, for whoever scans a code without the app."""

from collections.abc import Callable
from uuid import UUID

from flask import Response, render_template, request

from server.auth.rate_limits import PAPERS
from server.auth.throttle import current_client
from server.http.blueprint import ApiBlueprint
from server.http.etag import TAGGED
from server.http.file_response import file_response
from server.http.public_page import answer_page
from server.http.request_log import note_problem
from server.papers.use_cases import public
from sync.problems import ProblemError

blueprint = ApiBlueprint(
    "paper_pages",
    __name__,
    template_folder="../templates",
    description="Public pages of activities and papers",
)
_PAGE = {"type": "string"}
_BINARY = {"type": "string", "format": "binary"}


@blueprint.get("/a/<uuid:activity_id>")
@blueprint.response(200, _PAGE, content_type="text/html", headers=TAGGED)
@blueprint.alt_response(304, description="The caller has this page", headers=TAGGED)
@blueprint.problems("too_many_attempts")
def get_activity_page(activity_id: UUID) -> Response:
    """The page of an activity for whoever scans its code: its programme and its public papers."""
    return _page(lambda: public.read_activity_page(str(activity_id)))


@blueprint.get("/d/<uuid:paper_id>")
@blueprint.response(200, _PAGE, content_type="text/html", headers=TAGGED)
@blueprint.alt_response(304, description="The caller has this page", headers=TAGGED)
@blueprint.problems("too_many_attempts")
def get_paper_page(paper_id: UUID) -> Response:
    """The page of a public paper."""
    return _page(lambda: public.read_paper_page(str(paper_id)))


@blueprint.get("/d/<uuid:paper_id>/file")
@blueprint.response(200, _BINARY, content_type="application/octet-stream")
@blueprint.problems("too_many_attempts", "blob_missing")
def get_public_file(paper_id: UUID) -> Response:
    """The file of a public paper."""
    PAPERS.count(current_client())
    held, file = public.open_public_file(str(paper_id))
    answer = file_response(file, held.version.type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{held.version.name}"'
    return answer


def _page(make: Callable[[], str]) -> Response:
    try:
        PAPERS.count(current_client())
        answer = answer_page(make())
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag(weak=True)  # weak: the compressed body has other bytes
        answer.make_conditional(request)
        return answer
    except ProblemError as error:
        # Browsers name pages; a program that only says that all is welcome is told as everywhere.
        if "text/html" not in request.headers.get("Accept", ""):
            raise
        note_problem(error.problem.code)
        wait = error.retry_after
        name = "unknown" if wait is None else "wait"
        page = render_template(f"papers/{name}.html", seconds=wait)
        return answer_page(page, error.problem.status, wait)
