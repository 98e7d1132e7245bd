"""Posters over HTTP."""

from flask import Response

from server.auth.current import current_principal
from server.auth.file_limiter import limit_files
from server.http.blueprint import ApiBlueprint
from server.http.file_names import slug
from server.qr_posters import use_cases
from server.qr_posters.schemas import PosterWishSchema

blueprint = ApiBlueprint("codes", __name__, description="Codes on paper")


@blueprint.post("/api/posters")
@limit_files
@blueprint.arguments(PosterWishSchema)
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
@blueprint.problems("invitation_expired", "invitation_used_up", "invitation_revoked")
def post_poster(given: dict[str, str]) -> Response:
    """An A4 sheet for the wall that leads into the invitation's team. Changes nothing."""
    team, pdf = use_cases.make_poster(current_principal(), given["code"], given["short_code"])
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = (
        f'inline; filename="{slug(f"tung-ngo-ma-moi {team}")}.pdf"'
    )
    return answer
