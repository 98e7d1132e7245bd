"""One round of a phone: it hands in its changes and takes away what is new (PROTOCOL 4.1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.auth.principal import Principal
from server.auth.sessions import phone_idle_limit
from server.auth.store.arrivals import arrivals
from server.catalogue.store import codes_query
from server.database.clock import now, today
from server.database.connections import AnySession
from server.database.engine import autocommit_connection, db, read_session
from server.database.errors import is_locked
from server.database.slots import WRITE, hold_slot
from server.database.sql import fetch, fetch_pipelined, fetch_snapshot
from server.database.timeouts import hardly_waiting
from server.http.request_log import hashed
from server.records.rows import Fields
from server.records.store import changes as changes_store
from server.records.store import records
from server.records.store.records import ChannelState
from server.sync.context import Batch
from server.sync.incoming_changes import IncomingChanges
from server.sync.store import devices
from server.sync.store.devices import Contact
from server.sync.store.news import KnownVersions, News, news_query, phone_and_news_query
from server.sync.store.pages import PageRow
from server.sync.use_cases.pull import page_query, pull
from server.sync.use_cases.push import push
from sync.channel import channels
from sync.problems import PROBLEMS, ProblemError
from sync.protocol_limits import CHANGES_PER_REQUEST, PROTOCOL

log = structlog.get_logger()

Envelope = Mapping[str, Any]
_LONGEST_WAIT = timedelta(days=366)
NEWS = timedelta(days=14)
"""For so long a phone that came in is news to the lead of its team."""


def exchange(principal: Principal, envelope: Envelope) -> Fields:
    """The answer to a round. Raises device_unknown, batch_too_large and history_reset; all three
    before anything is written. The answer is made after the commit, never before."""
    device = _check_envelope(principal, envelope)
    mine = _channels(principal, device)
    results: list[Fields] = []
    if envelope["changes"]:
        batch = _read_batch(device, mine, envelope)
        results = _decide_and_write(batch, mine, envelope)
        found = _read_page(mine, envelope, results)
    else:
        found = _read_news(device, mine, envelope)
    return _answer(found, results, mine) | _arrivals(principal, device)


def _check_envelope(principal: Principal, envelope: Envelope) -> str:
    """The phone that asks. A push waits here until it may write."""
    device = _device(principal, envelope)
    if len(envelope["changes"]) > CHANGES_PER_REQUEST:
        raise ProblemError(PROBLEMS["batch_too_large"])
    if envelope["changes"]:
        hold_slot(WRITE)
    if envelope["repaired"]:
        # A digest that did not agree is a defect of ours: somebody should look (PROTOCOL 7.6).
        log.warning(
            "channels_repaired", device=hashed(device), channels=_kinds(envelope["repaired"])
        )
    return device


def answer_if_unchanged(secret_hash: str, acting: str | None, envelope: Envelope) -> Fields | None:
    """What `exchange` would answer to a phone that brings nothing, for which nothing is new, which says
    nothing of itself that would have to be kept, and on which nobody leads a team; None in any other
    case. The phone is told by the hash of its secret, its round is a common one
    (server/sync/envelope.py) without changes. One question answers all of this."""
    contact = _contact(_offset(envelope), envelope, [])
    with autocommit_connection() as database:
        live_since, seen = now() - phone_idle_limit(), _known_versions(envelope)
        query = phone_and_news_query(database, secret_hash, today(), live_since, seen, contact)
        found = fetch(database, query)
    if found is None:
        return None
    phone, people, news = found
    who = Principal(device=phone, enrolments=people, acting=acting)
    mine = _channels(who, phone.id)
    is_usual = (
        phone.id == envelope["device"]
        and envelope["cursor"].keys() == set(mine) != set()
        and not (news.is_behind or who.led_team_ids)
        and not (news.is_to_note or _is_of_another_history(news.stand, envelope))
    )
    return _answer(_unchanged(news, mine, envelope), [], mine) if is_usual else None


def _answer(found: Fields, results: Sequence[Fields], mine: list[str]) -> Fields:
    found["now"] = now().isoformat(timespec="seconds")
    if "rows" in found:
        found["results"] = [_as_sent(each, mine) for each in results]
    return found


def _read_batch(device: str, mine: list[str], envelope: Envelope) -> Batch:
    """The changes as the rules receive them, of a phone whose history is the server's."""
    offset = _offset(envelope)
    arrived = IncomingChanges(envelope["changes"])
    queries = (records.channel_state_query(mine, _known_versions(envelope).commit), codes_query())
    with autocommit_connection() as database:
        stand, codes, *kept = fetch_pipelined(database, *queries, *arrived.queries())
    check_history(stand, envelope)
    received = arrived.receive(*kept)
    if len(received) < len(envelope["changes"]):
        raise ProblemError(PROBLEMS["batch_too_large"])
    return Batch(device, offset, codes, received)


def _decide_and_write(batch: Batch, mine: list[str], envelope: Envelope) -> list[Fields]:
    """The results, committed with what the phone said of itself."""

    def note(session: Session, results: list[Fields]) -> None:
        _note_contact(session, batch.device, _contact(batch.offset, envelope, results))

    pushed = push(batch, note)
    if not pushed.is_new:
        _news(batch.device, mine, envelope, _contact(batch.offset, envelope, pushed.results))
    return pushed.results


def _news(device: str, mine: list[str], envelope: Envelope, contact: Contact) -> News:
    """What is new for a phone that brought nothing new. What it said of itself is kept if that is."""
    with autocommit_connection() as database:
        query = news_query(database, device, _known_versions(envelope), mine, contact)
        news = fetch(database, query)
    check_history(news.stand, envelope)
    if news.is_to_note:
        _note_without_waiting(device, contact)
    return news


def _read_news(device: str, mine: list[str], envelope: Envelope) -> Fields:
    """A round without changes. Nearly always nothing is new, and one query tells it."""
    news = _news(device, mine, envelope, _contact(_offset(envelope), envelope, []))
    if news.is_behind:
        return _read_page(mine, envelope, [])
    return _unchanged(news, mine, envelope)


def _unchanged(news: News, mine: list[str], envelope: Envelope) -> Fields:
    """What is answered where no channel has a row that the phone does not know."""
    if _is_as_said(news.stand.newest, mine, envelope):
        return {"same": True}
    return _pulled(news.stand, envelope)


def _is_as_said(newest: tuple[int, str] | None, mine: list[str], envelope: Envelope) -> bool:
    """Whether a phone wants a brief answer and has said all that it would tell (PROTOCOL 4.1.11)."""
    cursor = envelope["cursor"]
    return (
        envelope["brief"]
        and envelope["protocol"] == PROTOCOL
        and envelope["seen"] == newest is not None
        and cursor.keys() == set(mine) != set()
        and all(number == newest[0] for number in cursor.values())
    )


def _read_page(mine: list[str], envelope: Envelope, results: list[Fields]) -> Fields:
    once = _sent_with_verdicts(results, mine) if envelope["once"] else ()
    page = page_query(mine, envelope["cursor"], _limit(envelope), once)
    with autocommit_connection() as database:
        stand, *found = fetch_snapshot(database, records.channel_state_query(mine), *page)
    return _pulled(stand, envelope, *found)


def _pulled(stand: ChannelState, envelope: Envelope, found: Sequence[PageRow] = ()) -> Fields:
    pulled = pull(stand, envelope["cursor"], _limit(envelope), found)
    return pulled | {"upgrade": _needs_upgrade(envelope)}


def _limit(envelope: Envelope) -> int:
    return 0 if _needs_upgrade(envelope) else int(envelope["limit"])


def _needs_upgrade(envelope: Envelope) -> bool:
    return int(envelope["protocol"]) < PROTOCOL


def missing(principal: Principal, changes: list[str]) -> list[str]:
    """Those of these change ids that the server does not have of the phone that asks, whoever brought
    them (PROTOCOL 4.6): what another phone sent under such an id is not the change."""
    device = principal.device.id if principal.device else ""
    with read_session() as session:
        there = changes_store.changes_of_device(session, changes, device)
    return [change for change in changes if change not in there]


def check_history(stand: ChannelState, envelope: Envelope) -> None:
    """Raises history_reset for a phone that has heard of commits that this server never made:
    the server came back from a backup (PROTOCOL 6.1)."""
    if _is_of_another_history(stand, envelope):
        raise ProblemError(PROBLEMS["history_reset"], {"reset": "history"})


def _is_of_another_history(stand: ChannelState, envelope: Envelope) -> bool:
    seen = envelope["seen"]
    forgotten = seen is not None and stand.tag != seen[1]
    return forgotten or any(number > stand.highest for number in envelope["cursor"].values())


def _known_versions(envelope: Envelope) -> KnownVersions:
    return KnownVersions(envelope["seen"][0] if envelope["seen"] else 0, envelope["cursor"])


def _device(principal: Principal, envelope: Envelope) -> str:
    phone = principal.device
    if phone is None or phone.id != envelope["device"]:
        raise ProblemError(PROBLEMS["device_unknown"])
    return phone.id


def _channels(principal: Principal, device: str) -> list[str]:
    if principal.device is None or principal.device.revoked:
        return []
    return channels(device, principal.enrolments)


def _arrivals(principal: Principal, device: str) -> Fields:
    """What a lead's phone hears of phones that nobody records anything of (PROTOCOL 4.1.9)."""
    led = principal.led_team_ids
    if not led:
        return {}
    with read_session() as session:
        return {"arrivals": arrivals(session, led, device, now() - NEWS)}


def _contact(offset: float, envelope: Envelope, results: list[Fields]) -> Contact:
    """What the phone said of itself. It counts as waiting what it sends with the same request."""
    done = sum(each["verdict"] != "retry" for each in results)
    left = max(0, envelope["pending"] - done)
    oldest = _oldest(envelope) if left else None
    ready, differing = envelope["ready"], envelope["differing"]
    return Contact(now(), envelope["app"], offset, left, oldest, ready, differing)


def _offset(envelope: Envelope) -> float:
    """By how many seconds the phone's clock is fast."""
    return float((envelope["now"] - now()).total_seconds())


def _note_contact(session: AnySession, device: str, contact: Contact) -> None:
    if devices.note_contact(session, device, contact):
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
            _note_contact(db.session, device, contact)
            db.session.commit()
    except OperationalError as error:
        db.session.rollback()
        if not is_locked(error):
            raise


def _oldest(envelope: Envelope) -> datetime | None:
    """Since when the oldest unsent change waits, by the server's clock: its age is right however
    wrong the phone's clock is, as long as that is wrong all the time."""
    said: datetime | None = envelope["oldest"]
    if said is None:
        return None
    age: timedelta = envelope["now"] - said
    return now() - min(max(age, timedelta()), _LONGEST_WAIT)


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
