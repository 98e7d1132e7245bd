"""Adding people to teams without a phone, and correcting what is kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from server.clock import day_before, now, today
from server.extensions import db
from server.identity.following import (
    end_phones,
    reopen_phones,
    tell_phones,
    withdraw_codes,
)
from server.identity.names import clean_name, same_name
from server.identity.people import check_no_other_lead, check_not_moved_away, teams_keeping
from server.identity.principal import Principal
from server.identity.scope import (
    check_team_coordinated,
    check_team_in_care,
    teams_coordinated,
)
from server.identity.store import devices
from server.library.store import catalogue_codes
from server.operations.audit import Actor, record_audit
from server.organisation.publishing import publish_member, publish_newcomers
from server.organisation.showing import facts_of
from server.organisation.store import memberships
from server.organisation.tables import Member, Membership
from server.organisation.use_cases.care import (
    check_has_come,
    check_not_own,
    check_team_open,
    check_team_stands,
)
from server.organisation.use_cases.reading import show_membership
from server.syncing.writing import Writer, writing
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
    nobody. Raises not_found, name_refused, closed_on_day (the team ended), day_too_late,
    member_exists for the id of somebody of another name or team, invalid_shape for an affiliation
    that is not in the catalogue."""
    person = newcomer(name, affiliation=affiliation, role=role, first=first, id=id)
    with writing(db.session) as writer:
        check_team_in_care(principal, team_id)
        added = _added_before(team_id, id, person.name)
        if added is not None:
            return added
        check_team_open(team_id)
        _check_affiliation(affiliation)
        ((member, membership),) = take_in(writer, actor, team_id, [person])
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
    """Somebody to take in, by a clean name, from a day on (today). Raises name_refused,
    day_too_late."""
    begin = first or today()
    check_has_come(begin)
    return Newcomer(id or str(uuid4()), clean_name(name), affiliation, role, begin)


def take_in(
    writer: Writer, actor: Actor, team_id: str, people: Sequence[Newcomer]
) -> list[tuple[Member, Membership]]:
    """Makes people whom nobody knew members of a team, and tells its phones. Called inside
    `writing`, for a team that is open."""
    moment = now()
    made = [
        (
            Member(id=each.id, name=each.name, created_at=moment),
            memberships.first_time(
                each.id, team_id, role=each.role, affiliation=each.affiliation, day=each.first
            ),
        )
        for each in people
    ]
    devices.add(*(member for member, _ in made))
    devices.add(*(held for _, held in made))
    publish_newcomers(writer, team_id, made)
    for each in people:
        details = {"team": team_id, "affiliation": each.affiliation, "from": each.first}
        if each.role != "volunteer":
            details["role"] = each.role
        record_audit(db.session, actor, "member_added", ("member", each.id), details)
    return made


def rename_member(principal: Principal, actor: Actor, member_id: str, name: str) -> Shown:
    """Corrects a member's name, tells the phones of every team and the member's own, and commits.
    Raises not_found for somebody whom no team in the asker's care keeps, wrong_role for a lead who
    would rename another lead, name_refused."""
    cleaned = clean_name(name)
    with writing(db.session) as writer:
        member = memberships.member_by_id(member_id)
        keeping = teams_keeping(principal, member_id)
        if member is None or not keeping:
            raise ProblemError(PROBLEMS["not_found"])
        if not keeping & teams_coordinated(principal):
            for team_id in keeping:
                check_no_other_lead(principal, memberships.latest_membership(member_id, team_id))
        if member.name != cleaned:
            details = {"before": member.name, "after": cleaned}
            member.name = cleaned
            db.session.flush()
            for team_id in memberships.teams_of_member(member_id):
                publish_member(writer, member_id, team_id)
            tell_phones(writer, member_id)
            record_audit(db.session, actor, "member_renamed", ("member", member_id), details)
    db.session.commit()
    return {"id": member_id, "name": cleaned}


def change_membership(
    principal: Principal, actor: Actor, team_id: str, member_id: str, given: dict[str, Any]
) -> Shown:
    """Changes the latest membership of a member in a team, tells the phones and commits. `given`
    may hold affiliation, role, first and last (None opens it again). A role changes from today
    on: what was done before was done as what one was. Whoever leads no more leaves no open code
    behind. Raises not_found, still_waiting, wrong_role (roles, leads and who was moved away are the
    coordinator's to change, and nobody's own role), closed_on_day, day_too_early, day_too_late,
    invalid_shape."""
    with writing(db.session, 3) as writer:
        check_team_in_care(principal, team_id)
        member, held = change_in_team(writer, principal, actor, team_id, member_id, given)
    shown = show_membership(member, held)
    db.session.commit()
    return shown


def change_in_team(
    writer: Writer,
    principal: Principal,
    actor: Actor,
    team_id: str,
    member_id: str,
    given: dict[str, Any],
) -> tuple[Member, Membership]:
    """The same inside `writing`, in a team that the asker looks after. What raises leaves things
    half changed: the transaction has to go back."""
    member, held = find_membership(member_id, team_id)
    check_no_other_lead(principal, held)
    check_not_moved_away(principal, held)
    before = facts_of(held)
    if "affiliation" in given:
        _check_affiliation(given["affiliation"])
        held.affiliation = given["affiliation"]
    if given.keys() & {"first", "last"}:
        _change_days(held, given)
    if "role" in given and given["role"] != held.role:
        check_team_coordinated(principal, team_id)
        check_not_own(principal, member_id)
        held = change_role(held, given["role"])
    db.session.flush()
    after = facts_of(held)
    if before != after:
        publish_member(writer, member_id, team_id)
        details = {"team": team_id, "before": before, "after": after}
        if before["to"] != after["to"]:
            follow = end_phones if after["to"] else reopen_phones
            details["devices"] = follow(writer, actor, member_id, team_id)
        withdraw_codes(actor, member_id, team_id)
        tell_phones(writer, member_id)
        record_audit(db.session, actor, "membership_changed", ("member", member_id), details)
    return member, held


def find_membership(member_id: str, team_id: str) -> tuple[Member, Membership]:
    """A member and their latest time in a team. Raises not_found, and still_waiting for somebody
    whose phone nobody has let in yet."""
    member = memberships.member_by_id(member_id)
    held = memberships.latest_membership(member_id, team_id)
    if member is None or held is None:
        raise ProblemError(PROBLEMS["not_found"])
    phones = [each.state for each in devices.enrolments_of_member(member_id, team_id)]
    if "pending" in phones and not {"approved", "ended"} & set(phones):
        raise ProblemError(PROBLEMS["still_waiting"])
    return member, held


def _added_before(team_id: str, member_id: str | None, name: str) -> Shown | None:
    member = memberships.member_by_id(member_id) if member_id is not None else None
    if member is None:
        return None
    held = memberships.latest_membership(member.id, team_id)
    if held is None or not same_name(member.name, name):
        raise ProblemError(PROBLEMS["member_exists"])
    return show_membership(member, held)


def _change_days(held: Membership, given: dict[str, Any]) -> None:
    for name in ("first", "last"):
        if given.get(name):
            check_has_come(given[name])
    if given.get("last", held.valid_to) is None:
        check_team_open(held.team_id)
    elif given.get("last"):
        check_team_stands(held.team_id, given["last"])
    begin = given.get("first", held.valid_from)
    end = given.get("last", held.valid_to)
    earlier = memberships.ends_before(held)
    if (end is not None and end < begin) or (earlier is not None and begin <= earlier):
        raise ProblemError(PROBLEMS["day_too_early"])
    held.valid_from, held.valid_to = begin, end
    if end is None:
        held.moved_to = None


def change_role(held: Membership, role: str) -> Membership:
    """Makes somebody something else from today on; answers the time in the team in which they are.
    Raises closed_on_day for one that is over."""
    if held.valid_to is not None and held.valid_to < today():
        raise ProblemError(PROBLEMS["closed_on_day"])
    if held.valid_from >= today():
        held.role = role
        return held
    later = Membership(
        id=str(uuid4()),
        member_id=held.member_id,
        team_id=held.team_id,
        role=role,
        affiliation=held.affiliation,
        valid_from=today(),
        valid_to=held.valid_to,
    )
    held.valid_to = day_before(today())
    devices.add(later)
    return later


def _check_affiliation(code: str) -> None:
    if code not in catalogue_codes(db.session).get("affiliation", ()):
        errors = {"json": {"affiliation": ["not in the catalogue"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})
