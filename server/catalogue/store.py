"""Reading and writing the catalogue."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.catalogue.tables import CatalogueItem
from server.database.bulk import put_rows
from server.database.connections import AnySession
from server.database.sql import Query, fetch


def catalogue_codes(session: AnySession) -> dict[str, frozenset[str]]:
    """All codes ever used, retired ones too, by list: a phone may still hold an old one.
    Groups of services are no services."""
    return fetch(session, codes_query())


def codes_query() -> Query[dict[str, frozenset[str]]]:
    """What asks for `catalogue_codes`."""
    return Query(_FLAGGED, {}, _codes)


def _codes(rows: Sequence[Any]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, code, flags in rows:
        if not _flags(flags).get("is_group"):
            found[kind].add(code)
    return {kind: frozenset(codes) for kind, codes in found.items()}


COMPLETED = "XONG"
"""The outcome with which nothing of what was asked for is left to do."""


def outcomes_that_count(session: AnySession) -> set[str]:
    """The outcomes that make a turn of help."""
    return fetch(session, outcomes_query())


def outcomes_query() -> Query[set[str]]:
    """What asks for `outcomes_that_count`."""
    return Query(_FLAGGED + " WHERE kind = 'outcome'", {}, _counting)


def _counting(rows: Sequence[Any]) -> set[str]:
    return {code for _, code, flags in rows if _flags(flags).get("counts")}


_FLAGGED = "SELECT kind, code, CAST(flags AS TEXT) FROM catalogue_item"


@lru_cache(maxsize=64)
def _flags(text: str) -> Mapping[str, Any]:
    """The flags that a text spells; most items have the same."""
    found: dict[str, Any] = orjson.loads(text)
    return found


def labels(session: AnySession, kind: str) -> dict[str, str]:
    """The Vietnamese labels of one list, by code, in its order."""
    return fetch(session, labels_query(kind))


def labels_query(kind: str) -> Query[dict[str, str]]:
    """Asks for the same."""
    return Query(_LABELS, {"kind": kind}, dict)


def labels_in_both(session: AnySession, kind: str) -> dict[str, tuple[str, str]]:
    """The labels of one list in both languages, the Vietnamese first, by code, in its order."""
    return fetch(session, Query(_BOTH_LABELS, {"kind": kind}, _both))


_BOTH_LABELS = """
SELECT code, label_vi, label_en FROM catalogue_item WHERE kind = :kind ORDER BY sort, code
"""


def _both(rows: Sequence[Any]) -> dict[str, tuple[str, str]]:
    return {code: (vietnamese, english) for code, vietnamese, english in rows}


_LABELS = "SELECT code, label_vi FROM catalogue_item WHERE kind = :kind ORDER BY sort, code"


def groups_of_services(session: AnySession) -> dict[str, str]:
    """The group of each service that is in one, retired services too."""
    return fetch(session, groups_of_services_query())


def groups_of_services_query() -> Query[dict[str, str]]:
    """Asks for the same."""
    return Query(_GROUPS, {}, dict)


_GROUPS = """
SELECT code, group_code FROM catalogue_item WHERE kind = 'service' AND group_code <> ''
"""


def items(session: AnySession) -> list[CatalogueItem]:
    """The whole catalogue."""
    return list(session.scalars(select(CatalogueItem)))


def edited_codes(session: AnySession) -> set[tuple[str, str]]:
    """(kind, code) of every entry that somebody added or changed, as the audit trail tells."""
    subjects = session.scalars(
        select(AuditEntry.subject_id)
        .where(
            AuditEntry.subject_kind == "catalogue",
            AuditEntry.action.in_(("catalogue_added", "catalogue_changed")),
        )
        .distinct()
    )
    return {(kind, code) for kind, _, code in (subject.partition("/") for subject in subjects)}


def put_items(session: AnySession, rows: Sequence[dict[str, Any]]) -> None:
    """Keeps items as given, new or changed. Rows use the table's column names."""
    put_rows(session, CatalogueItem, rows)


def item(session: AnySession, kind: str, code: str) -> CatalogueItem | None:
    """One entry, or None."""
    return session.get(CatalogueItem, (kind, code))


def add_item(session: AnySession, row: CatalogueItem) -> None:
    """Adds an entry, so that the next question finds it."""
    session.add(row)
    session.flush()
