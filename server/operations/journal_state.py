"""Whether the journal is the one that this database has told its acts to, and whether the database has all
that it tells (PROTOCOL 5.9.4 and 5.9.5)."""

from datetime import timedelta
from typing import Literal, get_args

import structlog
from sqlalchemy.exc import SQLAlchemyError

from server.audit.journal import parse_lines
from server.audit.journal_store import open_journal
from server.config import current_settings
from server.database.clock import now
from server.database.engine import read_session
from server.operations.use_cases.lost_acts import is_foreign, lost_acts, not_replayed

log = structlog.get_logger()

JournalState = Literal["off", "current", "ahead", "foreign", "unknown"]
STATES: tuple[JournalState, ...] = get_args(JournalState)
_LAST_LINES = 50
_UNDER_WAY = timedelta(minutes=1)
"""A line is told before its act is committed."""
_WHAT_TO_DO = {
    "ahead": "the journal tells of acts that the database has lost, as after a failover: run "
    "`flask --app server journal replay`, which does them again and signs everybody out",
    "foreign": "the database knows another journal than the one of JOURNAL. Where several servers have a "
    "file each: `flask --app server journal import FILE…` brings them into one. Where the former journal "
    "is gone: `flask --app server journal adopt`, and make a new backup",
}


def journal_state() -> JournalState:
    """How the journal stands now: `off`, none is kept; `foreign`, the database knows another one;
    `ahead`, it tells of acts that the database does not have; `unknown`, one of both does not answer."""
    place = current_settings().journal
    if place is None:
        return "off"
    try:
        journal = open_journal(place)
        with read_session() as session:
            if is_foreign(session, journal):
                return "foreign"
            told = parse_lines(journal.last(_LAST_LINES))
            done = [each for each in told if each.at < now() - _UNDER_WAY]
            is_ahead = not_replayed(session, lost_acts(session, done))
    except (SQLAlchemyError, OSError):
        return "unknown"
    return "ahead" if is_ahead else "current"


def warn_of_journal() -> None:
    """Says in the log what is to be done about the journal, if anything is."""
    state = journal_state()
    if state in _WHAT_TO_DO:
        log.warning(f"journal_{state}", what_to_do=_WHAT_TO_DO[state])
