"""A phone that was stopped comes back (PROTOCOL 7.10). It keeps its identity: what it holds and what
waits for a person goes on under the same id, and nothing is doubled."""

from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.store import devices
from server.auth.tables import Device, Invitation
from server.database.engine import db
from server.enrolment.admit import bar


def readmit(actor: Actor, device: Device, invitation: Invitation) -> bool:
    """Takes the stop off a phone that joins by a code made since, and answers whether there was
    one. Whoever was let in on it before is out until they join again, whatever becomes of their time in
    the team."""
    if device.revoked_at is None:
        return False
    device.revoked_at = None
    barred = bar(SYSTEM, [row for row, _, _ in devices.enrolments_of(device.id)])
    ended = [{"member": row.member_id, "team": row.team_id} for row in barred]
    # An entry for each team, so that whoever looks after one of them sees it.
    for team in sorted({invitation.team_id, *(row.team_id for row in barred)}):
        out = [each for each in ended if each["team"] == team]
        details = {"invitation": invitation.id, "team": team, "ended": out}
        record_audit(db.session, actor, "device_readmitted", ("device", device.id), details)
    return True
