"""Somebody joins by a team's code under a name that the team has already: they may be that person, with
another phone (PROTOCOL 4.7.10)."""

from server.auth.store import devices, invitations
from server.auth.tables import Enrolment, Invitation
from server.auth.throttle import begin_attempt, namesake_keys
from server.database.clock import today
from server.database.engine import db
from server.enrolment.invitation_use import state_of
from server.enrolment.store.namesakes import people_by_name
from server.organisation.names import may_be_same_name, same_name
from server.organisation.store import memberships
from server.organisation.tables import Member
from sync.problems import PROBLEMS, ProblemError
from sync.text import fold


def count_name_question(invitation_id: str, address: str) -> None:
    """Counts a request whose answer may tell whether the team has a name, before it is looked for. Raises
    too_many_attempts."""
    begin_attempt("namesake", namesake_keys(invitation_id, address))


def is_name_asked(invitation_id: str, address: str) -> bool:
    """Counts a question in the same way, and answers whether it may be answered: who comes after too many,
    whosever they were, joins without being asked, as somebody whom a lead may merge."""
    try:
        count_name_question(invitation_id, address)
    except ProblemError:
        db.session.rollback()
        return False
    return True


def ask_about_namesake(device_id: str, name: str, invitation_id: str) -> None:
    """Who joins under a name that the team has is told so, and nothing of anybody else. Raises
    name_in_team."""
    invitation = invitations.invitation_by_id(invitation_id)
    is_told = (
        invitation is not None
        and state_of(invitation) == "usable"
        and not same_person(device_id, invitation, name)
        and bool(_namesakes(invitation, name))
    )
    db.session.rollback()
    if is_told:
        raise ProblemError(PROBLEMS["name_in_team"])


def same_person(
    device_id: str, invitation: Invitation, name: str, says_same: bool = False
) -> list[tuple[Enrolment, Member]]:
    """The enrolments on the phone of the person who joins: the member that the invitation names, or with
    this name. With `says_same` a name without marks will do for the only namesake in the team, let in here."""
    known = invitation.member_id
    people = [(row, member) for row, member, _ in devices.enrolments_of(device_id)]
    found = [
        (row, member)
        for row, member in people
        if (_is_called(row, member, name) if known is None else member.id == known)
        and (row.team_id == invitation.team_id or not row.claimed)
    ]
    if found or not says_same:
        return found
    namesakes = _namesakes(invitation, name)
    return [
        (row, member)
        for row, member in people
        if (row.team_id, row.state) == (invitation.team_id, "approved") and namesakes == [member.id]
    ]


def _is_called(row: Enrolment, member: Member, name: str) -> bool:
    """The name counts without marks where the caller says to be that member."""
    return (may_be_same_name if row.claimed else same_name)(member.name, name)


def claimed_member(invitation: Invitation, name: str) -> Member | None:
    """Whom somebody says to be who comes by the code under this name; None where the team has nobody of
    it any more. Raises names_in_team where it has several: nobody can say which one."""
    found = _namesakes(invitation, name)
    if len(found) > 1:
        raise ProblemError(PROBLEMS["names_in_team"])
    return memberships.member_by_id(found[0]) if found else None


def _namesakes(invitation: Invitation, name: str) -> list[str]:
    """The members of the code's team with this name; none for a code for one person, or for a lead, whom a
    coordinator knows."""
    if invitation.member_id is not None or invitation.role != "volunteer":
        return []
    team_id = invitation.team_id
    people = people_by_name([team_id], today()).get((team_id, fold(name)), {})
    return [member for member, (other, _) in people.items() if may_be_same_name(other, name)]
