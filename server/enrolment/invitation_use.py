"""What an invitation is still worth, and to whom."""

from collections.abc import Sequence

from server.audit.writing import Actor
from server.auth.store import devices, invitations
from server.auth.store.vouchers import vouchers_of
from server.auth.tables import Enrolment, Invitation
from server.database.clock import day_after, now, today
from server.organisation.rejoin_membership import go_on
from server.organisation.store import memberships, teams
from server.scope.unit_editing import check_team_room
from sync.possession import OVER, Code
from sync.problems import PROBLEMS, ProblemError


def state_of(invitation: Invitation) -> Code:
    """Whether it lets anybody in. The codes of a team are withdrawn with it, those for a known member
    with the time in the team."""
    if invitation.revoked_at is not None or teams.last_day_of(invitation.team_id) is not None:
        return "revoked"
    if invitation.expires_at <= now():
        return "expired"
    if invitation.member_id is not None and not _still_fits(invitation.member_id, invitation):
        return "revoked"
    return "used_up" if invitation.uses >= invitation.max_uses else "usable"


def check_usable(invitation: Invitation) -> None:
    """Raises invitation_revoked, _expired or _used_up for one that lets nobody in any more."""
    state = state_of(invitation)
    if state != "usable":
        raise ProblemError(PROBLEMS[OVER[state]])


def _still_fits(member_id: str, invitation: Invitation) -> bool:
    """Not one that would give back a membership that got an end since, be it today, or let in as a
    lead who was none when it was made."""
    lasting = memberships.lasting_memberships(member_id, invitation.team_id, today())
    held = memberships.held_of(lasting)
    outgrown = invitation.role != "lead" and any(each.role == "lead" for each in held)
    return bool(held) and not outgrown


def is_settled(enrolment: Enrolment, invitation: Invitation) -> bool:
    """Whether joining by the invitation would add nothing to what the person is already."""
    again = enrolment.invitation_id == invitation.id
    if enrolment.held_back and invitation.member_id is None:
        again = again or (invitation.auto_approve and invitation.role == "volunteer")
    if enrolment.state != "approved":
        return again and enrolment.state == "pending"
    held = memberships.held_membership(enrolment.member_id, enrolment.team_id)
    if held is None or held.valid_to is not None:
        return False
    return again or held.role == "lead" or invitation.role == "volunteer"


def was_removed(device_id: str, team_id: str, persons: Sequence[Enrolment]) -> bool:
    """Whether somebody has to be let in again by a person, whatever code they come by: they left the team,
    on whichever phone, or this one was stopped since. On a phone on which somebody else is in the team that
    is asked of the person's own enrolments alone, else of all of it: else another name would be enough."""
    if any(_is_over(each.member_id, team_id) for each in persons):
        return True
    here = [row for row, _, _ in devices.enrolments_of(device_id) if row.team_id == team_id]
    theirs = [row for row in here if row.member_id in {each.member_id for each in persons}]
    is_shared = any(row.state == "approved" and not _is_out(row) for row in here)
    return any(_is_out(row) for row in (theirs if is_shared else here))


def _is_out(enrolment: Enrolment) -> bool:
    """Whether a time in the team has an end, or a person stopped the phone or refused it; who came back
    since waits."""
    if enrolment.state in ("barred", "refused") or enrolment.held_back:
        return True
    return _is_over(enrolment.member_id, enrolment.team_id)


def _is_over(member_id: str, team_id: str) -> bool:
    held = memberships.held_membership(member_id, team_id)
    return held is not None and held.valid_to is not None


def waits_for_a_word(persons: Sequence[Enrolment]) -> bool:
    """Whether a person has to let somebody in though a code lets others in at once: none of their own
    enrolments on the phone lets them in, or only a lead's word put them there, which is no word for another
    team; and one is held back, or they were let in once, here or elsewhere. A code that anybody may hold, and
    a name that anybody may type, say nothing about who has the phone."""
    if any(each.state == "approved" for each in persons) and not any(map(vouchers_of, persons)):
        return False
    phones = devices.enrolments_of_members({each.member_id for each in persons})
    let_in = any(row.state in devices.LET_IN for row, _ in phones)
    return let_in or any(each.held_back for each in persons)


def is_lasting(member_id: str, invitation: Invitation) -> bool:
    """Whether somebody is without an end already what the invitation makes of people."""
    lasting = memberships.lasting_memberships(member_id, invitation.team_id, today())
    return any(each.role == invitation.role for each in memberships.held_of(lasting))


def asked_role(enrolment: Enrolment) -> str:
    """As what somebody asked to join; by a receipt, as a volunteer (PROTOCOL 7.11)."""
    code = enrolment.invitation_id and invitations.invitation_by_id(enrolment.invitation_id)
    return code.role if code else "volunteer"


def forget_unasked(member_id: str, team_id: str) -> None:
    """Of what somebody only asked for nothing stays but what a phone of theirs still waits for."""
    phones = devices.enrolments_of_member(member_id, team_id)
    asked = {asked_role(each) for each in phones if each.state == "pending"}
    memberships.forget_provisional(member_id, team_id, but=asked)


def begin_membership(
    actor: Actor, device_id: str, member_id: str, invitation: Invitation, at_once: bool
) -> None:
    """A membership from today for who joins on this phone, unless one in the same role holds without
    an end, or they lead the team, which a code for volunteers takes from nobody. One that has its last day
    today goes on; for a phone that waits another one begins the day after, so that a refusal leaves the
    last day as it is. Raises team_full."""
    times = memberships.held_of(memberships.memberships_on(member_id, invitation.team_id, today()))
    held = [each for each in times if each.role == invitation.role]
    if any(each.valid_to is None and each.role in (invitation.role, "lead") for each in times):
        return
    ending = max(held, key=lambda each: each.valid_to or "", default=None)
    if ending is not None and at_once:
        go_on(actor, ending, [device_id])
        return
    if all(each.valid_to is not None for each in times):
        check_team_room(invitation.team_id)
    day = day_after(ending.valid_to) if ending and ending.valid_to else today()
    lasting = memberships.lasting_memberships(member_id, invitation.team_id, day)
    if any(each.role == invitation.role for each in lasting):
        return  # They asked for it already, by another code.
    memberships.begin(
        member_id,
        invitation.team_id,
        role=invitation.role,
        affiliation=ending.affiliation if ending else invitation.affiliation,
        day=day,
        provisional=not at_once,
    )
