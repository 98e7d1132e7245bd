"""Erasing files for ever (PROTOCOL 5.13.6). The transaction that erases a record marks those that nothing names
any more; once it is committed their bytes go, and what a crash leaves of them with the next sweep."""

from collections.abc import Collection

import structlog
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session

from server.audit.writing import SYSTEM, Actor, record_audits
from server.auth.store.attempts import wait_for_turn
from server.database.clock import now
from server.database.connections import AnySession
from server.database.engine import separate_transaction
from server.files import store
from server.files.blob_store import blob_store
from server.files.readers import named_files

log = structlog.get_logger()
_MARKED = "files to erase"


def delete_unnamed(session: AnySession, shas: Collection[str], actor: Actor = SYSTEM) -> list[str]:
    """Deletes those of these files that no record names any more, in the session's transaction: call it when
    the record is gone. Answers which there were."""
    return erase_files(session, set(shas) - named_files(session, shas), actor)


def erase_files(session: AnySession, shas: Collection[str], actor: Actor = SYSTEM) -> list[str]:
    """Deletes these files and the smaller pictures of them, whatever names them, as replaying the journal
    does."""
    shas = {*shas, *store.made_of(session, shas)}
    for partial in store.partials_with(session, shas):
        store.drop_partial(session, partial)
    gone = store.mark_erased(session, shas, now())
    record_audits(session, actor, [("file_erased", ("file", sha), {}) for sha in gone])
    plain = session() if isinstance(session, scoped_session) else session
    plain.info.setdefault(_MARKED, set()).update(gone)
    return gone


def drop_bytes(sha: str) -> None:
    """Takes away the bytes of a file that is marked, unless somebody has sent it anew since. Whoever does so
    now waits."""
    with separate_transaction() as session:
        wait_for_turn(session, [f"file {sha}"])
        if store.is_erased(session, sha):
            blob_store(session).delete(sha)
            store.drop_erased(session, sha)


@event.listens_for(Session, "after_commit")
def _drop(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for sha in sorted(session.info.pop(_MARKED, ())):
        try:
            drop_bytes(sha)
        except (DBAPIError, OSError) as error:  # the next sweep tries again
            log.warning("file_not_erased", exc_info=error)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_MARKED, None)
