"""What people ask for about their own data, and that data."""

from typing import Any
from uuid import UUID

from server.auth.current import current_actor, current_principal
from server.directory.routes.blueprint import blueprint
from server.directory.schemas_of_data_requests import (
    DataAnswerSchema,
    DataRequestQuerySchema,
    DataRequestSchema,
    DataRequestsSchema,
    DataRequestToEnterSchema,
    ErasedSchema,
    ErasureSchema,
    PersonalDataSchema,
)
from server.directory.use_cases import data_requests, erasing_members, own_data
from server.http.concurrency import Work, take_permit


@blueprint.get("/api/data-requests")
@blueprint.arguments(DataRequestQuerySchema, location="query")
@blueprint.response(200, DataRequestsSchema)
def get_data_requests(query: dict[str, str]) -> dict[str, Any]:
    """What people of the asker's teams ask for about their own data, each with the day of answer."""
    return data_requests.list_requests(current_principal(), **query)


@blueprint.post("/api/data-requests")
@blueprint.arguments(DataRequestToEnterSchema)
@blueprint.response(201, DataRequestSchema)
@blueprint.problems("day_too_late", "label_refused", "added_too_much")
def post_data_request(given: dict[str, Any]) -> dict[str, Any]:
    """Enters a request that came on paper."""
    return data_requests.enter_request(current_principal(), current_actor(), **given)


@blueprint.post("/api/data-requests/<uuid:request_id>/answer")
@blueprint.arguments(DataAnswerSchema)
@blueprint.response(200, DataRequestSchema)
@blueprint.problems("label_refused", "conflict_settled")
def post_data_answer(given: dict[str, Any], request_id: UUID) -> dict[str, Any]:
    """Answers such a request; the person reads it on the phone that asked."""
    return data_requests.answer_request(
        current_principal(), current_actor(), str(request_id), **given
    )


@blueprint.post("/api/members/<uuid:member_id>/erasure")
@blueprint.arguments(ErasureSchema)
@blueprint.response(200, ErasedSchema)
@blueprint.problems(
    "confirm_first", "still_waiting", "closed_on_day", "team_full", "day_too_early", "day_too_late"
)
def post_erasure(given: dict[str, Any], member_id: UUID) -> dict[str, Any]:
    """Ends somebody's times in teams and erases their name for ever; what they recorded still counts. One
    at a time of an account."""
    take_permit(Work.CHANGE)
    return erasing_members.erase_at_desk(
        current_principal(), current_actor(), str(member_id), **given
    )


@blueprint.get("/api/me/data")
@blueprint.response(200, PersonalDataSchema)
@blueprint.problems("acting_member_required")
def get_own_data() -> dict[str, Any]:
    """All that is kept about who holds the phone, for that person."""
    return own_data.read_own_data(current_principal())
