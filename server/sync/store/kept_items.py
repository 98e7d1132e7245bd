"""What is kept of one phone for a person, as a push asks for it: once, for all of its changes."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from server.database.connections import AnySession
from server.database.sql import fetch_all, json_array


class KeptItem(NamedTuple):
    """An item as a correction looks at it. `op` and `names`, the fields that it would set (None without
    any), are known only of one that was open when it was asked for."""

    id: str
    change: str
    author: str | None
    verdict: str
    record: str | None
    replaces: str | None
    is_open: bool
    op: str | None
    names: frozenset[str] | None


def kept_item(columns: Mapping[str, Any]) -> KeptItem:
    """An open item with these columns of its table."""
    body, replaces = columns["body"], columns["body"].get("replaces")
    return KeptItem(
        columns["id"],
        columns["change_id"],
        columns["author"],
        columns["verdict"],
        columns["record_id"],
        replaces if isinstance(replaces, str) else None,
        True,
        body.get("op"),
        _names(body),
    )


def items_of_chains(
    session: AnySession, device: str, changes: Collection[str], links: int
) -> list[KeptItem]:
    """The items of a phone about these changes, about those that they replaced, and so on, `links` of
    them at most."""
    told = {"device": device, "changes": json_array(changes), "links": links}
    return [_read(row) for row in fetch_all(session, _CHAINS, **told)]


def _read(row: Sequence[Any]) -> KeptItem:
    item_id, change, author, verdict, record, replaces, open_body = row
    body = json.loads(open_body or "{}")
    told = (item_id, change, author, verdict, record, replaces)
    return KeptItem(*told, open_body is not None, body.get("op"), _names(body))


def _names(body: Mapping[str, Any]) -> frozenset[str] | None:
    said = body.get("set")
    return frozenset(said) if isinstance(said, dict) else None


_OURS = "review_item.device_id = :device"
_CHAINS = f"""
WITH RECURSIVE chain(id, links) AS (
 SELECT CAST(change_id AS TEXT), 1 FROM review_item
 WHERE change_id IN_JSON(:changes) AND {_OURS}
UNION
 SELECT review_item.body ->> 'replaces', chain.links + 1
 FROM chain JOIN review_item ON review_item.change_id = chain.id
 WHERE chain.links < :links AND {_OURS}
  AND review_item.verdict <> 'id_reuse' AND review_item.body ->> 'replaces' IS NOT NULL
)
SELECT id, change_id, author, verdict, record_id, body ->> 'replaces',
 CASE WHEN settled_at IS NULL THEN CAST(body AS TEXT) END
FROM review_item WHERE {_OURS} AND change_id IN (SELECT id FROM chain)
ORDER BY received_at, id
"""


def records_with_creates(session: AnySession, device: str, records: Collection[str]) -> set[str]:
    """Those of these records of which a create of this phone was kept, settled or not."""
    told = {"device": device, "records": json_array(records)}
    return {row[0] for row in fetch_all(session, _CREATES, **told)}


_CREATES = """
SELECT DISTINCT record_id FROM review_item
WHERE record_id IN_JSON(:records) AND device_id = :device AND body ->> 'op' = 'create'
"""
