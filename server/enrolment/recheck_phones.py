"""Phones that a lead let in under the names of known members wait for a person once that lead's right is
over: nobody else looked at them, and each goes along with the person whose name it has. Called inside the
`writing` of the use case that takes the right away."""

from server.audit.writing import Actor, record_audit
from server.auth.store import devices
from server.auth.tables import Enrolment
from server.database.clock import now
from server.database.engine import db
from server.enrolment.admit import put_enrolment
from server.enrolment.publish_device import publish_phones_of
from server.records.writer import Writer


def recheck_phones(writer: Writer, actor: Actor, maker: str, team_id: str | None = None) -> None:
    """Has those wait who came in by codes that were made on a phone or by a decision or a merge there, into
    one team or any, also in a team into which the phone came along since. Being refused costs nobody a
    membership, and who was approved by somebody else does not wait again for that one's word. A phone that
    was stopped is asked about by nobody: it stays out."""
    found = devices.let_in_by(maker, team_id)
    for enrolment in found:
        _recheck(actor, enrolment, maker)
    db.session.flush()
    publish_phones_of(writer, {each.member_id for each in found})


def _recheck(actor: Actor, enrolment: Enrolment, maker: str) -> None:
    device_id, member_id, team_id = enrolment.device_id, enrolment.member_id, enrolment.team_id
    device = devices.device_by_id(device_id)
    is_stopped = device is None or device.revoked_at is not None
    if is_stopped or enrolment.state != "approved":
        # Out of the team, or nobody decides on it: to be in the team again brings the phone back no more.
        enrolment.state, enrolment.decided_at, enrolment.decided_by = "barred", now(), actor.id
        enrolment.invitation_id = enrolment.vouched_by = None
        return
    put_enrolment(device_id, member_id, team_id, state="pending", stays=True, vouched_by=maker)
    details = {"device": device_id, "team": team_id}
    record_audit(db.session, actor, "enrolment_rechecked", ("member", member_id), details)
