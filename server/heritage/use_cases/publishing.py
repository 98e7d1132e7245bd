"""How a version of a site becomes what anybody reads: handed on, approved by a second person, withdrawn."""

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.database.clock import now
from server.database.engine import db, only_reading
from server.heritage import store
from server.heritage.figures import counted_as
from server.heritage.tables import HeritageSite, HeritageSiteVersion
from server.heritage.use_cases.files import draw_pictures
from server.heritage.use_cases.sites import Shown, check_latest, read_site, site_kept
from server.records.writer import writing_if_new
from server.totals.further_figures import replace_figure
from sync.problems import PROBLEMS, ProblemError


def submit(principal: Principal, actor: Actor, site_id: str, version: int) -> Shown:
    """Hands the latest version to a second person, and commits; once more changes nothing. Raises not_found,
    wrong_role, changed_meanwhile."""
    with writing_if_new(db.session):
        row, latest = _latest(principal, site_id, version)
        if latest.submitted_at is None:
            latest.submitted_by, latest.submitted_at = str(actor.id), now()
            _record(actor, "site_submitted", row)
    db.session.commit()
    return read_site(principal, site_id)


def take_back(principal: Principal, actor: Actor, site_id: str) -> Shown:
    """Makes a version that waits a draft again, and commits; once more changes nothing. Raises not_found,
    wrong_role, changed_meanwhile for one that was approved."""
    with writing_if_new(db.session):
        row, latest = _latest(principal, site_id)
        if latest.approved_at is not None:
            raise ProblemError(PROBLEMS["changed_meanwhile"])
        if latest.submitted_at is not None:
            latest.submitted_by, latest.submitted_at = None, None
            _record(actor, "site_returned", row)
    db.session.commit()
    return read_site(principal, site_id)


def approve(principal: Principal, actor: Actor, site_id: str, version: int) -> Shown:
    """Has anybody read the version that waits, and commits; once more changes nothing. Its pictures are made
    smaller before, which takes seconds: where one cannot be, nothing is published. Raises not_found, wrong_role,
    changed_meanwhile for one that does not wait, second_person_needed for who wrote it, and as `draw_pictures`
    does."""
    with only_reading():
        _, latest = _to_approve(principal, actor, site_id, version)
        content = latest.content if latest.approved_at is None else None
    if content is not None:
        draw_pictures(content)
    with writing_if_new(db.session):
        row, latest = _to_approve(principal, actor, site_id, version)
        if latest.approved_at is None:
            is_first = not store.was_public(db.session, row.id)
            latest.approved_by, latest.approved_at = str(actor.id), now()
            if is_first:
                replace_figure(db.session, None, counted_as(row, latest.approved_at))
            row.live, row.withdrawn_at = latest.number, None
            _record(actor, "site_approved", row)
    db.session.commit()
    return read_site(principal, site_id)


def withdraw(principal: Principal, actor: Actor, site_id: str) -> Shown:
    """Takes a site from the public, and commits; once more changes nothing. A version that is approved later
    brings it back. Raises not_found, wrong_role."""
    with writing_if_new(db.session):
        row = site_kept(principal, site_id)
        if row.live is not None:
            row.live, row.withdrawn_at = None, now()
            _record(actor, "site_withdrawn", row)
    db.session.commit()
    return read_site(principal, site_id)


def _to_approve(
    principal: Principal, actor: Actor, site_id: str, version: int
) -> tuple[HeritageSite, HeritageSiteVersion]:
    """A site and its latest version, which was handed on and which this account did not write."""
    row, latest = _latest(principal, site_id, version)
    if latest.submitted_at is None:
        raise ProblemError(PROBLEMS["changed_meanwhile"])
    if latest.written_by == str(actor.id):
        raise ProblemError(PROBLEMS["second_person_needed"])
    return row, latest


def _latest(
    principal: Principal, site_id: str, version: int | None = None
) -> tuple[HeritageSite, HeritageSiteVersion]:
    """A site that the account keeps and its latest version, which has to be that one. Raises not_found,
    wrong_role, changed_meanwhile."""
    row = site_kept(principal, site_id)
    if version is not None:
        check_latest(row, version)
    found = store.version(db.session, row.id, row.latest)
    assert found is not None  # No version is ever deleted.
    return row, found


def _record(actor: Actor, action: str, row: HeritageSite) -> None:
    details = {"site": row.id, "name": row.name, "version": row.latest}
    record_audit(db.session, actor, action, ("unit", row.unit_id), details)
