"""A member goes to another team."""

from typing import Any

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.database.clock import day_before
from server.database.engine import db
from server.directory.use_cases.manage_members import find_membership
from server.directory.use_cases.reading import show_membership
from server.enrolment.propagate_membership import move_phones, withdraw_codes_of_lead
from server.enrolment.publish_team import publish_member
from server.organisation.store import memberships
from server.organisation.tables import Membership
from server.records.writer import writing
from server.scope.reach import check_team_coordinated
from server.scope.unit_editing import (
    check_has_come,
    check_not_own,
    check_team_open,
    check_team_room,
    check_team_stands,
)
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def move_member(
    principal: Principal, actor: Actor, member_id: str, old_team: str, *, team: str, on: str
) -> Shown:
    """Ends a member's time in a team the day before `on`, begins one in the other team on it, lets
    the member's phones into that one, and commits. Records stay where they were (PROTOCOL 5.3.3:
    the membership of the session's day decides). Whoever led volunteers there until appointed, and
    the codes of that lead are withdrawn.
    Raises not_found, wrong_role, still_waiting, already_there, closed_on_day (that time is over,
    or the other team is or had not begun), team_full, day_too_early, day_too_late."""
    check_has_come(on)
    with writing(db.session, 6) as writer:
        check_team_coordinated(principal, old_team)
        check_team_coordinated(principal, team)
        check_not_own(principal, member_id)
        if team == old_team:
            raise ProblemError(PROBLEMS["already_there"])
        check_team_open(team)
        check_team_stands(team, on)
        member, held = find_membership(principal, member_id, old_team)
        if held.valid_to is not None and held.valid_to < on:
            raise ProblemError(PROBLEMS["closed_on_day"])
        if on < held.valid_from:
            raise ProblemError(PROBLEMS["day_too_early"])
        held.valid_to, held.moved_to = day_before(on), team
        begun = _begin(held, team, on)
        db.session.flush()
        publish_member(writer, member_id, old_team)
        publish_member(writer, member_id, team)
        phones = move_phones(writer, actor, member_id, old_team, team)
        withdraw_codes_of_lead(writer, actor, member_id, old_team)
        details = {"before": old_team, "after": team, "from": on, "devices": phones}
        record_audit(db.session, actor, "member_moved", ("member", member_id), details)
    shown = show_membership(member, begun)
    db.session.commit()
    return shown


def _begin(held: Membership, team_id: str, day: str) -> Membership:
    """The membership in the other team: one that holds there already goes on."""
    # What they asked for there has become superfluous: whoever is moved comes as a volunteer.
    memberships.forget_provisional(held.member_id, team_id)
    latest = memberships.latest_membership(held.member_id, team_id)
    if latest is not None and latest.valid_from > day:
        raise ProblemError(PROBLEMS["day_too_early"])
    if latest is not None and (latest.valid_to is None or latest.valid_to >= day):
        if latest.valid_to is not None:
            check_team_room(team_id)
        latest.valid_to = latest.moved_to = None
        return latest
    check_team_room(team_id)
    return memberships.begin(
        held.member_id, team_id, role="volunteer", affiliation=held.affiliation, day=day
    )
