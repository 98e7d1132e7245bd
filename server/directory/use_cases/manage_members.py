"""Adding people to teams without a phone, and correcting what is kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from server.audit.writing import Act, Actor, record_audits
from server.auth.principal import Principal
from server.auth.store import devices
from server.auth.throttle import count_of_account, count_of_lead
from server.database.clock import now, today
from server.database.engine import db
from server.directory.use_cases.changing_members import Changes, check_affiliation, in_role
from server.directory.use_cases.reading import show_membership
from server.enrolment.propagate_membership import notify_phones
from server.enrolment.publish_team import publish_member, publish_people
from server.organisation.names import clean_name, same_name
from server.organisation.store import memberships
from server.organisation.tables import Member, Membership
from server.records.writer import Writer, writing
from server.scope.people import check_no_other_lead, record_in_teams, teams_keeping
from server.scope.reach import actor_by_right, check_team_in_care, teams_coordinated
from server.scope.unit_editing import check_has_come, check_team_open, check_team_room
from sync.kinds.member import ERASED_NAME
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to become a member of a team from a day on."""

    id: str
    name: str
    affiliation: str
    role: str
    first: str
    last: str | None = None


def add_member(
    principal: Principal,
    actor: Actor,
    team_id: str,
    *,
    name: str,
    affiliation: str = "DOAN",
    role: str = "volunteer",
    first: str | None = None,
    id: str | None = None,
) -> Shown:
    """Adds a member to a team from a day on (today), tells its phones and commits. With an `id`
    that the asker made, the same request again, after a lost answer, is answered alike and adds
    nobody. Raises not_found, name_refused, closed_on_day (the team ended), team_full, day_too_late,
    member_exists for the id of somebody of another name or team, added_too_much, invalid_shape for an affiliation
    that is not in the catalogue."""
    person = newcomer(name, affiliation=affiliation, role=role, first=first, id=id)
    with writing(db.session) as writer:
        check_team_in_care(principal, team_id)
        added = _added_before(team_id, id, person.name)
        if added is not None:
            return added
        check_team_open(team_id)
        check_team_room(team_id)
        check_affiliation(affiliation)
        if team_id in teams_coordinated(principal):
            count_of_account(db.session(), "member", principal)
        else:
            count_of_lead(db.session(), "member", principal)
        actor = actor_by_right(principal, actor, [team_id])
        ((member, membership),) = take_in(writer, actor, [(team_id, person)])
    shown = show_membership(member, membership)
    db.session.commit()
    return shown


def newcomer(
    name: str,
    *,
    affiliation: str = "DOAN",
    role: str = "volunteer",
    first: str | None = None,
    id: str | None = None,
) -> Newcomer:
    """Somebody to take in from a day on (today). Raises name_refused, day_too_late."""
    return begin_newcomer(clean_name(name), affiliation=affiliation, role=role, first=first, id=id)


def begin_newcomer(
    name: str,
    *,
    affiliation: str,
    role: str,
    first: str | None,
    last: str | None = None,
    id: str | None = None,
) -> Newcomer:
    """The same by a clean name, and to a last day (without end). Raises day_too_late."""
    begin = first or today()
    check_has_come(begin)
    return Newcomer(id or str(uuid4()), name, affiliation, role, begin, last)


def take_in(
    writer: Writer, actor: Actor, people: Sequence[tuple[str, Newcomer]]
) -> list[tuple[Member, Membership]]:
    """Makes people whom nobody knew members, each of a team, and tells its phones. Called inside
    `writing`, for teams that are open."""
    moment = now()
    made = [
        (
            Member(id=each.id, name=each.name, created_at=moment),
            memberships.first_time(
                each.id,
                team_id,
                role=each.role,
                affiliation=each.affiliation,
                day=each.first,
                last=each.last,
            ),
        )
        for team_id, each in people
    ]
    devices.add(*(member for member, _ in made))
    devices.add(*(held for _, held in made))
    publish_people(writer, [(member, held, False) for member, held in made])
    record_audits(db.session, actor, [_added(team_id, each) for team_id, each in people])
    return made


def _added(team_id: str, person: Newcomer) -> Act:
    details = {"team": team_id, "affiliation": person.affiliation, "from": person.first}
    if person.last is not None:
        details["to"] = person.last
    if person.role != "volunteer":
        details["role"] = person.role
    return "member_added", ("member", person.id), details


def rename_member(principal: Principal, actor: Actor, member_id: str, name: str) -> Shown:
    """Corrects a member's name, tells the phones of every team and the member's own, and commits.
    The trail tells it in every team that keeps the person. Raises not_found for somebody whom no team
    in the asker's care keeps or whose name was erased, wrong_role for who leads a team that the asker
    does not coordinate, name_refused, also for what stands in the place of an erased name,
    added_too_much."""
    cleaned = clean_name(name)
    with writing(db.session) as writer:
        member = memberships.member_by_id(member_id)
        keeping = teams_keeping(principal, member_id)
        if member is None or not keeping or member.name == ERASED_NAME:
            raise ProblemError(PROBLEMS["not_found"])
        check_no_other_lead(principal, member_id)
        if member.name != cleaned:
            if teams_coordinated(principal).isdisjoint(keeping):
                count_of_lead(db.session(), "rename", principal)
            details = {"before": member.name, "after": cleaned}
            actor = actor_by_right(principal, actor, keeping)
            member.name = cleaned
            db.session.flush()
            for team_id in memberships.teams_of_member(member_id):
                publish_member(writer, member_id, team_id)
            notify_phones(writer, member_id)
            record_in_teams(actor, "member_renamed", member_id, details)
    db.session.commit()
    return {"id": member_id, "name": cleaned}


def change_membership(
    principal: Principal, actor: Actor, team_id: str, member_id: str, given: dict[str, Any]
) -> Shown:
    """Changes the latest membership of a member in a team, tells the phones and commits. `given`
    may hold affiliation, role, first and last (None opens it again). A role changes from today
    on: what was done before was done as what one was. Whoever leads no more leaves no open code
    behind. Raises not_found, still_waiting, wrong_role (roles, leads and who was moved away are the
    coordinator's to change, and nobody's own role), closed_on_day, team_full, day_too_early,
    day_too_late, added_too_much, invalid_shape."""
    with writing(db.session, 3) as writer:
        check_team_in_care(principal, team_id)
        changes = Changes(principal, [(member_id, team_id)])
        change = changes.change(member_id, team_id, given)
        if change.before != change.after and team_id not in teams_coordinated(principal):
            count_of_lead(db.session(), "times", principal)
        changes.write(writer, actor_by_right(principal, actor, [team_id]))
    shown = show_membership(change.member, change.held)
    db.session.commit()
    return shown


def find_membership(
    principal: Principal, member_id: str, team_id: str
) -> tuple[Member, Membership]:
    """As `Changes.find`, of one person."""
    return Changes(principal, [(member_id, team_id)]).find(member_id, team_id)


def _added_before(team_id: str, member_id: str | None, name: str) -> Shown | None:
    member = memberships.member_by_id(member_id) if member_id is not None else None
    if member is None:
        return None
    held = memberships.latest_membership(member.id, team_id)
    if held is None or not same_name(member.name, name):
        raise ProblemError(PROBLEMS["member_exists"])
    return show_membership(member, held)


def change_role(held: Membership, role: str) -> Membership:
    """As `in_role`, and keeps the time."""
    later = in_role(held, role)
    if later is not held:
        devices.add(later)
    return later
