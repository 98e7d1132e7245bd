"""Not sending, and not even working out, a second time what the asker already has."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
from flask import Response, request

from server.auth.tables import WAS_HEARD
from server.database.clock import now, today
from server.database.engine import autocommit_connection, read_moment
from server.database.query_cache import ACTS, cached
from server.database.sql import Query, fetch_pipelined

TAGGED = {"ETag": {"required": True, "schema": {"type": "string"}}}
"""The header of every such answer, for the API's description."""


def conditional_response(
    asker: str, make: Callable[[], dict[str, Any]], *, of_phones: bool = False
) -> Response:
    """The answer that `make` gives, 304 without a body if the asker names its tag. It must follow from
    nothing but who asks for what, the rows of the database and the day; from what phones told of
    themselves only with `of_phones`. A moment "as_of" in it is not compared. It has the form of the
    route's schema already, and is spelled as it is: to let the schema look at each of thousands of
    rows costs more than all the rest. The tag has two parts. One stands for all that the answer
    follows from: while that is the same nothing is worked out. The other stands for what is in it:
    that is the same more often."""
    known = request.if_none_match.as_set(include_weak=True)
    basis, acts = _basis(asker, of_phones)
    for tag in known:
        if tag.partition("-")[0] == basis:
            return _unchanged(tag)
    with cached(acts):
        answer = make()
    content = _hash(orjson.dumps(_without_moments(answer)))
    tag = f"{basis}-{content}"
    if any(each.partition("-")[2] == content for each in known):
        return _unchanged(tag)
    told = Response(orjson.dumps(answer), mimetype="application/json")
    told.set_etag(tag, weak=True)
    return told


def _unchanged(tag: str) -> Response:
    # It has no body; but what is kept of the one that it stands for gets its headers.
    answer = Response(status=304, mimetype="application/json")
    answer.set_etag(tag, weak=True)
    return answer


def _basis(asker: str, of_phones: bool) -> tuple[str, str | None]:
    """All that an answer follows from, and what `ACTS` tells. Every change of what syncs is a commit,
    every other act an entry of the audit trail, and what phones tell of themselves comes with a
    contact. Of several writers one may commit an earlier entry or contact after a later one, so the
    newest alone does not do; a server restored from a backup gives numbers out again, but at another
    time; and a clock that was set back gives contacts that are no news, so until it has caught up
    nothing does."""
    asked = (_STANDS, CONTACTS) if of_phones else (_STANDS,)
    with autocommit_connection(once_more=True) as database:
        stands, *phones = fetch_pipelined(database, *(Query(each, {}, tuple) for each in asked))
    contacts = phones[0] if phones else ()
    if contacts and read_moment(contacts[0][1]) > now():
        return uuid4().hex, stands[0][-1]
    parts = [asker, request.full_path, today(), _code(), *stands[0], *contacts]
    return _hash(orjson.dumps(parts)), stands[0][-1]


_STANDS = f"""
SELECT (SELECT CAST(seq AS TEXT) || tag FROM sync_commit ORDER BY seq DESC LIMIT 1),
 (SELECT STRING_AGG(CAST(id AS TEXT) || ' ' || TS_TEXT(at), ',')
  FROM (SELECT id, at FROM audit_entry ORDER BY id DESC LIMIT 300) AS newest),
 ({ACTS})
"""
# Moments become text outside: inside PostgreSQL would spell those of all phones before it chose.
CONTACTS = f"""
SELECT id, TS_TEXT(last_contact_at), pending_count FROM (
 SELECT id, last_contact_at, pending_count FROM device
 WHERE {WAS_HEARD} ORDER BY last_contact_at DESC LIMIT 100
) AS newest ORDER BY last_contact_at DESC, id
"""


@cache
def _code() -> str:
    """What this program is: after an update it may answer otherwise."""
    here = Path(__file__).parents[1]
    return fingerprint(here, here.parent / "sync")


def fingerprint(*folders: Path) -> str:
    """A hash of all Python files in these folders. Their times say nothing: in an image they are
    often all the same."""
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return _hash(b"".join(file.read_bytes() for file in files))


def _without_moments(answer: Any) -> Any:
    if isinstance(answer, dict):
        pairs = answer.items()
        return {name: _without_moments(each) for name, each in pairs if name != "as_of"}
    return answer


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]
