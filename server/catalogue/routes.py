"""The catalogue over HTTP."""

from typing import Any

from server.auth.current import current_actor, current_principal
from server.catalogue.schemas import (
    ItemChangeSchema,
    NewItemSchema,
)
from server.catalogue.use_cases import manage_items
from server.catalogue.use_cases.manage_items import Catalogue, CatalogueItem
from server.http.blueprint import ApiBlueprint

blueprint = ApiBlueprint("library", __name__, description="The lists that volunteers choose from")


@blueprint.get("/api/catalogue")
@blueprint.response(200, Catalogue)
def get_catalogue() -> Catalogue:
    """Services, outcomes, reasons and the other lists, retired entries too."""
    return manage_items.list_items()


@blueprint.post("/api/catalogue")
@blueprint.arguments(NewItemSchema)
@blueprint.response(201, CatalogueItem)
@blueprint.problems("label_refused", "code_taken")
def post_item(given: dict[str, Any]) -> CatalogueItem:
    """Adds an entry, for the phones of all teams. Its code is never used again for another."""
    return manage_items.add_item(current_principal(), current_actor(), **given)


@blueprint.patch("/api/catalogue/<string:kind>/<string:code>")
@blueprint.arguments(ItemChangeSchema)
@blueprint.response(200, CatalogueItem)
@blueprint.problems("label_refused", "last_active")
def patch_item(given: dict[str, Any], kind: str, code: str) -> CatalogueItem:
    """Changes what an entry is called and where it stands, retires it or takes it back."""
    return manage_items.change_item(current_principal(), current_actor(), kind, code, given)
