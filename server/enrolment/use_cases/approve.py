"""Letting phones in, turning them away, and taking their right back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store import devices, renewals
from server.auth.store.principals import find_enrolments
from server.auth.store.renewals import OpenRenewal
from server.auth.tables import Device, DeviceRenewal, Enrolment
from server.auth.throttle import count_of_lead
from server.auth.withdraw_codes import withdraw_codes_of
from server.database.clock import now, today
from server.database.engine import db
from server.enrolment.publish_device import enrolment_role, publish_device, publish_phones_of
from server.enrolment.recheck_phones import recheck_phones
from server.enrolment.renew_device import settle_renewal
from server.enrolment.settle_enrolment import settle_enrolment
from server.enrolment.store.namesakes import Namesake, people_by_name
from server.organisation.names import may_be_same_name
from server.organisation.store import memberships
from server.organisation.store.units import teams_cared_for
from server.organisation.tables import Member, Team
from server.records.writer import Writer, writing
from server.scope.people import (
    check_no_other_lead,
    may_let_in,
    record_in_teams,
    teams_keeping,
    teams_keeping_phone,
)
from server.scope.reach import (
    actor_by_right,
    check_unit_in_scope,
    teams_coordinated,
    teams_in_care,
)
from sync.problems import PROBLEMS, ProblemError
from sync.text import fold

Shown = dict[str, Any]

STATE_OF = {"approve": "approved", "refuse": "refused"}


def list_enrolments(principal: Principal, unit_id: str | None, state: str) -> list[Shown]:
    """The people whose phones are in a state, in the teams that the asker looks after."""
    wanted = teams_in_care(principal)
    if unit_id is not None:
        check_unit_in_scope(principal, unit_id)
        wanted &= teams_cared_for(unit_id, today())
    returning = renewals.open_renewals(db.session, wanted) if state == "pending" else []
    found = devices.enrolments_in(wanted, state)
    roles = memberships.latest_roles(member.id for _, member, _ in found)
    people = people_by_name({team.id for _, _, team in found}, today())
    rows: list[Shown] = [
        {
            "device": enrolment.device_id,
            "member": {"id": member.id, "name": member.name},
            "team": {"id": team.id, "name": team.name},
            "role": roles.get((member.id, team.id), "volunteer"),
            "state": enrolment.told_state,
            "phrase": enrolment.phrase,
            "namesake": _namesake(people.get((team.id, fold(member.name)), {}), member),
            "claimed": enrolment.claimed,
            "renewal": None,
            "others": [],
            "created_at": enrolment.created_at,
        }
        for enrolment, member, team in found
    ]
    on_phones = devices.people_on({each.device for each in returning}, wanted)
    rows += [_show_renewal(each, on_phones.get(each.device, ())) for each in returning]
    return sorted(rows, key=lambda row: row["created_at"])


def _show_renewal(renewing: OpenRenewal, people: Iterable[str]) -> Shown:
    """A known phone that asks to come back, as one that waits; of these people it is so far."""
    return {
        "device": renewing.device,
        "member": {"id": renewing.member, "name": renewing.name},
        "team": {"id": renewing.team, "name": renewing.team_name},
        "role": min(
            renewing.role, enrolment_role(renewing.member, renewing.team)
        ),  # "lead" comes first
        "state": "pending",
        "phrase": renewing.phrase,
        "namesake": None,
        "claimed": False,
        "renewal": renewing.id,
        "others": [name for name in people if name != renewing.name],
        "created_at": renewing.at,
    }


def _namesake(alike: Mapping[str, tuple[str, Namesake]], member: Member) -> Namesake | None:
    """Whether another of the team is called the same; one without a phone is the likelier to be
    this very person."""
    others = {
        kind
        for other, (name, kind) in alike.items()
        if other != member.id and may_be_same_name(name, member.name)
    }
    return "no_phone" if "no_phone" in others else next(iter(others), None)


def decide(
    principal: Principal,
    actor: Actor,
    device_id: str,
    member_id: str,
    decision: str,
    renewal: str | None = None,
) -> Shown:
    """Approves or refuses a person's phone and commits; the same decision again changes
    nothing. `renewal` names what the phone of that person asked to come back; without it nobody comes
    back. Raises not_found, wrong_role (a lead decides neither on the own phone nor on another lead, but
    refuses who only says to be one),
    conflict_settled (also where another renewal waits than the one that is named, or nothing but
    one that is not)."""
    state = STATE_OF[decision]
    with writing(db.session, 3) as writer:
        found = _enrolments_to_decide(principal, device_id, member_id)
        renewing = _renewal_to_decide(principal, device_id, member_id)
        if renewal is not None:
            if renewing is None or renewing.id != renewal:
                _raise_gone(principal, device_id)
            else:
                by = actor_by_right(principal, actor, [renewing.team_id])
                settle_renewal(writer, principal, by, renewing, decision)
        elif renewing is not None and all(each.state != "pending" for each in found):
            # An app of before names none: it must not take this for done.
            raise ProblemError(PROBLEMS["conflict_settled"])
        else:
            _settle(writer, principal, actor, found, state)
    db.session.commit()
    return {"device": device_id, "member": member_id, "state": state}


def _raise_gone(principal: Principal, device_id: str) -> NoReturn:
    care = teams_in_care(principal)
    cared_for = any(team.id in care for _, _, team in devices.enrolments_of(device_id))
    raise ProblemError(PROBLEMS["conflict_settled" if cared_for else "not_found"])


def _settle(
    writer: Writer, principal: Principal, actor: Actor, found: Sequence[Enrolment], state: str
) -> None:
    if not found:
        raise ProblemError(PROBLEMS["not_found"])
    waiting = [each for each in found if each.state == "pending"]
    if not waiting and all(each.state != state for each in found):
        raise ProblemError(PROBLEMS["conflict_settled"])
    for enrolment in waiting:
        _check_may_decide(principal, enrolment, state)
        by = actor_by_right(principal, actor, [enrolment.team_id])
        settle_enrolment(writer, by, enrolment, state)


def revoke_device(principal: Principal, actor: Actor, device_id: str) -> None:
    """Takes a phone's right away, from its next request on, and commits. Who waits on it is
    refused, so that a person looks at what they recorded. Raises not_found where no team in the
    asker's care keeps any of its people, wrong_role (a lead revokes only phones of volunteers of
    the teams led)."""
    with writing(db.session) as writer:
        device = devices.device_by_id(device_id)
        people = devices.enrolments_of(device_id)
        keeping = teams_keeping_phone(principal, ((who, team) for _, who, team in people))
        if device is None or not keeping:
            raise ProblemError(PROBLEMS["not_found"])
        if not keeping & teams_coordinated(principal):
            _check_lead_may_revoke(principal, device_id, people)
        if device.revoked_at is None:
            by = actor_by_right(principal, actor, keeping)
            stop_device(writer, by, device, now(), min(keeping))
    db.session.commit()


def stop_device(
    writer: Writer, actor: Actor, device: Device, moment: datetime, team: str | None = None
) -> None:
    """Takes a phone's right away, since a moment: codes that were made later let it in again; whom codes
    made on it let in without another look waits for one. `team`: by the right in which team."""
    device.revoked_at = moment
    renewals.drop(device.id)
    db.session.flush()
    for enrolment, _, _ in devices.enrolments_of(device.id):
        if enrolment.state == "pending":
            settle_enrolment(writer, actor, enrolment, "refused")
    withdraw_codes_of(actor, device.id)
    recheck_phones(writer, actor, device.id)
    publish_device(writer, device.id)
    # Their other phones are told that this one is theirs no more.
    publish_phones_of(writer, {member.id for _, member, _ in devices.enrolments_of(device.id)})
    details = {"key": device.public_key} | ({"team": team} if team else {})
    record_audit(db.session, actor, "device_revoked", ("device", device.id), details)


def reset_pin(
    principal: Principal, actor: Actor, device_id: str, member_id: str, team_id: str
) -> None:
    """Takes away the PIN under which somebody's name is locked on a phone, and commits. The server
    never had the PIN: it tells the phone to drop one that was set before. Raises not_found, also
    for somebody whom the team keeps no more, and wrong_role for the name of who leads a team that the
    asker does not coordinate, and added_too_much. The trail tells it in every team that keeps the person."""
    with writing(db.session) as writer:
        device = devices.device_by_id(device_id)
        enrolment = devices.enrolment(device_id, member_id, team_id)
        lost = device is None or device.revoked_at is not None or enrolment is None
        if lost or team_id not in teams_keeping(principal, member_id):
            raise ProblemError(PROBLEMS["not_found"])
        check_no_other_lead(principal, member_id)
        if team_id not in teams_coordinated(principal):
            count_of_lead(db.session(), "pin", principal)
        assert enrolment is not None
        enrolment.pin_resets += 1
        db.session.flush()
        publish_device(writer, device_id)
        by = actor_by_right(principal, actor, [team_id])
        record_in_teams(by, "pin_reset", member_id, {"device": device_id})
    db.session.commit()


def _enrolments_to_decide(principal: Principal, device_id: str, member_id: str) -> list[Enrolment]:
    device = devices.device_by_id(device_id)
    if device is None or device.revoked_at is not None:
        return []
    care = teams_in_care(principal)
    return [
        enrolment
        for enrolment, member, team in devices.enrolments_of(device_id)
        if member.id == member_id and team.id in care
    ]


def _renewal_to_decide(
    principal: Principal, device_id: str, member_id: str
) -> DeviceRenewal | None:
    found = renewals.of_device(device_id)
    if found is None or found.member_id != member_id:
        return None
    return found if found.team_id in teams_in_care(principal) else None


def _check_may_decide(principal: Principal, enrolment: Enrolment, state: str) -> None:
    role = enrolment_role(enrolment.member_id, enrolment.team_id)
    if enrolment.claimed and state == "refused":
        role = "volunteer"  # Who only says to be a lead is none, and the lead loses nothing.
    if not may_let_in(principal, enrolment.device_id, enrolment.team_id, role):
        raise ProblemError(PROBLEMS["wrong_role"])


def _check_lead_may_revoke(
    principal: Principal, device_id: str, people: Sequence[tuple[Enrolment, Member, Team]]
) -> None:
    care = teams_in_care(principal)
    claims = {(row.member_id, row.team_id) for row, _, _ in people if row.claimed}
    for who in find_enrolments(db.session(), device_id, today()):
        if (who.member, who.team) in claims:
            continue
        cared_for = who.team in care
        # To ask for a place in another team, which anybody may, keeps nobody's phone from being stopped.
        active = who.state == "approved" or (who.state == "pending" and cared_for)
        if active and (who.role == "lead" or not cared_for):
            raise ProblemError(PROBLEMS["wrong_role"])
