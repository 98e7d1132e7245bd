"""What a phone reports about itself in a round: kept on its device, defects are logged."""

from collections.abc import Sequence

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.auth.throttle import is_first_of_day
from server.database.engine import db
from server.database.errors import is_locked
from server.database.pipeline import sync_point
from server.database.timeouts import hardly_waiting
from server.http.request_log import hashed
from server.sync.round_request import RoundRequest
from server.sync.store import devices
from server.sync.store.devices import Contact
from server.sync.store.news import News

log = structlog.get_logger()


def log_repaired(request: RoundRequest) -> None:
    """Logs channels that the phone had to fetch anew: a digest that did not agree is a defect of ours
    (PROTOCOL 7.6)."""
    if request.repaired:
        device = hashed(request.device)
        log.warning("channels_repaired", device=device, channels=_kinds(request.repaired))


def note_contact(session: Session, device: str, contact: Contact) -> None:
    if not devices.note_contact(session, device, contact):
        return
    # Once a day: a phone may say so in one round and take it back in the next.
    with sync_point(session):
        is_first = is_first_of_day(session, "differs", device)
        session.flush()
    if is_first:
        # Fetching anew did not help: a defect that only we can mend (PROTOCOL 7.6).
        log.error("channels_differ", device=hashed(device), channels=_kinds(contact.differing))


def note_if_new(request: RoundRequest, news: News, contact: Contact) -> None:
    """Stores the contact if the database does not have it yet."""
    if news.is_to_note:
        _note_without_waiting(request.device, contact)


def _note_without_waiting(device: str, contact: Contact) -> None:
    """The same for a round without changes: it never waits for writers, since the next round reports it
    again."""
    try:
        with hardly_waiting():
            note_contact(db.session(), device, contact)
            db.session.commit()
    except OperationalError as error:
        db.session.rollback()
        if not is_locked(error):
            raise


def _kinds(names: Sequence[str] | None) -> list[str]:
    """The kinds of channels, without ids, for the log."""
    return [name.partition(":")[0] for name in names or ()]
