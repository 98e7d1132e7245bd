"""Journals that come together, and a database that gets to know another one (PROTOCOL 5.9.4)."""

from collections.abc import Sequence
from pathlib import Path

from click import ClickException

from server.audit.journal_file import FileJournal
from server.audit.journal_store import open_journal
from server.audit.journal_table import TableJournal
from server.audit.store import know_journal
from server.audit.writing import SYSTEM, record_audit
from server.config import current_settings
from server.database.engine import db


class JournalError(ClickException):
    """What was asked cannot be done with the journal; the text says what to do."""


def import_journals(files: Sequence[Path]) -> int:
    """Brings what files tell into the journal of JOURNAL, before all that it tells itself: how many lines
    were new to it. It stands for each of theirs from then on. Raises JournalError where JOURNAL is no
    address."""
    place = current_settings().journal
    journal = open_journal(place) if place is not None else None
    if not isinstance(journal, TableJournal):
        raise JournalError("set JOURNAL to the postgresql://… of a database apart first")
    return journal.bring_in(*(FileJournal(each).read() for each in files))


def adopt_journal() -> bool:
    """Has the database know the journal of JOURNAL instead of the one of before; False where it is the
    same. Raises JournalError where none is kept."""
    place = current_settings().journal
    if place is None:
        raise JournalError("no journal is kept: set JOURNAL to a file on a disk that lasts")
    journal_id = open_journal(place).append([])
    before = know_journal(db.session, journal_id)
    if before == journal_id:
        db.session.rollback()
        return False
    details = {"before": before, "after": journal_id}
    record_audit(db.session, SYSTEM, "journal_adopted", ("journal", "all"), details)
    db.session.commit()
    return True
