"""One round of a phone: it hands in its changes and takes away what is new (PROTOCOL 4.1)."""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.auth.principal import Principal
from server.auth.read_limiter import begin_read
from server.auth.sessions import phone_idle_limit
from server.auth.store.arrivals import arrivals
from server.auth.throttle import is_first_of_day
from server.catalogue.store import codes_query
from server.database.clock import now, today
from server.database.engine import autocommit_connection, db, read_session
from server.database.errors import is_locked
from server.database.pipeline import sync_point
from server.database.slot_kinds import WRITE
from server.database.slots import hold_slot
from server.database.sql import fetch, fetch_pipelined, fetch_snapshot
from server.database.timeouts import hardly_waiting
from server.http.request_log import hashed
from server.records.rows import Fields
from server.records.store import changes as changes_store
from server.records.store import records, reviews
from server.records.store.records import ChannelState
from server.sync.context import Batch
from server.sync.incoming_changes import IncomingChanges
from server.sync.push_limiter import charge_pulled
from server.sync.round_request import RoundRequest
from server.sync.store import devices
from server.sync.store.devices import Contact
from server.sync.store.news import News, news_query, phone_and_news_query
from server.sync.store.pages import PageRow
from server.sync.use_cases.pull import page_query, pull
from server.sync.use_cases.push import push
from server.sync.use_cases.subscriptions import channels_of, read_channels
from sync.problems import PROBLEMS, ProblemError
from sync.protocol_limits import CHANGES_PER_REQUEST

log = structlog.get_logger()

NEWS = timedelta(days=14)
"""For so long a phone that came in is news to the lead of its team."""


def exchange(principal: Principal, request: RoundRequest) -> Fields:
    """The answer to a round. Raises device_unknown, batch_too_large, history_reset and read_too_much; all
    before anything is written. The answer is made after the commit, never before."""
    _check_request(principal, request)
    mine = read_channels(principal, shows_activities=request.shows_activities)
    results: list[Fields] = []
    if request.changes:
        results = _decide_and_write(_read_batch(request, mine), request, mine)
        page = _read_page(request, mine, results)
        charge_pulled(len(page["rows"]))
    else:
        page = _read_news(request, mine)
    return _answer(page, results, mine) | _arrivals(principal)


def _check_request(principal: Principal, request: RoundRequest) -> None:
    """A push waits here until it may write."""
    if principal.device is None or principal.device.id != request.device:
        raise ProblemError(PROBLEMS["device_unknown"])
    if len(request.changes) > CHANGES_PER_REQUEST:
        raise ProblemError(PROBLEMS["batch_too_large"])
    if request.changes:
        hold_slot(WRITE)
    if request.repaired:
        # A digest that did not agree is a defect of ours: somebody should look (PROTOCOL 7.6).
        device = hashed(request.device)
        log.warning("channels_repaired", device=device, channels=_kinds(request.repaired))


def answer_if_unchanged(
    secret_hash: str, acting: str | None, request: RoundRequest
) -> Fields | None:
    """What `exchange` would answer to a phone that brings nothing, for which nothing is new, which says
    nothing of itself that would have to be kept, and on which nobody leads a team; None in any other
    case. The phone is told by the hash of its secret, its round is a common one
    (server/sync/envelope.py) without changes. All of this is asked at once."""
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
    return _answer(_unchanged(news, request, mine), [], mine) if is_usual else None


def _answer(page: Fields, results: Sequence[Fields], mine: list[str]) -> Fields:
    page["now"] = now().isoformat(timespec="seconds")
    if "rows" in page:
        page["results"] = [_as_sent(each, mine) for each in results]
    return page


def _read_batch(request: RoundRequest, mine: list[str]) -> Batch:
    """The changes as the rules receive them, of a phone whose history is the server's."""
    incoming = IncomingChanges(request.changes)
    queries = (records.channel_state_query(mine, request.known.commit), codes_query())
    with autocommit_connection() as database:
        stand, codes, *kept = fetch_pipelined(database, *queries, *incoming.queries())
    request.check_history(stand)
    received = incoming.receive(*kept)
    if len(received) < len(request.changes):
        raise ProblemError(PROBLEMS["batch_too_large"])
    return Batch(request.device, request.offset, codes, received)


def _decide_and_write(batch: Batch, request: RoundRequest, mine: list[str]) -> list[Fields]:
    """The results, committed with what the phone said of itself."""

    def note(session: Session, results: list[Fields]) -> None:
        _note_contact(session, batch.device, request.contact(results))

    pushed = push(batch, note)
    if not pushed.is_new:
        contact = request.contact(pushed.results)
        _note_if_new(request, _fetch_news(request, mine, contact), contact)
    return pushed.results


def _fetch_news(request: RoundRequest, mine: list[str], contact: Contact) -> News:
    """What is new for a phone that brought nothing new."""
    with autocommit_connection() as database:
        news = fetch(database, news_query(database, request.device, request.known, mine, contact))
    request.check_history(news.stand)
    return news


def _note_if_new(request: RoundRequest, news: News, contact: Contact) -> None:
    """What a phone said of itself is kept if that is new."""
    if news.is_to_note:
        _note_without_waiting(request.device, contact)


def _read_news(request: RoundRequest, mine: list[str]) -> Fields:
    """A round without changes. Nearly always nothing is new, and one query tells it. Raises
    read_too_much."""
    contact = request.contact()
    news = _fetch_news(request, mine, contact)
    if news.is_behind and request.limit:
        begin_read()
    _note_if_new(request, news, contact)
    if news.is_behind:
        return _read_page(request, mine, [])
    return _unchanged(news, request, mine)


def _unchanged(news: News, request: RoundRequest, mine: list[str]) -> Fields:
    """What is answered where no channel has a row that the phone does not know."""
    if request.knows_all(news.stand.newest, mine):
        return {"same": True}
    return _page(request, news.stand)


def _read_page(request: RoundRequest, mine: list[str], results: list[Fields]) -> Fields:
    told = _sent_with_verdicts(results, mine) if request.omits_told_rows else ()
    query = page_query(mine, request.cursor, request.limit, told)
    with autocommit_connection() as database:
        stand, *found = fetch_snapshot(database, records.channel_state_query(mine), *query)
    return _page(request, stand, *found)


def _page(request: RoundRequest, stand: ChannelState, rows: Sequence[PageRow] = ()) -> Fields:
    page = pull(stand, request.cursor, request.limit, rows)
    return page | {"upgrade": request.needs_upgrade}


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


def _note_contact(session: Session, device: str, contact: Contact) -> None:
    if not devices.note_contact(session, device, contact):
        return
    # Once a day: a phone may say so in one round and take it back in the next.
    with sync_point(session):
        is_first = is_first_of_day(session, "differs", device)
        session.flush()
    if is_first:
        # Fetching anew did not help: a defect that only we can mend (PROTOCOL 7.6).
        log.error("channels_differ", device=hashed(device), channels=_kinds(contact.differing))


def _kinds(names: Sequence[str] | None) -> list[str]:
    """What channels are of, for the log: no id stands there."""
    return [name.partition(":")[0] for name in names or ()]


def _note_without_waiting(device: str, contact: Contact) -> None:
    """The same, of a round that brings nothing: it never waits for who writes. The next one will say it
    again."""
    try:
        with hardly_waiting():
            _note_contact(db.session(), device, contact)
            db.session.commit()
    except OperationalError as error:
        db.session.rollback()
        if not is_locked(error):
            raise


def _as_sent(result: Fields, mine: list[str]) -> Fields:
    """A verdict as the phone gets it: a row only if it is in one of the phone's channels."""
    row = result["row"]
    if row is None:
        return result
    return {**result, "row": row.json if row.channel in mine else None}


def _sent_with_verdicts(results: Sequence[Fields], mine: list[str]) -> set[int]:
    """The versions of the rows that the phone gets with its verdicts (PROTOCOL 4.1.10). No two rows
    have the same."""
    rows = (each["row"] for each in results)
    return {row.ver for row in rows if row is not None and row.channel in mine}
