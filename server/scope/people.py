"""Whose people somebody looks after. A person is in the care of the teams of today; the old team
of somebody who was moved away has no say any more, however much it knows of the past."""

from collections.abc import Iterable
from typing import Any

from server.audit.writing import Actor, record_audits
from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.organisation.store import memberships
from server.organisation.tables import Member, Membership, Team
from server.scope.reach import teams_coordinated, teams_in_care
from sync.problems import PROBLEMS, ProblemError


def teams_keeping(principal: Principal, member_id: str) -> frozenset[str]:
    """Of the teams that the asker looks after those that keep a person: that the person is in
    today or, having left them all, was in last."""
    return teams_in_care(principal) & memberships.teams_keeping(member_id, today())


def teams_keeping_phone(
    principal: Principal, people: Iterable[tuple[Member, Team]]
) -> frozenset[str]:
    """Of the teams that the asker looks after those that keep somebody of a phone's people. Who
    was turned away and is in no team is kept by the one that did."""
    found = set()
    for member, team in people:
        theirs = memberships.teams_keeping(member.id, today())
        if team.id in theirs or not theirs:
            found.add(team.id)
    return teams_in_care(principal) & found


def check_no_other_lead(principal: Principal, member_id: str) -> None:
    """Raises wrong_role where somebody would act on who leads a team that the asker does not coordinate,
    be it one that the asker does not know: what a person is called, and the lock of that name, is the same
    in every team."""
    coordinated = teams_coordinated(principal)
    keeping = memberships.teams_keeping(member_id, today())
    for (_, team_id), held in memberships.latest_in_teams([member_id]).items():
        if team_id in keeping:
            check_lead_in(coordinated, held)


def record_in_teams(actor: Actor, action: str, member_id: str, details: dict[str, Any]) -> None:
    """Writes an entry for each team that keeps a person, so that whoever looks after one of them reads
    it."""
    subject = ("member", member_id)
    kept = sorted(memberships.teams_keeping(member_id, today()))
    record_audits(db.session, actor, [(action, subject, details | {"team": each}) for each in kept])


def check_lead_in(coordinated: frozenset[str], held: Membership) -> None:
    """The same for whoever coordinates these teams."""
    if held.role == "lead" and held.team_id not in coordinated:
        raise ProblemError(PROBLEMS["wrong_role"])


def may_let_in(principal: Principal, device_id: str, team_id: str, role: str) -> bool:
    """Whether the asker may say who is on a phone for a team, in this role: its coordinators always, a
    lead of it but on the own phone and of another lead."""
    if team_id in teams_coordinated(principal):
        return True
    own = principal.device is not None and principal.device.id == device_id
    return team_id in teams_in_care(principal) and not own and role != "lead"


def check_not_moved_away(
    coordinated: frozenset[str], held: Membership, keeping: frozenset[str]
) -> None:
    """Raises wrong_role for a time in a team that a coordinator's move ended, unless the asker
    coordinates that team and one of those `keeping` the person now: the move is not half undone."""
    if held.moved_to is None:
        return
    if held.team_id not in coordinated or not coordinated & keeping:
        raise ProblemError(PROBLEMS["wrong_role"])
