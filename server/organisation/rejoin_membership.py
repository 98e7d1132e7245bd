"""Who leaves a team and comes back before the last day is over was never away: the same time in it
goes on. Otherwise the end would come true at midnight, and nobody would know why."""

from server.audit.writing import Actor, record_audit
from server.database.engine import db
from server.organisation.serializers import audit_details
from server.organisation.store import memberships
from server.organisation.tables import Membership


def go_on(actor: Actor, held: Membership, devices: list[str]) -> None:
    """Takes the end of a time in a team back, for these phones, with its row in the audit trail."""
    before = audit_details(held)
    held.valid_to = held.moved_to = None
    db.session.flush()
    details = {
        "team": held.team_id, "before": before, "after": audit_details(held), "devices": devices,
    }  # fmt: skip
    subject = ("member", held.member_id)
    record_audit(db.session, actor, "membership_changed", subject, details)


def join_up(actor: Actor, member_id: str, team_id: str, devices: list[str]) -> None:
    """Makes one of two times in a team of which one begins the day after the other ends, as the
    same: somebody asked to come back on the last day, and was let in by now."""
    later = memberships.latest_membership(member_id, team_id)
    earlier = memberships.ended_right_before(later) if later is not None else None
    if later is None or earlier is None or later.valid_to is not None:
        return
    db.session.delete(later)
    go_on(actor, earlier, devices)
