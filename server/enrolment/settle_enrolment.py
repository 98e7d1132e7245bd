"""How a phone that waits is settled. Called inside the `writing` of the use case that decides it."""

from collections.abc import Collection

from server.audit.writing import Actor, record_audit
from server.auth.store import devices
from server.auth.store.vouchers import Voucher, set_vouchers, voucher_of, vouchers_of
from server.auth.tables import Enrolment
from server.database.clock import now, today
from server.database.engine import db
from server.enrolment.invitation_use import asked_role, forget_unasked
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
        set_vouchers(enrolment, _vouchers(actor, enrolment))
        enrolment.claimed = enrolment.held_back = False
        join_up(actor, member_id, team_id, [device_id])
        memberships.confirm(member_id, team_id, asked_role(enrolment))
        _take_in(member_id, team_id)
        memberships.end_others(member_id, team_id, today())
        publish_member(writer, member_id, team_id)
        move_waiting_records(writer, device_id, member_id, team_id)
    else:
        refuse_waiting_records(writer, device_id, member_id, team_id)
    forget_unasked(member_id, team_id)
    if state == "approved":
        publish_phones_of(writer, [member_id])
    else:
        publish_device(writer, device_id)
    action = "enrolment_approved" if state == "approved" else "enrolment_refused"
    record_audit(
        db.session, actor, action, ("member", member_id), {"device": device_id, "team": team_id}
    )


def _take_in(member_id: str, team_id: str) -> None:
    """Whose time in the team ended while a phone of theirs waited is in it again by this word."""
    latest = memberships.held_membership(member_id, team_id)
    if latest is not None and latest.valid_to is not None and latest.valid_to < today():
        memberships.begin(
            member_id,
            team_id,
            role="volunteer",
            affiliation=latest.affiliation,
            day=today(),
        )


def _vouchers(actor: Actor, enrolment: Enrolment) -> Collection[Voucher]:
    """The word of a lead who lets a phone in under a name that somebody has, or one back that waited for
    a word; none under a name of its own, by a coordinator, and of who proved by a receipt who they are."""
    others = [
        row
        for row, _ in devices.enrolments_of_members([enrolment.member_id])
        if row.device_id != enrolment.device_id and row.state in devices.LET_IN
    ]
    is_back = enrolment.held_back and enrolment.invitation_id is not None
    vouched = enrolment.claimed or vouchers_of(enrolment) or others or is_back
    return voucher_of(actor, enrolment.team_id) if vouched else ()
