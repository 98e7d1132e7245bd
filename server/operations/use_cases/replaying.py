"""After a backup was restored: what was taken away since it was made is taken away again, out of the
journal (PROTOCOL 5.9). To replay again changes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from server.accounts.use_cases.restoring_accounts import block_account, move_account
from server.accounts.use_cases.restoring_factors import drop_factor, forget_short_lived
from server.audit.journal import Event, read_journal
from server.audit.store import visible_entries
from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.store import accounts, devices, factors, invitations
from server.auth.tables import Device
from server.certificates.use_cases.restoring_certificates import withdraw_again
from server.crypto.secrets import hash_token, new_token
from server.database.clock import day_before, now, today
from server.database.engine import db
from server.directory.erasing import NAMELESS, erase_name
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
from server.enrolment.recheck_phones import have_wait, withdraw_codes_on
from server.enrolment.settle_enrolment import settle_enrolment
from server.enrolment.use_cases.approve import stop_device
from server.enrolment.use_cases.restoring_devices import end_secret, give_key_back
from server.operations.use_cases.replaying_acts import ActReplayer, FailedAct
from server.operations.use_cases.replaying_units import left_to_people, move_teams
from server.organisation.serializers import audit_details
from server.organisation.store import memberships
from server.records.writer import Writer, writing
from server.sync.erasing import empty_record
from sync.problems import PROBLEMS, ProblemError

Topic = tuple[str, ...]
"""What an act decides about."""


@dataclass
class Replayed:
    """How many acts the journal tells that the backup does not know, and what came of them: by
    action, on how many something was done, and how many only a person can do again; and those that
    failed, with the reason."""

    lost: int = 0
    done: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    failed: list[FailedAct] = field(default_factory=list)


def replay_journal(path: Path) -> Replayed:
    """Does again what a journal tells and the database does not know, signs out every account, ends
    what was good once and for minutes (reset links, codes of authenticator apps, phones that wait to
    come back), and commits. Of several acts on one thing only the last one counts, and that only if it
    took something away and the audit trail does not know it. An act that fails leaves no trace and is
    named; the others are done all the same, and replaying again tries it again."""
    # First and by itself: whatever comes of the rest, nobody is signed in by a session of then.
    accounts.end_all_sessions()
    forget_short_lived()
    db.session.commit()
    with writing(db.session, 10) as writer:
        told = read_journal(path)
        known = visible_entries(db.session, {each.subject for each in told})
        lost = [each for each in told if (each.action, each.subject, each.at) not in known]
        ids = {each.id for each in lost}
        replayer = ActReplayer(writer)
        move_teams(replayer, told, ids)
        left = left_to_people(lost)
        _replay(replayer, told, ids)
        done, failed = dict(replayer.done), replayer.failed
        details = {"lost": len(lost), "done": done, "left": left}
        if failed:
            details["failed"] = [[each.action, each.subject] for each in failed]
        record_audit(db.session, SYSTEM, "journal_replayed", ("journal", "all"), details)
    db.session.commit()
    return Replayed(len(lost), done, left, failed)


def _replay(replayer: ActReplayer, told: Sequence[Event], lost: set[str]) -> None:
    last: dict[Topic, tuple[int, Event]] = {}
    for place, each in enumerate(told):
        with replayer.naming_failure(each):
            found = _topics(each)
            # Whoever left and was let in again leads no more by the time of before.
            found += [
                ("membership back", *topic[1:])
                for topic in found
                if topic in last and each.action in _LETTING_IN and _is_end(last[topic][1], topic)
            ]
            last |= dict.fromkeys(found, (place, each))
    # Names first: what is merged into somebody without a name has none any more, nor has it where the
    # merge cannot be replayed, and whom the backup never knew is there to be merged. The rest as it was:
    # whoever was merged into somebody who left was not there any more.
    for topic, (_, each) in sorted(
        last.items(), key=lambda item: (item[0][0] != "name", item[1][0])
    ):
        if each.id in lost:
            replayer.replay(each, partial(_ACTS[topic[0]], replayer.writer, each, topic))
    for invitation, each in _used_up(each for each in told if each.id in lost).items():
        replayer.replay(each, partial(_withdraw, invitation))


def _topics(event: Event) -> list[Topic]:
    """What an act decides about: later acts on the same overrule it."""
    parts, subject = event.parts, event.subject
    match event.action:
        case "device_revoked" | "device_readmitted":
            let_out = [
                ("enrolment", subject, e["member"], e["team"]) for e in parts.get("ended", ())
            ]
            return [("device", subject), *let_out]
        case "device_taken_back":
            return [("device key", subject)]
        case "device_secret_renewed" | "renewal_approved":
            others = [
                ("enrolment", subject, e["member"], e["team"]) for e in parts.get("others", ())
            ]
            return [("secret", subject), *others]
        case "joined" if parts["state"] == "pending":
            return []
        case "joined" | "enrolment_approved" | "enrolment_refused":
            device, team = str(parts.get("device") or event.by), parts["team"]
            back = [("membership to", subject, team)] if event.action != "enrolment_refused" else []
            return [("enrolment", device, subject, team), *back]
        case "membership_changed":
            return [
                (f"membership {name}", subject, parts["team"])
                for name in ("role", "to")
                if name in parts
            ]
        case "member_moved":
            return [("membership to", subject, parts[name]) for name in ("before", "after")]
        case "member_merged":
            return [("merged", subject)]
        case "invitation_revoked":
            return [("invitation", subject)]
        case "certificate_withdrawn":
            return [("certificate", parts["code"])]
        case "team_ended":
            return [("team", subject)]
        case "account_changed":
            topics = {"disabled": "account", "unit": "account unit"}
            return [(topics[name], subject) for name in topics if name in parts]
        case "factor_added" if "ended" in parts:
            return [("recovery code", subject, code) for code in parts["ended"]]
        case "factor_added" | "factor_removed":
            return [("factor", subject, parts["factor"])]
        case "recovery_used":
            return [("recovery code", subject, parts["code"])]
        case "record_erased":
            return [("record", subject)]
        case "member_erased":
            return [("name", subject)]
        case _:
            return []


def _device(writer: Writer, event: Event, topic: Topic) -> bool:
    """A phone that was stopped, also one that the backup never knew: it may come back by its key."""
    if event.action != "device_revoked":
        return False
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


def _device_key(writer: Writer, event: Event, topic: Topic) -> bool:
    """A phone that was taken back from somebody who had come under its id."""
    key = event.parts["key"]
    if not give_key_back(writer, event.subject, key, event.at):
        return False
    publish_device(writer, event.subject)
    return True


def _secret(writer: Writer, event: Event, topic: Topic) -> bool:
    """A phone that was given another cookie, since the one of before was lost or in other hands."""
    if not end_secret(event.subject, event.at):
        return False
    record_audit(db.session, SYSTEM, "device_secret_renewed", ("device", event.subject))
    return True


def _enrolment(writer: Writer, event: Event, topic: Topic) -> bool:
    """Who was turned away, was let out when the phone came back after a stop, or waited since somebody
    else was let in on it."""
    if event.action not in ("enrolment_refused", "device_readmitted", "renewal_approved"):
        return False
    _, device_id, member_id, team_id = topic
    found = devices.enrolment(device_id, member_id, team_id)
    if found is None or found.state not in ("pending", *devices.WITH_TEAM):
        return False
    only_waits = event.action == "renewal_approved"
    if found.state == "pending":
        if not only_waits:  # Then a person looks at what waits.
            settle_enrolment(writer, SYSTEM, found, "refused")
        return not only_waits
    if only_waits:
        have_wait(writer, SYSTEM, found)
    else:
        bar(SYSTEM, [found])
        withdraw_codes_on(writer, SYSTEM, member_id, team_id, [device_id])
    publish_device(writer, device_id)
    details = {"device": device_id, "team": team_id}
    record_audit(db.session, SYSTEM, "enrolment_ended", ("member", member_id), details)
    return True


def _membership_to(writer: Writer, event: Event, topic: Topic) -> bool:
    """Who left a team, or was moved out of it. Into the other one their phones bring them back by
    receipt."""
    _, member_id, team_id = topic
    if event.action == "member_moved":
        day = day_before(event.parts["from"]) if team_id == event.parts["before"] else None
    else:
        day = event.parts.get("to")
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


_LETTING_IN = ("joined", "enrolment_approved")


def _is_end(event: Event, topic: Topic) -> bool:
    """Whether somebody left the team of the topic by that, or was moved out of it."""
    if topic[0] != "membership to":
        return False
    moved = event.action == "member_moved" and event.parts["before"] == topic[2]
    return moved or event.parts.get("to") is not None


def _membership_role(writer: Writer, event: Event, topic: Topic) -> bool:
    """Who leads no more: a lead was made a volunteer, or left and was let in again as one."""
    _, member_id, team_id = topic
    held = memberships.held_membership(member_id, team_id)
    gone = held is not None and held.valid_to is not None and held.valid_to < today()
    if event.parts.get("role") == "lead" or held is None or gone or held.role != "lead":
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


def _merged(writer: Writer, event: Event, topic: Topic) -> bool:
    """Who was merged into somebody else. Where that one leads a team, or a phone of either waits, it
    would give something: a person merges them again. Nobody brings a name to somebody whose name was
    erased: an older journal tells of the one who was kept alone."""
    people = memberships.members_by_id([event.subject, event.parts["into"]])
    if len(people) < 2 or people[event.subject].merged_into is not None:
        return False
    merged, kept = people[event.subject], people[event.parts["into"]]
    if leads(merged.id) or leads(kept.id):
        raise ProblemError(PROBLEMS["merge_lead"])
    if waits(merged.id) or waits(kept.id):
        raise ProblemError(PROBLEMS["still_waiting"])
    if kept.name == NAMELESS and erase_name(writer, merged.id):
        record_audit(db.session, SYSTEM, "member_erased", ("member", merged.id))
    by = event.by if event.by and devices.device_by_id(event.by) else None
    done = merge(writer, Actor("device", by) if by else SYSTEM, merged, kept)
    details = {"into": kept.id, "sessions": done.sessions, "devices": list(done.devices)}
    record_audit(db.session, SYSTEM, "member_merged", ("member", merged.id), details)
    return True


def _invitation(writer: Writer, event: Event, topic: Topic) -> bool:
    return _withdraw(event.subject)


def _certificate(writer: Writer, event: Event, topic: Topic) -> bool:
    return withdraw_again(event.parts["code"], event.at)


def _team(writer: Writer, event: Event, topic: Topic) -> bool:
    """The codes of a team that ended; to end the team again is a coordinator's."""
    return sum(_withdraw(each.id) for each in invitations.invitations_of(event.subject, now())) > 0


def _withdraw(invitation_id: str) -> bool:
    found = invitations.invitation_by_id(invitation_id)
    if found is None or not invitations.revoke(invitation_id, now()):
        return False
    record_audit(db.session, SYSTEM, "invitation_revoked", ("invitation", invitation_id))
    return True


def _account(writer: Writer, event: Event, topic: Topic) -> bool:
    return bool(event.parts["disabled"]) and block_account(event.subject, event.at)


def _account_unit(writer: Writer, event: Event, topic: Topic) -> bool:
    return move_account(event.subject, event.parts["unit"], event.at)


def _factor(writer: Writer, event: Event, topic: Topic) -> bool:
    """A second factor that was taken away, because a phone was lost, or an authenticator app that
    another one took the place of. One that was added since the backup is not there to be taken
    away."""
    _, account_id, factor = topic
    if not drop_factor(account_id, factor, event.at):
        return False
    details = {"factor": factor}
    record_audit(db.session, SYSTEM, "factor_removed", ("account", account_id), details)
    return True


def _recovery_code(writer: Writer, event: Event, topic: Topic) -> bool:
    """A recovery code that was used, each being good once, also across a restore; or that newer
    ones took the place of."""
    _, account_id, code = topic
    if not factors.drop_recovery_code(code):
        return False
    details = {"code": code}
    record_audit(db.session, SYSTEM, "recovery_used", ("account", account_id), details)
    return True


def _record(writer: Writer, event: Event, topic: Topic) -> bool:
    """What was erased, also what the backup never knew: phones would send it again."""
    kind, channel = event.parts["kind"], event.parts["channel"]
    if not empty_record(writer, event.subject, kind, channel):
        return False
    details = {"kind": kind, "channel": channel}
    record_audit(db.session, SYSTEM, "record_erased", ("record", event.subject), details)
    return True


def _erased_name(writer: Writer, event: Event, topic: Topic) -> bool:
    if not erase_name(writer, event.subject):
        return False
    record_audit(db.session, SYSTEM, "member_erased", ("member", event.subject))
    return True


def _used_up(lost: Iterable[Event]) -> dict[str, Event]:
    """The codes that would let more people in than they were made for, since the backup does not
    know who joined by them; each with the last act that used it."""
    uses: dict[str, list[Event]] = defaultdict(list)
    for each in lost:
        if each.action == "joined" and "invitation" in each.parts:
            uses[each.parts["invitation"]].append(each)
    found = {key: invitations.invitation_by_id(key) for key in uses}
    return {
        key: uses[key][-1]
        for key, row in found.items()
        if row and row.uses + len(uses[key]) >= row.max_uses
    }


_ACTS: dict[str, Callable[[Writer, Event, Topic], bool]] = {
    "device": _device,
    "device key": _device_key,
    "secret": _secret,
    "enrolment": _enrolment,
    "membership to": _membership_to,
    "membership role": _membership_role,
    "membership back": _membership_role,
    "merged": _merged,
    "invitation": _invitation,
    "certificate": _certificate,
    "team": _team,
    "account": _account,
    "account unit": _account_unit,
    "factor": _factor,
    "recovery code": _recovery_code,
    "record": _record,
    "name": _erased_name,
}
