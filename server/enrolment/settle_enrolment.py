"""How a phone that waits is settled. Called inside the `writing` of the use case that decides it."""

from server.audit.writing import Actor, record_audit
from server.auth.store import devices, invitations
from server.auth.tables import Enrolment
from server.database.clock import now, today
from server.database.engine import db
from server.enrolment.publish_device import publish_device, publish_phones_of
from server.enrolment.publish_team import publish_member
from server.organisation.rejoin_membership import join_up
from server.organisation.store import memberships
from server.records.writer import Writer
from server.sync.approval import move_waiting_records, refuse_waiting_records


def settle_enrolment(writer: Writer, actor: Actor, enrolment: Enrolment, state: str) -> None:
    """Lets a person's phone in (`approved`) or turns it away (`refused`)."""
    device_id, member_id, team_id = enrolment.device_id, enrolment.member_id, enrolment.team_id
    enrolment.state = state
    enrolment.decided_at = now()
    enrolment.decided_by = actor.id
    db.session.flush()
    if state == "approved":
        enrolment.vouched_by = _voucher(actor, enrolment)
        enrolment.claimed = enrolment.held_back = False
        join_up(actor, member_id, team_id, [device_id])
        memberships.end_others(member_id, team_id, today())
        publish_member(writer, member_id, team_id)
        move_waiting_records(writer, device_id, member_id, team_id)
    else:
        refuse_waiting_records(writer, device_id, member_id, team_id)
        if not enrolment.stands_alone:
            _forget_membership(enrolment)
    if state == "approved":
        publish_phones_of(writer, [member_id])
    else:
        publish_device(writer, device_id)
    action = "enrolment_approved" if state == "approved" else "enrolment_refused"
    record_audit(
        db.session, actor, action, ("member", member_id), {"device": device_id, "team": team_id}
    )


def _voucher(actor: Actor, enrolment: Enrolment) -> str | None:
    """The lead's phone that lets another one in under a name that somebody has, or one back that waited for
    a word; None under a name of its own, by a coordinator, and of who proved by a receipt who they are."""
    if actor.kind != "device":
        return None
    others = [
        row
        for row, _ in devices.enrolments_of_members([enrolment.member_id])
        if row.device_id != enrolment.device_id and row.state in devices.LET_IN
    ]
    is_back = enrolment.held_back and enrolment.invitation_id is not None
    return actor.id if enrolment.claimed or enrolment.vouched_by or others or is_back else None


def _forget_membership(enrolment: Enrolment) -> None:
    """A membership that never came to be is removed, unless another phone of the person was let in
    meanwhile, or waits for it. One that is over, or as what the code did not make them, came to be."""
    member_id, team_id = enrolment.member_id, enrolment.team_id
    phones = devices.enrolments_of_member(member_id, team_id)
    if any(each.state in ("approved", "pending") for each in phones):
        return
    code = (
        invitations.invitation_by_id(enrolment.invitation_id) if enrolment.invitation_id else None
    )
    held = memberships.latest_membership(member_id, team_id)
    if (
        held is not None
        and held.valid_to is None
        and held.role == (code.role if code else "volunteer")
    ):
        db.session.delete(held)
        db.session.flush()
