"""What the server knows of the phone that asks."""

from typing import Any

from server.accounts.schemas import OwnPhoneSchema
from server.auth.cookies import DEVICE, read_cookie
from server.enrolment.routes.blueprint import blueprint
from server.enrolment.use_cases import recognising


@blueprint.get("/api/phone")
@blueprint.response(200, OwnPhoneSchema)
def get_own_phone() -> dict[str, Any]:
    """Whether the server knows this phone by its cookie, and what it last heard (PROTOCOL 4.7.4)."""
    return {"phone": recognising.own_phone(read_cookie(DEVICE))}
