"""What the server knows of the phone that asks."""

from typing import Any

from server.identity.cookies import DEVICE, read_cookie
from server.identity.routes.blueprint import blueprint
from server.identity.schemas import OwnPhoneSchema
from server.identity.use_cases import recognising


@blueprint.get("/api/phone")
@blueprint.response(200, OwnPhoneSchema)
def get_own_phone() -> dict[str, Any]:
    """Whether the server knows this phone by its cookie, and what it last heard (PROTOCOL 4.7.4)."""
    return {"phone": recognising.own_phone(read_cookie(DEVICE))}
