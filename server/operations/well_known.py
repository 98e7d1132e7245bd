"""Where programs look by themselves: whom to tell of a hole (RFC 9116), and where a password is changed."""

from datetime import UTC, timedelta

from flask import Response

from server.config import current_settings
from server.database.clock import now
from server.http.blueprint import ApiBlueprint
from sync.problems import PROBLEMS, ProblemError

HOLDS = timedelta(days=180)
PASSWORD_PAGE = "/desk/account"

blueprint = ApiBlueprint(
    "well_known",
    __name__,
    url_prefix="/.well-known",
    description="Where programs look by themselves",
)


@blueprint.get("/security.txt")
@blueprint.response(200, {"type": "string"}, content_type="text/plain")
def get_security() -> Response:
    """Whom to tell, in which languages, and until when that holds; 404 where nobody was named."""
    settings = current_settings()
    if settings.security_contact is None:
        raise ProblemError(PROBLEMS["not_found"])
    until = (now() + HOLDS).astimezone(UTC).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings.security_contact}",
        f"Expires: {until}",
        "Preferred-Languages: vi, en",
        f"Canonical: {settings.public_url}/.well-known/security.txt",
    )
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@blueprint.get("/change-password")
@blueprint.response(302, {"type": "string"}, content_type="text/html")
def get_change_password() -> Response:
    """Where password managers send who is to change one."""
    return Response(status=302, headers={"Location": PASSWORD_PAGE})
