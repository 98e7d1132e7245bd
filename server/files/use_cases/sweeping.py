"""What is swept away: uploads that never ended, and files that no record names."""

from datetime import datetime, timedelta

from server.database.clock import now
from server.database.engine import read_session, separate_transaction
from server.files import store
from server.files.blob_store import blob_store
from server.files.readers import named_files

KEPT = timedelta(days=7)
"""So long a sender may take for a file, and so long it waits for the record that names it."""


def sweep() -> None:
    """Sweeps once. What goes wrong leaves the rest for the next time."""
    before = now() - KEPT
    with separate_transaction() as session:
        for partial in store.partials_before(session, before):
            store.drop_partial(session, partial)
    with read_session() as session:
        kept = blob_store(session)
        kept.remove_drafts(before)
        written = dict(kept.all())
        files = {*written, *store.known_sizes(session)}
        old = {sha for sha in files if sha not in written or written[sha] < before}
        unnamed = old - named_files(session, old) - store.smaller_pictures(session)
    for sha in sorted(unnamed):
        _delete_unnamed(sha, before)


def _delete_unnamed(sha: str, before: datetime) -> None:
    # The journal of what was erased has no line of it: a replay would take the same bytes from a record that
    # names them later.
    with separate_transaction() as session:
        store.wait_for_files(session, [sha])
        if named_files(session, [sha]) or store.sources_of(session, sha):
            return
        if store.drop_file(session, sha, before):
            blob_store(session).delete(sha)
