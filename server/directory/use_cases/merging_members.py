"""Somebody who stands in a team twice, since they joined once more, becomes one member."""

from typing import Any

from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.principal import Principal
from server.auth.store import devices
from server.auth.throttle import count_try_of_lead
from server.database.engine import db, only_reading
from server.directory.member_merge import (
    is_named_often,
    leads,
    merge,
    sessions_naming,
    teams_of,
    waits,
)
from server.directory.use_cases.reading import show_membership
from server.organisation.store import memberships
from server.organisation.tables import Member
from server.records.write_budget import LOCKED_SECONDS, WriteBudget
from server.records.writer import writing
from server.scope.reach import (
    actor_by_right,
    check_team_in_care,
    teams_coordinated,
    teams_in_care,
)
from server.totals.store import days_present
from sync.kinds.help_session import people_of
from sync.kinds.member import ERASED_NAME
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


def preview_merge(principal: Principal, team_id: str, member_id: str, into: str) -> Shown:
    """What a merge would change: how many sessions name the one who is merged (`sessions`), in how many
    of them both stand (`both`), by how many the volunteers' turns fall (`turns`), on how many phones
    that person goes on as the other (`phones`). Raises what `merge_members` does."""
    merged, kept = _both(principal, team_id, member_id, into)
    sessions = both = 0
    for row in sessions_naming(db.session(), merged.id):
        sessions += row.state != "void"
        both += row.state != "void" and kept.id in people_of(row.f)
    days = days_present(db.session(), [merged.id, kept.id], teams_of(merged.id))
    return {
        "merged": {"id": merged.id, "name": merged.name},
        "kept": {"id": kept.id, "name": kept.name},
        "sessions": sessions,
        "both": both,
        "turns": len(days[merged.id] & days[kept.id]),
        "phones": len(_phones(merged.id, "approved")),
    }


def merge_members(
    principal: Principal, actor: Actor, team_id: str, member_id: str, *, into: str
) -> Shown:
    """Makes two members of a team one and commits; the same request again changes nothing more. Nobody
    but who looks after all teams of both may. Raises not_found (also of somebody who is not in the
    team), invalid_shape (one and the same), merge_elsewhere, merge_lead, merge_erased, still_waiting,
    wrong_role (phones of a lead, or of two people who both have one, are the coordinator's to give), server_busy (another such change of the asker is
    in work), added_too_much, of each try that was begun, and change_slow."""
    with only_reading():
        begins = not _is_merged(principal, team_id, member_id, into)
        if begins:
            _both(principal, team_id, member_id, into)
        leads_only = team_id not in teams_coordinated(principal)
    if begins and leads_only:
        count_try_of_lead("merge", principal)
    with only_reading():
        if begins and is_named_often(db.session(), member_id):
            raise ProblemError(PROBLEMS["change_slow"])
    with writing(db.session, 6) as writer:
        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS["change_slow"])
        if not _is_merged(principal, team_id, member_id, into):
            merged, kept = _both(principal, team_id, member_id, into)
            by = actor_by_right(principal, actor, [team_id])
            done = merge(writer, by, merged, kept, budget)
            details = {
                "team": team_id,
                "into": kept.id,
                "sessions": done.sessions,
                "devices": list(done.devices),
            }
            record_audit(db.session, by, "member_merged", ("member", merged.id), details)
            budget.check()
    member, held = memberships.member_by_id(into), memberships.latest_membership(into, team_id)
    if member is None or held is None:
        raise ProblemError(PROBLEMS["not_found"])
    shown = show_membership(member, held)
    budget.check()  # the totals have moved by now
    db.session.commit()
    return shown


def _is_merged(principal: Principal, team_id: str, member_id: str, into: str) -> bool:
    """Whether the one has become the other already."""
    check_team_in_care(principal, team_id)
    before = memberships.member_by_id(member_id)
    return before is not None and before.merged_into == into


def merge_by_command(member_id: str, into: str) -> int:
    """The same of any two members, however long it takes, and commits; answers how many sessions named
    the merged one. Raises not_found, also of who was merged before, merge_lead, merge_erased and
    still_waiting."""
    with writing(db.session, 6) as writer:
        people = memberships.members_by_id([member_id, into])
        if len(people) < 2 or any(each.merged_into for each in people.values()):
            raise ProblemError(PROBLEMS["not_found"])
        merged, kept = people[member_id], people[into]
        _check_not_erased(merged, kept)
        if leads(merged.id):
            raise ProblemError(PROBLEMS["merge_lead"])
        _check_nobody_waits(merged, kept)
        done = merge(writer, SYSTEM, merged, kept)
        details = {"into": kept.id, "sessions": done.sessions, "devices": list(done.devices)}
        record_audit(db.session, SYSTEM, "member_merged", ("member", merged.id), details)
    db.session.commit()
    return done.sessions


def _check_not_erased(merged: Member, kept: Member) -> None:
    if ERASED_NAME in (merged.name, kept.name):
        raise ProblemError(PROBLEMS["merge_erased"])


def _check_nobody_waits(merged: Member, kept: Member) -> None:
    if waits(merged.id) or waits(kept.id):
        raise ProblemError(PROBLEMS["still_waiting"])


def _both(principal: Principal, team_id: str, member_id: str, into: str) -> tuple[Member, Member]:
    """Who is merged and who is kept, where that may be done."""
    check_team_in_care(principal, team_id)
    if member_id == into:
        raise ProblemError(PROBLEMS["invalid_shape"])
    people = memberships.members_by_id([member_id, into])
    # Who moved on within the day of joining was there, too.
    was_there = (member_id, team_id) in memberships.times_of([member_id])
    if len(people) < 2 or not was_there or not memberships.latest_membership(into, team_id):
        raise ProblemError(PROBLEMS["not_found"])
    merged, kept = people[member_id], people[into]
    _check_not_erased(merged, kept)
    if not teams_in_care(principal).issuperset([*teams_of(merged.id), *teams_of(kept.id)]):
        raise ProblemError(PROBLEMS["merge_elsewhere"])
    if leads(merged.id):
        raise ProblemError(PROBLEMS["merge_lead"])
    if leads(kept.id) - teams_coordinated(principal):
        raise ProblemError(PROBLEMS["wrong_role"])
    _check_nobody_waits(merged, kept)
    if team_id not in teams_coordinated(principal):
        _check_phones_of_one(merged, kept)
    return merged, kept


def _check_phones_of_one(merged: Member, kept: Member) -> None:
    """Raises wrong_role if each of the two has a phone that the other has not."""
    # Names prove nothing: a lead can write them.
    phones, others = _phones(merged.id, *devices.LET_IN), _phones(kept.id, *devices.LET_IN)
    if phones - others and others - phones:
        raise ProblemError(PROBLEMS["wrong_role"])


def _phones(member_id: str, *states: str) -> set[str]:
    phones = (row for row, _ in devices.enrolments_of_members([member_id]))
    return {row.device_id for row in phones if row.state in states}
