"""Where all rows stand that an answer may follow from, told in a few values (for server/http/etag.py)."""

from server.audit.tables import NEWEST_ACTS
from server.auth.tables import WAS_HEARD
from server.database.clock import now
from server.database.connections import Connectable
from server.database.engine import autocommit_connection, read_moment
from server.database.query_cache import Version
from server.database.sql import Query, fetch, fetch_pipelined
from server.http.etag import DatabaseState


def read_state(of_phones: bool) -> DatabaseState:
    """Every change of what syncs is a commit, every other act an entry of the audit trail, and what
    phones tell of themselves (`of_phones`) comes with a contact. Of several writers one may commit an
    earlier entry or contact after a later one, so the newest alone does not do; a server restored from
    a backup gives numbers out again, but at another time; and a clock that was set back gives contacts
    that are no news, so until it has caught up nothing does."""
    asked = (_STANDS, CONTACTS) if of_phones else (_STANDS,)
    with autocommit_connection(once_more=True) as database:
        stands, *phones = fetch_pipelined(database, *(Query(each, {}, tuple) for each in asked))
    contacts = phones[0] if phones else ()
    is_settled = not (contacts and read_moment(contacts[0][1]) > now())
    return DatabaseState((*stands[0], *contacts), is_settled, Version(ACTS, stands[0][-1]))


def read_version(database: Connectable) -> Version:
    """The version of what the query cache keeps, for whoever works something out that is no answer to a
    GET, and writes nothing meanwhile."""
    return Version(ACTS, fetch(database, ACTS))


ACTS: Query[str | None] = Query(NEWEST_ACTS, {}, lambda rows: rows[0][0])
_STANDS = f"""
SELECT (SELECT CAST(seq AS TEXT) || tag FROM sync_commit ORDER BY seq DESC LIMIT 1),
 (SELECT STRING_AGG(CAST(id AS TEXT) || ' ' || TS_TEXT(at), ',')
  FROM (SELECT id, at FROM audit_entry ORDER BY id DESC LIMIT 300) AS newest),
 ({NEWEST_ACTS})
"""
# Moments become text outside: inside PostgreSQL would spell those of all phones before it chose.
CONTACTS = f"""
SELECT id, TS_TEXT(last_contact_at), pending_count FROM (
 SELECT id, last_contact_at, pending_count FROM device
 WHERE {WAS_HEARD} ORDER BY last_contact_at DESC LIMIT 100
) AS newest ORDER BY last_contact_at DESC, id
"""
