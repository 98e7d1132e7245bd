"""Heritage sites at the desk, over HTTP."""

from typing import Any
from uuid import UUID

from flask import Response

from server.auth.current import current_actor, current_principal
from server.auth.file_limiter import limit_files
from server.database.clock import today
from server.heritage import schemas
from server.heritage.site_page import SITE_POLICY
from server.heritage.use_cases import publishing, sites
from server.heritage.use_cases.previewing import preview
from server.heritage.use_cases.sheet import sites_as_sheet
from server.http.blueprint import ApiBlueprint
from server.http.public_page import answer_page
from server.spreadsheets.writing import MEDIA_TYPE

blueprint = ApiBlueprint("heritage", __name__, description="Heritage sites")
_REFUSED = (
    "label_refused", "person_named", "source_refused", "added_too_much", "blob_missing", "file_refused",
)  # fmt: skip


@blueprint.get("/api/sites")
@blueprint.arguments(schemas.SitesQuerySchema, location="query")
@blueprint.response(200, schemas.SitesSchema)
def get_sites(query: dict[str, Any]) -> dict[str, Any]:
    """The heritage sites of a unit and all below it."""
    return sites.list_sites(current_principal(), **query)


@blueprint.get("/api/sites.xlsx")
@limit_files
@blueprint.arguments(schemas.SitesQuerySchema, location="query")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE)
def get_sites_sheet(query: dict[str, Any]) -> Response:
    """The same as an Excel file."""
    answer = Response(sites_as_sheet(current_principal(), **query), mimetype=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="di-tich-{today()}.xlsx"'
    return answer


@blueprint.post("/api/sites")
@blueprint.arguments(schemas.SiteToMakeSchema)
@blueprint.response(201, schemas.SiteInFullSchema)
@blueprint.problems(*_REFUSED, "site_name_taken")
def post_site(given: dict[str, Any]) -> dict[str, Any]:
    """Makes a heritage site: a draft."""
    return sites.make_site(current_principal(), current_actor(), **given)


@blueprint.get("/api/sites/<uuid:site_id>")
@blueprint.response(200, schemas.SiteInFullSchema)
def get_site(site_id: UUID) -> dict[str, Any]:
    """A site with what its latest version says, and all versions."""
    return sites.read_site(current_principal(), str(site_id))


@blueprint.put("/api/sites/<uuid:site_id>")
@blueprint.arguments(schemas.SiteToWriteSchema)
@blueprint.response(200, schemas.SiteInFullSchema)
@blueprint.problems(*_REFUSED, "changed_meanwhile")
def put_site(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    """Writes a further version of a site; what anybody reads stays until that is approved."""
    return sites.write_site(current_principal(), current_actor(), str(site_id), **given)


@blueprint.get("/api/sites/<uuid:site_id>/versions/<int:number>")
@blueprint.arguments(schemas.SiteVersionQuerySchema, location="query")
@blueprint.response(200, {"type": "string"}, content_type="text/html")
def get_version(query: dict[str, str], site_id: UUID, number: int) -> Response:
    """A version as the page that it makes, for the desk alone."""
    page = preview(current_principal(), str(site_id), number, **query)
    return answer_page(page, policy=SITE_POLICY)


@blueprint.post("/api/sites/<uuid:site_id>/submission")
@blueprint.arguments(schemas.SiteVersionToTakeSchema)
@blueprint.response(200, schemas.SiteInFullSchema)
@blueprint.problems("changed_meanwhile")
def post_submission(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    """Hands the latest version to a second person."""
    return publishing.submit(current_principal(), current_actor(), str(site_id), **given)


@blueprint.delete("/api/sites/<uuid:site_id>/submission")
@blueprint.response(200, schemas.SiteInFullSchema)
@blueprint.problems("changed_meanwhile")
def delete_submission(site_id: UUID) -> dict[str, Any]:
    """Makes a version that waits a draft again."""
    return publishing.take_back(current_principal(), current_actor(), str(site_id))


@blueprint.post("/api/sites/<uuid:site_id>/approval")
@blueprint.arguments(schemas.SiteVersionToTakeSchema)
@blueprint.response(200, schemas.SiteInFullSchema)
@blueprint.problems(
    "changed_meanwhile", "second_person_needed", "blob_missing", "file_refused", "server_busy"
)
def post_approval(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    """Makes the version that waits what anybody reads: another account than the one that wrote it."""
    return publishing.approve(current_principal(), current_actor(), str(site_id), **given)


@blueprint.post("/api/sites/<uuid:site_id>/withdrawal")
@blueprint.response(200, schemas.SiteInFullSchema)
def post_withdrawal(site_id: UUID) -> dict[str, Any]:
    """Takes a site from the public."""
    return publishing.withdraw(current_principal(), current_actor(), str(site_id))
