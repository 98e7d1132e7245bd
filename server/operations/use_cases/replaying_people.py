"""What takes something away from phones and members, done again out of the journal (PROTOCOL 5.9). Each
answers whether it changed anything."""

from server.audit.journal import Event
from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.store import devices
from server.auth.tables import Device, Enrolment
from server.crypto.secrets import hash_token, new_token
from server.database.clock import day_before, today
from server.database.engine import db
from server.directory.member_merge import leads, merge, waits
from server.directory.use_cases.manage_members import change_role
from server.enrolment.admit import bar
from server.enrolment.propagate_membership import (
    end_phones,
    notify_phones,
    withdraw_codes_of_lead,
)
from server.enrolment.publish_device import publish_device
from server.enrolment.publish_team import publish_member
from server.enrolment.recheck_phones import have_wait
from server.enrolment.settle_enrolment import settle_enrolment
from server.enrolment.use_cases.approve import stop_device
from server.enrolment.use_cases.restoring_devices import end_secret, give_key_back
from server.organisation.serializers import audit_details
from server.organisation.store import memberships
from server.records.writer import Writer
from sync.problems import PROBLEMS, ProblemError


def stop_phone(writer: Writer, event: Event) -> bool:
    """A phone that was stopped, also one that the backup never knew: it may come back by its key."""
    device = devices.device_by_id(event.subject)
    if device is None:
        device = Device(
            id=event.subject,
            secret_hash=hash_token(new_token()),
            public_key=event.parts.get("key") or {},
            created_at=event.at,
        )
        devices.add(device)
    if device.revoked_at is not None:
        return False
    stop_device(writer, SYSTEM, device, event.at)
    return True


def give_phone_back(writer: Writer, event: Event) -> bool:
    """A phone that was taken back from somebody who had come under its id."""
    key = event.parts["key"]
    if not give_key_back(writer, event.subject, key, event.at):
        return False
    publish_device(writer, event.subject)
    return True


def end_cookie(writer: Writer, event: Event) -> bool:
    """A phone that was given another cookie, since the one of before was lost or in other hands."""
    if not end_secret(event.subject, event.at):
        return False
    record_audit(db.session, SYSTEM, "device_secret_renewed", ("device", event.subject))
    return True


def let_come_back(writer: Writer, event: Event) -> bool:
    """The same where a person let it come back; who waited since somebody else was let in on it waits."""
    others = event.parts.get("others", ())
    waits = [_wait(writer, event.subject, each["member"], each["team"]) for each in others]
    return end_cookie(writer, event) or any(waits)


def turn_away(writer: Writer, event: Event) -> bool:
    """Who was turned away."""
    found = devices.enrolment(event.parts["device"], event.subject, event.parts["team"])
    if found is None or found.state not in ("pending", *devices.WITH_TEAM):
        return False
    if found.state == "pending":
        settle_enrolment(writer, SYSTEM, found, "refused")
        return True
    bar(SYSTEM, [found])
    _tell(writer, "enrolment_ended", found)
    return True


def have_wait_again(writer: Writer, event: Event) -> bool:
    """Who waited again, since a lead's word for them was worth no more."""
    return _wait(writer, event.parts["device"], event.subject, event.parts["team"])


def _wait(writer: Writer, device_id: str, member_id: str, team_id: str) -> bool:
    """Has somebody wait who is in the team on a phone; a person looks at who waits already."""
    found = devices.enrolment(device_id, member_id, team_id)
    if found is None or found.state not in devices.WITH_TEAM:
        return False
    have_wait(writer, SYSTEM, found)
    _tell(writer, "enrolment_rechecked", found)
    return True


def _tell(writer: Writer, action: str, row: Enrolment) -> None:
    publish_device(writer, row.device_id)
    details = {"device": row.device_id, "team": row.team_id}
    record_audit(db.session, SYSTEM, action, ("member", row.member_id), details)


def change_membership(writer: Writer, event: Event) -> bool:
    """Who left a team, or leads it no more."""
    parts, team_id = event.parts, event.parts["team"]
    demoted = parts.get("role") == "volunteer" and _demote(writer, event.subject, team_id)
    return _end(writer, event.subject, team_id, parts.get("to")) or demoted


def move_member(writer: Writer, event: Event) -> bool:
    """Who was moved is out of the old team. Into the other one their phones bring them back by receipt."""
    parts = event.parts
    return _end(writer, event.subject, parts["before"], day_before(parts["from"]))


def _end(writer: Writer, member_id: str, team_id: str, day: str | None) -> bool:
    held = memberships.held_membership(member_id, team_id)
    if day is None or held is None or (held.valid_to is not None and held.valid_to <= day):
        return False
    before = audit_details(held)
    held.valid_to = day
    db.session.flush()
    publish_member(writer, member_id, team_id)
    details = {
        "team": team_id,
        "before": before,
        "after": audit_details(held),
        "devices": end_phones(writer, SYSTEM, member_id, team_id),
    }
    withdraw_codes_of_lead(writer, SYSTEM, member_id, team_id)
    record_audit(db.session, SYSTEM, "membership_changed", ("member", member_id), details)
    return True


def _demote(writer: Writer, member_id: str, team_id: str) -> bool:
    held = memberships.held_membership(member_id, team_id)
    gone = held is not None and held.valid_to is not None and held.valid_to < today()
    if held is None or gone or held.role != "lead":
        return False
    before = audit_details(held)
    held = change_role(held, "volunteer")
    db.session.flush()
    publish_member(writer, member_id, team_id)
    withdraw_codes_of_lead(writer, SYSTEM, member_id, team_id)
    notify_phones(writer, member_id)
    details = {"team": team_id, "before": before, "after": audit_details(held)}
    record_audit(db.session, SYSTEM, "membership_changed", ("member", member_id), details)
    return True


def merge_members(writer: Writer, event: Event) -> bool:
    """Who was merged into somebody else. Where the backup knows one of them not yet, that one's phone has to
    come back first. Where the kept one leads a team, or a phone of either waits, it would give something: a
    person merges them again."""
    people = memberships.members_by_id([event.subject, event.parts["into"]])
    if len(people) < 2:
        raise ProblemError(PROBLEMS["not_found"])
    if people[event.subject].merged_into is not None:
        return False
    merged, kept = people[event.subject], people[event.parts["into"]]
    if leads(merged.id) or leads(kept.id):
        raise ProblemError(PROBLEMS["merge_lead"])
    if waits(merged.id) or waits(kept.id):
        raise ProblemError(PROBLEMS["still_waiting"])
    by = event.by if event.by and devices.device_by_id(event.by) else None
    done = merge(writer, Actor("device", by) if by else SYSTEM, merged, kept)
    details = {"into": kept.id, "sessions": done.sessions, "devices": list(done.devices)}
    record_audit(db.session, SYSTEM, "member_merged", ("member", merged.id), details)
    return True
