"""Phones that a lead let in under the names of known members wait for a person once that lead's right is
over: nobody else looked at them, and each goes along with the person whose name it has. Called inside the
`writing` of the use case that takes the right away."""

from collections.abc import Iterable

from server.audit.writing import Actor, record_audit
from server.auth.store import devices, invitations, vouchers
from server.auth.store.principals import find_enrolments
from server.auth.tables import Enrolment
from server.auth.withdraw_codes import withdraw_codes
from server.database.clock import now, today
from server.database.engine import db
from server.enrolment.admit import bar, put_enrolment
from server.enrolment.publish_device import publish_phones_of
from server.records.writer import Writer


def recheck_phones(writer: Writer, actor: Actor, maker: str, team_id: str | None = None) -> None:
    """Has those wait who came in by codes that were made on a phone or by a decision or a merge there, into
    one team or any, also in a team into which the phone came along since. Being refused costs nobody a
    membership, and who was approved by somebody else does not wait again for that one's word. A phone that
    was stopped is asked about by nobody: it stays out."""
    found = vouchers.let_in_by(maker, team_id)
    for enrolment in found:
        _recheck(actor, enrolment)
    db.session.flush()
    publish_phones_of(writer, {each.member_id for each in found})
    # Such a phone's own codes are worth no more than it is, and who came in by them waits, too.
    teams = {each.team_id for each in found}
    makers = invitations.makers_of_open(teams, now()) | vouchers.givers_of(teams)
    for each in found:
        if (each.team_id, each.device_id) in makers:
            withdraw_codes_on(writer, actor, each.member_id, each.team_id, [each.device_id])


def recheck_phones_of_team(writer: Writer, actor: Actor, team_id: str) -> None:
    """The same of all who led a team that is over."""
    for _, maker in sorted(vouchers.givers_of([team_id])):
        recheck_phones(writer, actor, maker, team_id)


def have_wait(writer: Writer, actor: Actor, row: Enrolment) -> None:
    """Somebody is on a phone by nobody's word any more: who was let in waits for one, which being refused
    costs nobody a membership, and whose time was over comes back by one alone. What was made on it by the
    right to lead the team ends, as where that right does."""
    if row.state == "ended":
        bar(actor, [row])
    else:
        _hold_back(row)
    withdraw_codes_on(writer, actor, row.member_id, row.team_id, [row.device_id])


def withdraw_codes_on(
    writer: Writer, actor: Actor, member_id: str, team_id: str, device_ids: Iterable[str]
) -> None:
    """Withdraws the open codes into a team that were made on these of the member's phones, but on one on
    which somebody else leads it, and has those wait who came in by its codes."""
    for device_id in device_ids:
        if _leads(device_id, team_id):
            continue
        codes = invitations.open_codes_of(team_id, device_id, now())
        withdraw_codes(actor, codes, lead=member_id)
        recheck_phones(writer, actor, device_id, team_id)


def _leads(device_id: str, team_id: str) -> bool:
    return any(
        (who.team, who.role, who.state) == (team_id, "lead", "approved")
        for who in find_enrolments(db.session(), device_id, today())
    )


def _recheck(actor: Actor, enrolment: Enrolment) -> None:
    device = devices.device_by_id(enrolment.device_id)
    is_stopped = device is None or device.revoked_at is not None
    if is_stopped or enrolment.state != "approved":
        # Out of the team, or nobody decides on it: to be in the team again brings the phone back no more.
        bar(actor, [enrolment])
        return
    _hold_back(enrolment)
    details = {"device": enrolment.device_id, "team": enrolment.team_id}
    about = ("member", enrolment.member_id)
    record_audit(db.session, actor, "enrolment_rechecked", about, details)


def _hold_back(row: Enrolment) -> None:
    """It waits for a person's word, and is still known by whose it was there."""
    put_enrolment(
        row.device_id,
        row.member_id,
        row.team_id,
        state="pending",
        invitation_id=row.invitation_id,
        held_back=True,
        vouchers=vouchers.vouchers_of(row),
    )
