"""Papers after a restore. Called inside `writing`; the caller commits."""

from server.audit.journal import Event
from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.papers import store
from server.papers.figures import counted_as
from server.papers.publishing import publish_paper
from server.records.writer import Writer
from server.totals.further_figures import replace_figure


def withdraw_paper_again(writer: Writer, event: Event) -> bool:
    """Takes back a paper that was withdrawn since the backup. Answers whether anybody could have read it."""
    held = store.paper_by_id(db.session, event.parts["paper"])
    if held is None or held.paper.withdrawn_at is not None:
        return False
    replace_figure(writer.session, counted_as(held.paper), None)
    store.withdraw(writer.session, held, event.at)
    publish_paper(writer, held)
    details = {"paper": held.paper.id}
    record_audit(db.session, SYSTEM, "paper_withdrawn", ("unit", held.paper.unit_id), details)
    return True
