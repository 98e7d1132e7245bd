"""What has outlived its term beside sessions: finding it and emptying it. Commits nothing."""

from collections.abc import Sequence
from typing import Any

from server.accounts.account_units import MAKES_PASSWORD
from server.audit.journal import TOLD
from server.database.bulk import to_db
from server.database.connections import AnySession
from server.database.sql import execute, fetch_all, json_array
from server.retention.terms import Cutoffs
from sync.kinds.member import ERASED_NAME

MOST = 2000
"""Rows at once: nobody else writes to SQLite meanwhile."""
_STILL_ASKED = (*TOLD, "journal_replayed", "reset_made", *MAKES_PASSWORD)
"""What is asked of acts however old they are: whether a restored backup has them, and who made a password."""


def some_items(session: AnySession, cutoffs: Cutoffs) -> list[str]:
    """Items that were settled so long ago and still say something."""
    return _ids(session, _ITEMS, before=to_db(session, cutoffs.moment), most=MOST)


_ITEMS = """
SELECT id FROM review_item
WHERE settled_at < :before AND (author IS NOT NULL OR reason IS NOT NULL OR CAST(body AS TEXT) <> '{}')
ORDER BY id LIMIT :most
"""


def empty_items(session: AnySession, ids: Sequence[str]) -> None:
    """Leaves of these items that something was asked and how that ended."""
    execute(session, _EMPTY_ITEMS, ids=json_array(ids))


_EMPTY_ITEMS = """
UPDATE review_item SET body = '{}', author = NULL, reason = NULL, fits = NULL WHERE id IN_JSON(:ids)
"""


def some_entries(session: AnySession, cutoffs: Cutoffs) -> list[int]:
    """Entries of the audit trail that are so old and still say something."""
    told = {
        "before": to_db(session, cutoffs.moment),
        "asked": json_array(_STILL_ASKED),
        "most": MOST,
    }
    return [number for (number,) in fetch_all(session, _ENTRIES, **told)]


_ENTRIES = """
SELECT id FROM audit_entry
WHERE at < :before AND (CAST(details AS TEXT) <> '{}' OR NOT action IN_JSON(:asked))
 AND action <> 'journal_replayed'
ORDER BY id LIMIT :most
"""


def empty_entries(session: AnySession, numbers: Sequence[int]) -> None:
    """Forgets these entries, but of those that are asked about what was done to what, when and by whom."""
    told = {"first": min(numbers), "last": max(numbers), "asked": json_array(_STILL_ASKED)}
    execute(session, _DROP_ENTRIES, **told)
    execute(session, _EMPTY_ENTRIES, **told)


_DROP_ENTRIES = """
DELETE FROM audit_entry WHERE id BETWEEN :first AND :last AND NOT action IN_JSON(:asked)
"""
_EMPTY_ENTRIES = """
UPDATE audit_entry SET details = '{}', actor_member_id = NULL
WHERE id BETWEEN :first AND :last AND action IN_JSON(:asked) AND action <> 'journal_replayed'
"""


def some_phones(session: AnySession, cutoffs: Cutoffs) -> list[str]:
    """Phones that were not heard of for so long and of which more is kept than brings them back."""
    return _ids(session, _PHONES, before=to_db(session, cutoffs.moment), most=MOST)


_PHONES = """
SELECT id FROM device
WHERE COALESCE(last_contact_at, created_at) < :before
 AND (app_version IS NOT NULL OR CAST(readiness AS TEXT) <> 'null' OR differs_since IS NOT NULL)
ORDER BY id LIMIT :most
"""


def empty_phones(session: AnySession, ids: Sequence[str]) -> None:
    """Forgets what these phones told of themselves."""
    execute(session, _EMPTY_PHONES, ids=json_array(ids))


_EMPTY_PHONES = """
UPDATE device SET app_version = NULL, readiness = NULL, differing = NULL, differs_since = NULL
WHERE id IN_JSON(:ids)
"""


def members_who_left(session: AnySession, cutoffs: Cutoffs) -> list[str]:
    """Those with a name who left every team before the day, of whom no session stands, and whom no certificate
    that holds and was issued since needs."""
    told = {
        "day": cutoffs.day,
        "since": to_db(session, cutoffs.certificates),
        "before": to_db(session, cutoffs.moment),
        "nameless": ERASED_NAME,
    }
    return _ids(session, _LEFT, **told)


_LEFT = """
SELECT id FROM member
WHERE merged_into IS NULL AND name <> :nameless AND created_at < :before
 AND EXISTS (SELECT 1 FROM membership WHERE member_id = member.id)
 AND NOT EXISTS (
  SELECT 1 FROM membership AS time
  WHERE time.member_id = member.id AND (time.valid_to IS NULL OR time.valid_to >= :day)
 )
 AND NOT EXISTS (
  SELECT 1 FROM enrolment WHERE member_id = member.id AND state IN ('approved', 'pending')
 )
 AND NOT EXISTS (
  SELECT 1 FROM presence JOIN membership AS time ON time.team_id = presence.team_id
  WHERE time.member_id = member.id AND presence.member_id = member.id
 )
 AND NOT EXISTS (
  SELECT 1 FROM certificate
  WHERE member_id = member.id AND withdrawn_at IS NULL AND issued_at >= :since
 )
ORDER BY id
"""


def _ids(session: AnySession, query: str, **told: Any) -> list[str]:
    return [key for (key,) in fetch_all(session, query, **told)]
