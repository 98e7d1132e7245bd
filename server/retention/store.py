"""What has outlived its term beside sessions: finding it and emptying it. Commits nothing."""

from collections.abc import Collection, Sequence
from typing import Any

from server.accounts.account_units import MAKES_PASSWORD
from server.audit.journal import TOLD
from server.database.bulk import to_db
from server.database.connections import AnySession
from server.database.sql import execute, fetch_all, json_array
from server.records.store.reviews import FORGET
from server.retention.terms import Cutoffs
from sync.kinds.help_session import NAME as SESSION
from sync.kinds.member import ERASED_NAME

MOST = 2000
"""Rows at once: nobody else writes to SQLite meanwhile."""
_WHOLE = ("journal_replayed", "member_renamed")
"""What is kept as it is: when a journal was replayed, and what somebody was called who still has a name."""
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
    """Leaves of these items that something was asked and how that ended, and of the changes that never went in
    what tells a repeat."""
    for statement in (_EMPTY_REFUSED, _EMPTY_ITEMS):
        execute(session, statement, ids=json_array(ids))


_EMPTY_ITEMS = f"{FORGET} WHERE id IN_JSON(:ids)"
_EMPTY_REFUSED = """
UPDATE change SET set_values = NULL, prev_values = NULL, author = NULL, at = NULL
WHERE applied IS NULL AND id IN (SELECT change_id FROM review_item WHERE id IN_JSON(:ids))
"""


def some_entries(session: AnySession, cutoffs: Cutoffs) -> list[int]:
    """Entries of the audit trail that are so old and still say something."""
    told = {**_told(session, cutoffs), "most": MOST}
    return [number for (number,) in fetch_all(session, _ENTRIES, **told)]


def _told(session: AnySession, cutoffs: Cutoffs) -> dict[str, Any]:
    return {
        "before": to_db(session, cutoffs.moment),
        "asked": json_array(_STILL_ASKED),
        "whole": json_array(_WHOLE),
    }


_ENTRIES = """
SELECT id FROM audit_entry
WHERE at < :before AND NOT action IN_JSON(:whole)
 AND (CAST(details AS TEXT) <> '{}' OR actor_member_id IS NOT NULL OR NOT action IN_JSON(:asked))
ORDER BY id LIMIT :most
"""


def empty_entries(session: AnySession, numbers: Sequence[int], cutoffs: Cutoffs) -> None:
    """Forgets these entries, but of those that are asked about what was done to what, when and by whom. Others
    between them may be younger, where a clock was behind."""
    told = {"first": min(numbers), "last": max(numbers), **_told(session, cutoffs)}
    execute(session, _DROP_ENTRIES, **told)
    execute(session, _EMPTY_ENTRIES, **told)


_THESE = "id BETWEEN :first AND :last AND at < :before AND NOT action IN_JSON(:whole)"
_DROP_ENTRIES = f"DELETE FROM audit_entry WHERE {_THESE} AND NOT action IN_JSON(:asked)"
_EMPTY_ENTRIES = f"""
UPDATE audit_entry SET details = '{{}}', actor_member_id = NULL WHERE {_THESE} AND action IN_JSON(:asked)
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


def drop_renewals(session: AnySession, cutoffs: Cutoffs) -> None:
    """Forgets phones that asked to come back so long ago, and the names that they said."""
    before = to_db(session, cutoffs.moment)
    execute(session, "DELETE FROM device_renewal WHERE created_at < :before", before=before)


def members_who_left(
    session: AnySession, cutoffs: Cutoffs, among: Collection[str] | None = None
) -> list[str]:
    """Those with a name who left every team before the day, or asked for one before it and were never let in;
    of whom no session stands, and whom no certificate that holds and was issued since needs. `among`: of these
    alone."""
    told = {
        "day": cutoffs.day,
        "since": to_db(session, cutoffs.certificates),
        "before": to_db(session, cutoffs.moment),
        "nameless": ERASED_NAME,
    }
    if among is not None:
        told["ids"] = json_array(among)
    only = "" if among is None else " AND member.id IN_JSON(:ids)"
    left = _ids(session, _LEFT.format(only=only), **told)
    standing = {who for (who,) in fetch_all(session, _STANDING, ids=json_array(left))}
    return [member for member in left if member not in standing]


_LEFT = """
SELECT id FROM member
WHERE merged_into IS NULL AND name <> :nameless AND created_at < :before{only}
 AND NOT EXISTS (
  SELECT 1 FROM membership AS time
  WHERE time.member_id = member.id AND (time.valid_to IS NULL OR time.valid_to >= :day)
   AND (NOT time.provisional OR time.valid_from >= :day)
 )
 AND NOT EXISTS (
  SELECT 1 FROM enrolment WHERE member_id = member.id
   AND (state = 'approved' OR state = 'pending' AND created_at >= :before)
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
_STANDING = f"""
SELECT DISTINCT author FROM record WHERE kind = '{SESSION}' AND NOT erased AND author IN_JSON(:ids)
"""


def _ids(session: AnySession, query: str, **told: Any) -> list[str]:
    return [key for (key,) in fetch_all(session, query, **told)]
