"""Changing times in teams, of one person or of hundreds: what it takes is read once for all, each change
is judged in turn, and all of them are written together. Called inside `writing`, or without it and
without `write` for what only would be done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from server.audit.writing import Act, Actor, record_audits
from server.auth.principal import Principal
from server.auth.store import devices, invitations, vouchers
from server.auth.tables import Enrolment
from server.catalogue.store import catalogue_codes
from server.database.clock import day_before, now, today
from server.database.engine import db
from server.enrolment.propagate_membership import set_phones_state
from server.enrolment.publish_device import publish_devices
from server.enrolment.publish_team import publish_people
from server.enrolment.recheck_phones import withdraw_codes_on
from server.organisation.serializers import audit_details
from server.organisation.store import memberships
from server.organisation.tables import Member, Membership
from server.records.writer import Writer
from server.scope.people import check_lead_in, check_not_moved_away
from server.scope.reach import teams_coordinated
from server.scope.unit_editing import TeamDays, check_has_come, check_not_own, check_team_room
from sync.problems import PROBLEMS, ProblemError

Facts = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A change of somebody's latest time in a team; `held` is the time that holds by now."""

    member: Member
    held: Membership
    before: Facts
    after: Facts


class Changes:
    """Changes of some people in teams that the asker looks after."""

    def __init__(
        self, principal: Principal, people: Iterable[tuple[str, str]], days: TeamDays | None = None
    ) -> None:
        """`people` are (member, team); `days` those of these teams, where they are known."""
        pairs = set(people)
        ids = {member for member, _ in pairs}
        self._principal = principal
        self._coordinated = teams_coordinated(principal)
        self._days = days or TeamDays({team for _, team in pairs})
        self._affiliations = _affiliations()
        self._members = memberships.members_by_id(ids)
        self._times = memberships.times_of(ids)
        self._times_of_member: dict[str, list[Membership]] = defaultdict(list)
        for (member, _), rows in self._times.items():
            self._times_of_member[member] += rows
        self._phones: dict[str, list[tuple[Enrolment, bool]]] = defaultdict(list)
        for enrolment, by_code in devices.enrolments_of_members(ids):
            self._phones[enrolment.member_id].append((enrolment, by_code))
        self._made: list[Membership] = []
        self.made: list[Change] = []

    def find(self, member_id: str, team_id: str) -> tuple[Member, Membership]:
        """A member and their latest time in a team. Raises not_found, and still_waiting for somebody
        whom nobody has let in yet."""
        member = self._members.get(member_id)
        times = self._times.get((member_id, team_id), ())
        held = memberships.latest_of(memberships.held_of(times)) or memberships.latest_of(times)
        if member is None or held is None:
            raise ProblemError(PROBLEMS["not_found"])
        if held.provisional:
            raise ProblemError(PROBLEMS["still_waiting"])
        return member, held

    def change(self, member_id: str, team_id: str, given: Facts) -> Change:
        """Changes what `change_membership` of keeping_members.py does. Raises what that does; what
        raises leaves things half changed: the transaction has to go back."""
        member, held = self.find(member_id, team_id)
        check_lead_in(self._coordinated, held)
        if held.moved_to is not None:
            keeping = memberships.keeping_of(self._times_of_member[member_id], today())
            check_not_moved_away(self._coordinated, held, keeping)
        before = audit_details(held)
        if "affiliation" in given:
            check_affiliation(given["affiliation"], self._affiliations)
            held.affiliation = given["affiliation"]
        if given.keys() & {"first", "last"}:
            self._change_days(held, given)
        if "role" in given and given["role"] != held.role:
            if team_id not in self._coordinated:
                raise ProblemError(PROBLEMS["wrong_role"])
            check_not_own(self._principal, member_id)
            held = self._change_role(held, given["role"])
        made = Change(member, held, before, audit_details(held))
        self.made.append(made)
        return made

    def write(self, writer: Writer, actor: Actor) -> None:
        """Writes what was changed, and tells phones and the audit trail."""
        db.session.add_all(self._made)
        real = [each for each in self.made if each.before != each.after]
        turned = {each.held.id: self._set_phones_state(actor, each) for each in real if _ends(each)}
        db.session.flush()
        publish_people(writer, [self._shown(each) for each in real])
        self._withdraw_codes(writer, actor, real)
        phones = (phone for each in real for phone, _ in self._phones[each.member.id])
        publish_devices(writer, {phone.device_id for phone in phones})
        record_audits(db.session, actor, [_act(each, turned) for each in real])

    def _phones_in(self, member_id: str, team_id: str) -> list[Enrolment]:
        return [each for each, _ in self._phones[member_id] if each.team_id == team_id]

    def _change_days(self, held: Membership, given: Facts) -> None:
        for name in ("first", "last"):
            if given.get(name):
                check_has_come(given[name])
        if given.get("last", held.valid_to) is None:
            self._days.check_open(held.team_id)
            if held.valid_to is not None:
                check_team_room(held.team_id)
        elif given.get("last"):
            self._days.check_stands(held.team_id, given["last"])
        begin = given.get("first", held.valid_from)
        end = given.get("last", held.valid_to)
        times = self._times[held.member_id, held.team_id]
        earlier = memberships.end_among(times, held)
        if (end is not None and end < begin) or (earlier is not None and begin <= earlier):
            raise ProblemError(PROBLEMS["day_too_early"])
        held.valid_from, held.valid_to = begin, end
        if end is None:
            held.moved_to = None

    def _change_role(self, held: Membership, role: str) -> Membership:
        later = in_role(held, role)
        if later is not held:
            self._made.append(later)
            self._times[held.member_id, held.team_id].append(later)
            self._times_of_member[held.member_id].append(later)
        return later

    def _set_phones_state(self, actor: Actor, change: Change) -> list[str]:
        phones = self._phones_in(change.member.id, change.held.team_id)
        return set_phones_state(actor, phones, back=change.after["to"] is None)

    def _shown(self, change: Change) -> tuple[Member, Membership, bool]:
        key = change.member.id, change.held.team_id
        by_code = any(by_code for each, by_code in self._phones[key[0]] if each.team_id == key[1])
        shown = memberships.membership_shown(self._times[key], today())
        return change.member, shown or change.held, by_code

    def _withdraw_codes(self, writer: Writer, actor: Actor, changes: Iterable[Change]) -> None:
        """Only phones on which codes were made that are open, or by which others are let in, are looked at
        one by one."""
        with_phones = [each for each in changes if self._phones[each.member.id]]
        teams = {each.held.team_id for each in with_phones}
        made = invitations.makers_of_open(teams, now()) | vouchers.givers_of(teams)
        for each in with_phones:
            team = each.held.team_id
            found = {phone.device_id for phone, _ in self._phones[each.member.id]}
            makers = sorted(device for device in found if (team, device) in made)
            withdraw_codes_on(writer, actor, each.member.id, team, makers)


def check_affiliation(code: str, kept: frozenset[str] | None = None) -> None:
    """Raises invalid_shape for a force that is not in the catalogue; `kept` are those that are, where
    they are known."""
    if code not in (_affiliations() if kept is None else kept):
        errors = {"json": {"affiliation": ["not in the catalogue"]}}
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": errors})


def _affiliations() -> frozenset[str]:
    return frozenset(catalogue_codes(db.session).get("affiliation", ()))


def in_role(held: Membership, role: str) -> Membership:
    """Makes somebody something else from today on; answers the time in the team in which they are: the
    same one, or one that is to be kept. Raises closed_on_day for one that is over."""
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
    return later


def _ends(change: Change) -> bool:
    """Whether the change ended a time in a team, or opened it again."""
    return bool(change.before["to"] != change.after["to"])


def _act(change: Change, turned: dict[str, list[str]]) -> Act:
    details = {"team": change.held.team_id, "before": change.before, "after": change.after}
    if _ends(change):
        details["devices"] = turned[change.held.id]
    return "membership_changed", ("member", change.member.id), details
