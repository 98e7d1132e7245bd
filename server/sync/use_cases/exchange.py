"""One round of a phone: it hands in its changes and takes away what is new (PROTOCOL 4.1)."""

from collections.abc import Sequence
from datetime import timedelta

from server.auth.principal import Principal
from server.auth.read_limiter import begin_read
from server.auth.sessions import phone_idle_limit
from server.auth.store.arrivals import arrivals
from server.database.clock import now, today
from server.database.engine import autocommit_connection, read_session
from server.database.sql import fetch
from server.http.concurrency import Work, take_permit
from server.records.rows import Fields
from server.records.store import changes as changes_store
from server.records.store import reviews
from server.sync.push_limiter import charge_pulled
from server.sync.round_request import RoundRequest
from server.sync.store.news import phone_and_news_query
from server.sync.use_cases.last_contact import log_repaired
from server.sync.use_cases.pull import read_news, read_page, unchanged
from server.sync.use_cases.push import push_round
from server.sync.use_cases.subscriptions import channels_of, read_channels
from sync.problems import PROBLEMS, ProblemError
from sync.protocol_limits import CHANGES_PER_REQUEST

NEWS = timedelta(days=14)
"""For so long a phone that came in is news to the lead of its team."""


def exchange(principal: Principal, request: RoundRequest) -> Fields:
    """The answer to a round. Raises device_unknown, batch_too_large, history_reset and read_too_much; all
    before anything is written. The answer is made after the commit, never before."""
    _check_request(principal, request)
    mine = read_channels(principal, shows_activities=request.shows_activities)
    results: list[Fields] = []
    if request.changes:
        results = push_round(request, mine)
        page = read_page(request, mine, results)
        charge_pulled(len(page["rows"]))
    else:
        page = read_news(request, mine)
    return _answer(page, results, mine) | _arrivals(principal)


def _check_request(principal: Principal, request: RoundRequest) -> None:
    """A push waits here until it may write."""
    if principal.device is None or principal.device.id != request.device:
        raise ProblemError(PROBLEMS["device_unknown"])
    if len(request.changes) > CHANGES_PER_REQUEST:
        raise ProblemError(PROBLEMS["batch_too_large"])
    if request.changes:
        take_permit(Work.WRITE)
    log_repaired(request)


def answer_if_unchanged(
    secret_hash: str, acting: str | None, request: RoundRequest
) -> Fields | None:
    """What `exchange` would answer to a round without changes for which nothing is new, which reports nothing
    that must be stored, from a phone on which nobody leads a team; None in any other case. One query; the phone is
    found by the hash of its secret."""
    contact = request.contact()
    with autocommit_connection() as database:
        found = fetch(
            database,
            phone_and_news_query(
                database,
                secret_hash,
                today(),
                now() - phone_idle_limit(),
                request.known,
                contact,
                shows_activities=request.shows_activities,
            ),
        )
    if found is None:
        return None
    phone, people, news, grants = found
    who = Principal(device=phone, enrolments=people, acting=acting)
    mine = channels_of(who, grants)
    is_usual = (
        phone.id == request.device
        and request.cursor.keys() == set(mine) != set()
        and not (news.is_behind or who.led_team_ids)
        and not (news.is_to_note or request.is_of_another_history(news.stand))
    )
    return _answer(unchanged(news, request, mine), [], mine) if is_usual else None


def _answer(page: Fields, results: Sequence[Fields], mine: list[str]) -> Fields:
    page["now"] = now().isoformat(timespec="seconds")
    if "rows" in page:
        page["results"] = [_as_sent(each, mine) for each in results]
    return page


def missing(principal: Principal, changes: list[str]) -> list[str]:
    """Those of these change ids that the server does not have of the phone that asks, whoever brought
    them (PROTOCOL 4.6): what another phone sent under such an id is not the change. Raises
    read_too_much."""
    begin_read()
    device = principal.device.id if principal.device else ""
    with read_session() as session:
        there = changes_store.changes_of_device(session, changes, device)
    return [change for change in changes if change not in there]


def _arrivals(principal: Principal) -> Fields:
    """What a lead's phone hears of what waits for the lead and stands in no row (PROTOCOL 4.1.9)."""
    led = principal.led_team_ids
    if not (led and principal.device):
        return {}
    with read_session() as session:
        told = arrivals(session, led, principal.device.id, now() - NEWS)
        waiting = {team: reviews.count_open(session, [team]) for team in sorted(led)}
    return {"arrivals": told, "reviews": {team: n for team, n in waiting.items() if n}}


def _as_sent(result: Fields, mine: list[str]) -> Fields:
    """A verdict as the phone gets it: a row only if it is in one of the phone's channels."""
    row = result["row"]
    if row is None:
        return result
    return {**result, "row": row.json if row.channel in mine else None}
