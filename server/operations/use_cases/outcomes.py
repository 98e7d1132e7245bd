"""Keeping how backups, drills and recounts ended, for whoever watches over the server."""

from collections.abc import Mapping
from typing import Literal

import structlog
from sqlalchemy.exc import SQLAlchemyError

from server.database.clock import now
from server.database.engine import separate_transaction
from server.operations.tables import OperationOutcome

log = structlog.get_logger()

Operation = Literal["backup", "drill", "recount", "retention"]
OPERATIONS: tuple[Operation, ...] = ("backup", "drill", "recount", "retention")


def note_outcome(name: Operation, figures: Mapping[str, int], *, succeeded: bool) -> None:
    """Keeps how one ended, in a transaction of its own. What was done stays done where that fails: the
    log says so then."""
    moment = now()
    try:
        with separate_transaction() as session:
            kept = session.get(OperationOutcome, name) or OperationOutcome(name=name)
            kept.ended_at, kept.figures = moment, dict(figures)
            if succeeded:
                kept.succeeded_at = moment
            session.add(kept)
    except SQLAlchemyError as error:
        log.warning("outcome_not_kept", operation=name, exc_info=error)
