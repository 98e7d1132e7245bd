"""Papers over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response

from server.auth.current import current_actor, current_principal
from server.auth.file_limiter import limit_files
from server.database.clock import today
from server.http.blueprint import ApiBlueprint
from server.papers import schemas
from server.papers.use_cases import papers, reading
from server.papers.use_cases.sheet import papers_as_sheet
from server.spreadsheets.writing import MEDIA_TYPE

blueprint = ApiBlueprint("papers", __name__, url_prefix="/api", description="Papers")

_REFUSED = (
    "label_refused", "blob_missing", "file_refused", "server_busy", "added_too_much", "quota_full",
)  # fmt: skip


@blueprint.get("/papers")
@blueprint.arguments(schemas.PapersQuerySchema, location="query")
@blueprint.response(200, schemas.PapersSchema)
def get_papers(query: dict[str, Any]) -> dict[str, Any]:
    """Papers of an activity, or of a unit and what counts as its own, of one state if wanted, and those that units
    above have published for its teams."""
    return {"rows": papers.list_papers(current_principal(), **query)}


@blueprint.get("/papers.xlsx")
@limit_files
@blueprint.arguments(schemas.PapersQuerySchema, location="query")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE)
def get_papers_sheet(query: dict[str, Any]) -> Response:
    """The same as an Excel file."""
    answer = Response(papers_as_sheet(current_principal(), **query), mimetype=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="tai-lieu-{today()}.xlsx"'
    return answer


@blueprint.post("/papers")
@blueprint.arguments(schemas.PaperToWriteSchema)
@blueprint.response(201, schemas.PaperSchema)
@blueprint.problems(*_REFUSED, "papers_full", "closed_on_day")
def post_paper(given: dict[str, Any]) -> dict[str, Any]:
    """Keeps a paper whose file the account has sent, and publishes it."""
    return papers.add_paper(current_principal(), current_actor(), **given)


@blueprint.put("/papers/<uuid:paper_id>")
@blueprint.arguments(schemas.PaperToChangeSchema)
@blueprint.response(200, schemas.PaperSchema)
@blueprint.problems(*_REFUSED, "changed_meanwhile")
def put_paper(given: dict[str, Any], paper_id: UUID) -> dict[str, Any]:
    """Writes what is said of a paper anew; with a file it has a new version."""
    return papers.change_paper(current_principal(), current_actor(), str(paper_id), **given)


@blueprint.delete("/papers/<uuid:paper_id>")
@blueprint.response(204)
def delete_paper(paper_id: UUID) -> None:
    """Withdraws a paper: phones drop what they have of it."""
    papers.withdraw_paper(current_principal(), current_actor(), str(paper_id))


@blueprint.get("/papers/<uuid:paper_id>/text")
@blueprint.response(200, schemas.PaperTextSchema)
def get_paper_text(paper_id: UUID) -> dict[str, Any]:
    """The text of a paper in blocks, for who may read it."""
    return reading.read_text(current_principal(), str(paper_id))


@blueprint.get("/papers/<uuid:paper_id>/phones")
@blueprint.response(200, schemas.PaperFetchesSchema)
def get_paper_phones(paper_id: UUID) -> dict[str, Any]:
    """The number of phones of each unit and team with the newest version of a paper; nothing about a person."""
    return reading.fetched_by_unit(current_principal(), str(paper_id))
