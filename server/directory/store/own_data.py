"""All that is kept about one person and is no record of a session."""

from collections.abc import Sequence

from sqlalchemy import Row, or_, select

from server.audit.tables import AuditEntry
from server.auth.tables import Device, Enrolment
from server.certificates.tables import Certificate
from server.database.connections import AnySession
from server.organisation.tables import Team
from server.papers.tables import Paper, PaperOpening
from server.records.tables import ReviewItem


def phones_of(session: AnySession, member_id: str) -> Sequence[Row[Enrolment, Device, str]]:
    """Where somebody joined, with the phone and the team's name, the earliest first."""
    chosen = (
        select(Enrolment, Device, Team.name)
        .join(Device, Device.id == Enrolment.device_id)
        .join(Team, Team.id == Enrolment.team_id)
        .where(Enrolment.member_id == member_id)
    )
    return session.execute(chosen.order_by(Enrolment.created_at, Enrolment.device_id)).all()


def openings_of(session: AnySession, member_id: str) -> Sequence[Row[str, int, str]]:
    """The papers that somebody opened: title, version, first day; the latest first."""
    chosen = (
        select(Paper.title, PaperOpening.version, PaperOpening.day)
        .join(Paper, Paper.id == PaperOpening.paper_id)
        .where(PaperOpening.member_id == member_id)
    )
    order = PaperOpening.day.desc(), Paper.title, PaperOpening.version
    return session.execute(chosen.order_by(*order)).all()


def certificates_of(session: AnySession, member_id: str) -> Sequence[Certificate]:
    """What was issued to somebody, the latest first."""
    chosen = select(Certificate).where(Certificate.member_id == member_id)
    return session.scalars(chosen.order_by(Certificate.issued_at.desc(), Certificate.id)).all()


def waiting_of(session: AnySession, member_id: str, most: int) -> Sequence[ReviewItem]:
    """What somebody sent and a person has to look at, the earliest first, at most so many."""
    chosen = select(ReviewItem).where(
        ReviewItem.author == member_id, ReviewItem.settled_at.is_(None)
    )
    return session.scalars(chosen.order_by(ReviewItem.received_at, ReviewItem.id).limit(most)).all()


def acts_of(session: AnySession, member_id: str, most: int) -> Sequence[AuditEntry]:
    """What was done about somebody, and by them on a phone, the latest first, at most so many."""
    theirs = or_(AuditEntry.subject_id == member_id, AuditEntry.actor_member_id == member_id)
    chosen = select(AuditEntry).where(theirs, AuditEntry.action != "changes_received")
    return session.scalars(chosen.order_by(AuditEntry.id.desc()).limit(most)).all()
