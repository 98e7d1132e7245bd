"""Totals and the sessions behind them."""

from typing import Any

from server.auth.current import current_actor, current_principal
from server.http.blueprint import ApiBlueprint
from server.http.etag import TAGGED, conditional_response
from server.statistics import schemas, session_schemas
from server.statistics.use_cases import (
    listing,
    members,
    phones,
    silent,
    summing,
    totalling,
)
from server.statistics.use_cases.listing import Filter
from server.sync.use_cases import correcting

blueprint = ApiBlueprint("tallies", __name__, url_prefix="/api", description="Totals")


@blueprint.get("/tallies")
@blueprint.arguments(schemas.TalliesQuerySchema, location="query")
@blueprint.response(200, schemas.TalliesSchema, headers=TAGGED)
@blueprint.alt_response(304, description="The asker has this answer", headers=TAGGED)
def tallies(query: dict[str, Any]) -> Any:
    """Totals of a unit or a team over some days, and how complete they are."""
    who, question = current_principal(), totalling.Question(**query)
    return conditional_response(repr(who), lambda: totalling.totals(who, question), of_phones=True)


@blueprint.get("/tallies/members")
@blueprint.arguments(schemas.MembersAtWorkQuerySchema, location="query")
@blueprint.response(200, schemas.MembersAtWorkSchema)
def members_at_work(query: dict[str, Any]) -> dict[str, Any]:
    """Who of a team took part, in how many sessions, and on how many days."""
    return members.members_at_work(current_principal(), **query)


@blueprint.get("/help-sessions")
@blueprint.arguments(session_schemas.HelpSessionsQuerySchema, location="query")
@blueprint.response(200, session_schemas.HelpSessionsSchema)
@blueprint.problems("too_many_sessions")
def help_sessions(query: dict[str, Any]) -> dict[str, Any]:
    """The sessions behind a total, newest day first or sorted."""
    place = {name: query.pop(name) for name in ("unit", "team", "after", "limit")}
    days = {name: query.pop(name).isoformat() for name in ("first", "last")}
    return listing.sessions_of(current_principal(), wanted=Filter(**query, **days), **place)


@blueprint.get("/help-sessions/sums")
@blueprint.arguments(session_schemas.SessionFilterSchema, location="query")
@blueprint.response(200, session_schemas.SessionSumsSchema)
@blueprint.problems("too_many_sessions")
def help_session_sums(query: dict[str, Any]) -> dict[str, Any]:
    """What all the sessions of a list come to, not those of a page alone."""
    place = {name: query.pop(name) for name in ("unit", "team")}
    days = {name: query.pop(name).isoformat() for name in ("first", "last")}
    return summing.sums_of(current_principal(), wanted=Filter(**query, **days), **place)


@blueprint.get("/help-sessions/<session_id>")
@blueprint.arguments(session_schemas.HistoryQuerySchema, location="query")
@blueprint.response(200, session_schemas.HelpSessionSchema)
def help_session(query: dict[str, Any], session_id: str) -> dict[str, Any]:
    """One session with a page of its history."""
    return listing.session_of(current_principal(), session_id, **query)


@blueprint.patch("/help-sessions/<session_id>")
@blueprint.arguments(session_schemas.CorrectionSchema)
@blueprint.response(200, session_schemas.HelpSessionSchema)
@blueprint.problems("changed_meanwhile", "not_taken_in")
def patch_help_session(wish: dict[str, Any], session_id: str) -> dict[str, Any]:
    """Corrects or voids a session, with a reason that its author reads (PROTOCOL 5.8)."""
    who = current_principal()
    correcting.correct_session(who, current_actor(), session_id, **wish)
    return listing.session_of(who, session_id)


@blueprint.get("/phones")
@blueprint.arguments(schemas.PhonesQuerySchema, location="query")
@blueprint.response(200, schemas.PhonesSchema)
def phones_of(query: dict[str, Any]) -> dict[str, Any]:
    """The phones of the teams that the asker looks after: when each was last heard of, what it
    holds, how ready it is, and which of its changes never came."""
    return phones.phones_of(current_principal(), **query)


@blueprint.get("/tallies/silent")
@blueprint.arguments(schemas.SilentTeamsQuerySchema, location="query")
@blueprint.response(200, schemas.SilentTeamsSchema)
def silent_teams(query: dict[str, Any]) -> dict[str, Any]:
    """The teams that have sent nothing today, and who leads them."""
    return silent.silent_teams(current_principal(), **query)
