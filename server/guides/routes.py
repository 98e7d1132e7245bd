"""Guides over HTTP."""

from typing import Any

from server.auth.current import current_actor, current_principal
from server.guides.schemas import GuideToWriteSchema
from server.guides.use_cases import manage_guides
from server.guides.use_cases.manage_guides import Guide, Guides
from server.http.blueprint import ApiBlueprint

blueprint = ApiBlueprint("guides", __name__, description="What volunteers read in the field")


@blueprint.get("/api/guides")
@blueprint.response(200, Guides)
def get_guides() -> Guides:
    """Every guide as it was last written, retired ones too."""
    return manage_guides.list_guides()


@blueprint.get("/api/guides/<string:code>/versions")
@blueprint.response(200, Guides)
def get_versions(code: str) -> Guides:
    """All that a guide ever said."""
    return manage_guides.list_versions(code)


@blueprint.put("/api/guides/<string:code>")
@blueprint.arguments(GuideToWriteSchema)
@blueprint.response(200, Guide)
@blueprint.problems("label_refused", "code_taken", "changed_meanwhile")
def put_guide(given: dict[str, Any], code: str) -> Guide:
    """Writes a guide, for the phones of all teams. What it said before is kept."""
    return manage_guides.write_guide(current_principal(), current_actor(), code, given)
