"""Heritage sites after a restore. Called inside `writing`; the caller commits."""

from server.audit.journal import Event
from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.heritage import store
from server.records.writer import Writer


def withdraw_site_again(writer: Writer, event: Event) -> bool:
    """Takes a site from the public that was withdrawn since the backup; one that the backup does not know has no
    page anyway. Answers whether anybody could have read it."""
    row = store.site_with(db.session, event.parts["site"])
    if row is None or row.live is None:
        return False
    row.live, row.withdrawn_at = None, event.at
    details = {"site": row.id, "name": row.name, "version": row.latest}
    record_audit(db.session, SYSTEM, "site_withdrawn", ("unit", row.unit_id), details)
    return True
