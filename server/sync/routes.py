"""The protocol's two requests, and the desk's and the leads' word on what waits."""

from typing import Any

from flask import Response, request

from server.auth.current import current_actor, current_principal
from server.http.blueprint import ApiBlueprint
from server.sync import schemas, schemas_of_bundles, schemas_of_review
from server.sync.bundles import Bundle
from server.sync.decoding import SyncParser, read_sync_body
from server.sync.editing import Settlement
from server.sync.envelope import read_round
from server.sync.json_answer import dump_answer
from server.sync.openapi import ROUND_BODY
from server.sync.push_limiter import limit_carried, limit_pushes
from server.sync.round_request import RoundRequest
from server.sync.use_cases import exchange, relay, reviewing, settling


class SyncBlueprint(ApiBlueprint):
    """Bodies may be gzip, and a change in them is never refused for its neighbours."""

    ARGUMENTS_PARSER = SyncParser()


blueprint = SyncBlueprint("syncing", __name__, url_prefix="/api", description="Syncing")


@blueprint.post("/sync/v1")
@limit_pushes
@blueprint.doc(requestBody=ROUND_BODY)
@blueprint.response(200, schemas.AnswerSchema)
@blueprint.problems(
    *SyncParser.BODY_PROBLEMS,
    "device_unknown",
    "history_reset",
    "batch_too_large",
    "push_in_work",
    "pushed_too_much",
    "waiting_full",
    "read_too_much",
)
def sync_round() -> Response:
    """Hands in changes and takes away what is new (PROTOCOL 4.1)."""
    round_request = RoundRequest(read_round(read_sync_body(request)))
    answer = exchange.exchange(current_principal(), round_request)
    return Response(dump_answer(answer), mimetype="application/json")


@blueprint.post("/sync/v1/have")
@blueprint.arguments(schemas.HaveSchema)
@blueprint.response(200, schemas.MissingSchema)
@blueprint.problems("read_too_much")
def have(asked: dict[str, Any]) -> dict[str, Any]:
    """Says which changes the server does not have of this phone (PROTOCOL 4.6)."""
    return {"missing": exchange.missing(current_principal(), asked["changes"])}


@blueprint.post("/bundles")
@limit_carried
@blueprint.arguments(schemas_of_bundles.BundleSchema)
@blueprint.response(200, schemas_of_bundles.CarriedSchema)
@blueprint.problems(
    "bundle_unknown_phone",
    "bundle_not_signed",
    "bundle_damaged",
    "push_in_work",
    "pushed_too_much",
    "waiting_full",
)
def bundles(given: Bundle) -> dict[str, Any]:
    """Hands in what another phone made (PROTOCOL 8)."""
    return {"results": relay.relay(current_actor(), given)}


@blueprint.get("/review")
@blueprint.arguments(schemas_of_review.ReviewQuerySchema, location="query")
@blueprint.response(200, schemas_of_review.ReviewSchema)
def review(query: dict[str, Any]) -> dict[str, Any]:
    """What waits for a person in the teams that the asker looks after."""
    return reviewing.waiting(current_principal(), **query)


@blueprint.post("/review/<item_id>/settlement")
@blueprint.arguments(schemas_of_review.SettlementSchema)
@blueprint.response(200, schemas_of_review.SettledSchema)
@blueprint.problems("conflict_settled")
def settlement(word: dict[str, Any], item_id: str) -> dict[str, Any]:
    """Accepts, edits or refuses what waits."""
    said = Settlement(word["decision"], word["reason"], word["set"])
    return settling.settle(current_principal(), current_actor(), item_id, said)
