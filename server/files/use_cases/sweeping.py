"""What is swept away: what was begun and never ended, bytes that nothing names, and what was erased and is
still there."""

from datetime import timedelta

from server.auth.store.attempts import wait_for_turn
from server.database.clock import now
from server.database.engine import read_session, separate_transaction
from server.files import store
from server.files.blob_store import blob_store
from server.files.use_cases.erasing import drop_bytes

KEPT = timedelta(days=7)
"""So long a sender may take for a file, and so long bytes wait for the row that says what they are."""


def sweep() -> None:
    """Sweeps once. What goes wrong leaves the rest for the next time."""
    before = now() - KEPT
    with separate_transaction() as session:
        for partial in store.partials_before(session, before):
            store.drop_partial(session, partial)
    with read_session() as session:
        erased, known = store.erased_files(session), store.known_sizes(session)
        kept = blob_store(session)
        kept.remove_drafts(before)
        orphans = [sha for sha, at in kept.all() if at < before and sha not in known]
    for sha in erased:
        drop_bytes(sha)
    for sha in orphans:
        _drop_orphan(sha)


def _drop_orphan(sha: str) -> None:
    with separate_transaction() as session:
        wait_for_turn(session, [f"file {sha}"])
        if not store.has_row(session, sha):
            blob_store(session).delete(sha)
