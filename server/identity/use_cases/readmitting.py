"""A phone that was stopped comes back (PROTOCOL 7.10). It keeps its identity: what it holds and what
waits for a person goes on under the same id, and nothing is doubled."""

from server.extensions import db
from server.identity.store import devices
from server.identity.tables import Invitation
from server.operations.audit import Actor, record_audit
from sync.problems import PROBLEMS, ProblemError


def readmit(device_id: str, invitation: Invitation) -> bool:
    """Takes the stop off a phone that joins by a code made since, and answers whether there was
    one. Whoever was let in on it before is out until they join again. Raises device_revoked for an
    older code: whoever stopped the phone may have meant whoever holds that one."""
    device = devices.device_by_id(device_id)
    if device is None or device.revoked_at is None:
        return False
    if invitation.created_at <= device.revoked_at:
        raise ProblemError(PROBLEMS["device_revoked"])
    device.revoked_at = None
    let_in = [row for row, _, _ in devices.enrolments_of(device_id) if row.state == "approved"]
    for row in let_in:
        row.state = "ended"
    db.session.flush()
    details = {
        "invitation": invitation.id,
        "ended": [{"member": row.member_id, "team": row.team_id} for row in let_in],
    }
    actor, subject = Actor("device", device_id), ("device", device_id)
    record_audit(db.session, actor, "device_readmitted", subject, details)
    return True
