"""Setting up, correcting, moving and ending teams."""

from collections import defaultdict
from typing import Any

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store import devices, invitations, renewals
from server.auth.tables import Enrolment
from server.auth.throttle import count_of_account
from server.auth.withdraw_codes import withdraw_codes_into
from server.database.clock import now, today
from server.database.engine import db
from server.directory.move_team import place
from server.directory.use_cases.create_team import Placement, add_team
from server.directory.use_cases.reading import read_team
from server.enrolment.propagate_membership import notify_team, set_phones_state
from server.enrolment.publish_device import publish_devices
from server.enrolment.publish_team import publish_people, publish_team
from server.enrolment.recheck_phones import recheck_phones_of_team
from server.organisation.names import clean_label
from server.organisation.store import memberships, teams
from server.organisation.tables import Member, Membership, TeamUnit
from server.records.write_budget import LOCKED_SECONDS, WriteBudget
from server.records.writer import Writer, writing
from server.scope.reach import check_team_coordinated
from server.scope.unit_editing import check_has_come, check_unit_open, unit_kept_by
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
LABEL_CODE_POINTS = 60


def set_up_team(
    principal: Principal,
    actor: Actor,
    *,
    name: str,
    kind: str,
    unit: str,
    label: str = "",
    first: str | None = None,
) -> Shown:
    """Makes a team under a unit from a day on (today) and commits. Raises not_found and wrong_role
    for a unit that the account does not keep, closed_on_day, day_too_late, label_refused,
    added_too_much."""
    begin = first or today()
    check_has_come(begin)
    cleaned, short = clean_label(name), _clean_short(label)
    with writing(db.session) as writer:
        # Behind the clock: a unit may end while one waits for it.
        check_unit_open(unit_kept_by(principal, unit, own=True), begin)
        count_of_account(db.session(), "team", principal)
        key = add_team(writer, actor, kind, cleaned, [Placement(unit, begin)], label=short)
    db.session.commit()
    return read_team(principal, key)


def change_team(principal: Principal, actor: Actor, team_id: str, given: dict[str, str]) -> Shown:
    """Corrects name, kind or label, tells the phones of the team and of its people, and commits.
    Raises not_found, wrong_role for a team that the asker only leads, label_refused."""
    changes = dict(given)
    if "name" in given:
        changes["name"] = clean_label(given["name"])
    if "label" in given:
        changes["label"] = _clean_short(given["label"])
    with writing(db.session) as writer:
        check_team_coordinated(principal, team_id)
        team = teams.team_by_id(team_id)
        before = {name: getattr(team, name) for name in changes}
        if before != changes:
            for name, value in changes.items():
                setattr(team, name, value)
            db.session.flush()
            publish_team(writer, team_id)
            notify_team(writer, team_id)
            details = {"before": before, "after": changes}
            record_audit(db.session, actor, "team_changed", ("team", team_id), details)
    db.session.commit()
    return read_team(principal, team_id)


def move_team(principal: Principal, actor: Actor, team_id: str, unit_id: str, day: str) -> Shown:
    """Puts a team under another unit from the day on and commits; the standing before ends the day
    before, and one that only began on that day is put right. Totals of the day and later go to the
    new unit and those above it. Raises not_found, wrong_role, already_there, closed_on_day (a team
    that ended, a unit that did not exist), day_too_early (before the present standing), day_too_late."""
    check_has_come(day)
    with writing(db.session) as writer:
        check_team_coordinated(principal, team_id)
        present = _present_standing(team_id)
        unit = unit_kept_by(principal, unit_id, own=True)
        if present.unit_id == unit_id:
            raise ProblemError(PROBLEMS["already_there"])
        if day < present.valid_from:
            raise ProblemError(PROBLEMS["day_too_early"])
        check_unit_open(unit, day)
        place(writer, actor, team_id, {present.unit_id: unit_id}, day)
        withdraw_codes_into(actor, team_id)
    db.session.commit()
    return read_team(principal, team_id)


def end_team(principal: Principal, actor: Actor, team_id: str, day: str) -> Shown:
    """Ends a team, and with it the time of its members, with the day; withdraws its codes; commits.
    Raises not_found, wrong_role, closed_on_day (it ended already), day_too_early, day_too_late,
    still_waiting (somebody has to decide on a phone first), change_slow."""
    check_has_come(day)
    with writing(db.session) as writer:
        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS["change_slow"])
        check_team_coordinated(principal, team_id)
        present = _present_standing(team_id)
        if day < present.valid_from:
            raise ProblemError(PROBLEMS["day_too_early"])
        if devices.enrolments_in([team_id], "pending") or renewals.how_many([team_id]):
            raise ProblemError(PROBLEMS["still_waiting"])
        present.valid_to = day
        ended = _end_memberships(writer, actor, team_id, day, budget)
        invitations.revoke_all_of(team_id, now())
        recheck_phones_of_team(writer, actor, team_id)
        publish_team(writer, team_id)
        record_audit(
            db.session, actor, "team_ended", ("team", team_id), {"on": day, "members": ended}
        )
        budget.check()
    db.session.commit()
    return read_team(principal, team_id)


def _present_standing(team_id: str) -> TeamUnit:
    standings = teams.placements_of(team_id)
    if not standings or standings[-1][0].valid_to is not None:
        raise ProblemError(PROBLEMS["closed_on_day"])
    return standings[-1][0]


def _end_memberships(
    writer: Writer, actor: Actor, team_id: str, day: str, budget: WriteBudget
) -> int:
    """Ends what lasts beyond the day, all of it together: whoever writes waits for it. Answers how many
    members that were. Raises the budget's problem."""
    times: dict[str, list[Membership]] = defaultdict(list)
    people: dict[str, Member] = {}
    for member, membership in memberships.members_of_team(team_id):
        times[member.id].append(membership)
        if membership.valid_to is None or membership.valid_to > day:
            membership.valid_to = day
            people[member.id] = member
    by_code: set[str] = set()
    phones: list[Enrolment] = []
    for enrolment, is_by_code in devices.enrolments_in_team(team_id):
        if enrolment.member_id in people:
            phones.append(enrolment)
            by_code |= {enrolment.member_id} if is_by_code else set()
    budget.check()
    turned = set_phones_state(actor, phones, back=False)
    db.session.flush()
    budget.check()
    shown = [
        (one, memberships.membership_shown(times[key], today())) for key, one in people.items()
    ]
    publish_people(writer, [(one, held, one.id in by_code) for one, held in shown if held])
    budget.check()
    publish_devices(writer, turned)
    return len(people)


def _clean_short(label: str) -> str:
    return clean_label(label, LABEL_CODE_POINTS) if label.strip() else ""
