"""What of activities and papers anybody may read who has their address."""

from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from server.activities import store as activities
from server.activities.publishing import last_granted
from server.activities.tables import Activity
from server.database.clock import today
from server.database.engine import db, separate_transaction
from server.database.timeouts import hardly_waiting
from server.files.blob_store import blob_store
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.papers import public_pages, store
from server.papers.store import Held
from server.papers.tables import PaperVersion
from server.papers.use_cases.reading import is_open
from sync.problems import PROBLEMS, ProblemError


def is_public(held: Held) -> bool:
    """Whether anybody may read a paper by now."""
    return held.paper.readers == "public" and is_open(held.paper)


def is_over(row: Activity) -> bool:
    """Whether the page of an activity is gone with its channel. Of one that was called off it says so until
    then, for people would come."""
    return last_granted(row.last) < today()


def read_activity_page(activity_id: str) -> str:
    """The page of an activity. Raises not_found."""
    row = activities.activity_by_id(db.session, activity_id)
    if row is None or is_over(row):
        raise ProblemError(PROBLEMS["not_found"])
    papers = filter(is_public, store.papers_of_activity(db.session, row.id))
    unit = formal_name(units.unit_by_id(row.unit_id))
    return public_pages.activity_page(row, unit, papers)


def read_paper_page(paper_id: str) -> str:
    """The page of a public paper. Raises not_found."""
    held = _load(paper_id)
    unit = formal_name(units.unit_by_id(held.paper.unit_id))
    return public_pages.paper_page(held, unit, _html(held.version))


def _html(version: PaperVersion) -> str | None:
    """HTML of a version's text. That of a version from before is rendered once and kept."""
    if version.text is None or version.html is not None:
        return version.html
    html = public_pages.render_text(version.text)
    try:
        with hardly_waiting(), separate_transaction() as session:
            store.keep_html(session, version, html)
    except SQLAlchemyError:
        pass  # The database is busy; the next reader's request keeps it.
    return html


def open_public_file(paper_id: str) -> tuple[Held, IO[bytes]]:
    """The file of a public paper, which whoever asked closes. Raises not_found, blob_missing."""
    held = _load(paper_id)
    file = blob_store(db.session).open(held.version.file)
    if file is None:
        raise ProblemError(PROBLEMS["blob_missing"])
    return held, file


def _load(paper_id: str) -> Held:
    held = store.paper_by_id(db.session, paper_id)
    if held is None or not is_public(held):
        raise ProblemError(PROBLEMS["not_found"])
    return held
