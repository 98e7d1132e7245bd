"""After a backup was restored: what was taken away since it was made is taken away again, out of the
journal (PROTOCOL 5.9). To replay again changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from server.accounts.use_cases.restoring_accounts import (
    block_account,
    end_password_again,
    move_account,
)
from server.accounts.use_cases.restoring_factors import drop_factor, forget_short_lived
from server.audit.journal import MADE, Event, parse_lines, spoilt_lines
from server.audit.journal_store import open_journal
from server.audit.writing import SYSTEM, record_audit
from server.auth.store import accounts, factors, invitations
from server.certificates.use_cases.restoring_certificates import withdraw_again
from server.database.clock import now
from server.database.engine import db
from server.directory.erasing import erase_name
from server.heritage.use_cases.restoring import withdraw_site_again
from server.operations.use_cases import replaying_people as people
from server.operations.use_cases.lost_acts import is_foreign, lost_acts, not_replayed
from server.operations.use_cases.replaying_acts import ActReplayer, FailedAct, Merges
from server.operations.use_cases.replaying_units import left_to_people, move_teams
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.papers.use_cases.restoring import withdraw_paper_again
from server.public_codes.use_cases.restoring import end_again, know_again
from server.records.writer import Writer, writing
from server.reports.use_cases.reopening import reopen_again
from server.sync.erasing import empty_record, know_erased


@dataclass
class Replayed:
    """How many acts the journal tells that the backup does not know, and what came of them: by
    action, how many changed something; how many only a person can do again (`left`: what became of
    units; `given`: what gave something; `made`: work of the desk, by who did it; `months`: those that
    were closed, in words); those that failed, with the reason; and which lines cannot be read."""

    lost: int = 0
    done: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    made: dict[str, dict[str, int]] = field(default_factory=dict)
    months: list[str] = field(default_factory=list)
    failed: list[FailedAct] = field(default_factory=list)
    spoilt: list[int] = field(default_factory=list)


def replay_journal(place: Path | str) -> Replayed:
    """Does again what a journal tells and the database does not know, signs out every account, ends
    what was good once and for minutes (reset links, codes of authenticator apps, phones that wait to
    come back), and commits. Every act that took something away is done again, in its order and with all
    that hangs on it; what gave something is not, also where it took back an act before it. An act that
    fails leaves no trace and is named; the others are done all the same, and replaying again tries it
    again, and it alone."""
    # First and by itself: whatever comes of the rest, nobody is signed in by a session of then.
    accounts.end_all_sessions()
    forget_short_lived()
    db.session.commit()
    lines = open_journal(place).read()
    told, spoilt = parse_lines(lines), spoilt_lines(lines)
    with writing(db.session, 10) as writer:
        lost = lost_acts(db.session, told)
        due = not_replayed(db.session, lost)
        replayer = ActReplayer(writer)
        move_teams(replayer, due)
        left = left_to_people(lost)
        _replay(replayer, due)
        for invitation, each in _used_up(due).items():
            replayer.replay(each, partial(_withdraw, invitation))
        given = dict(Counter(each.action for each in lost if _gives(each)))
        made, months = _made(lost), _months_closed(lost)
        done, failed = dict(replayer.done), replayer.failed
        details = {"lost": len(lost), "done": done, "left": left, "given": given}
        details |= {"made": made, "months": months, "through": _through(place, told)}
        if failed:
            details["failed"] = [[each.action, each.subject] for each in failed]
        record_audit(db.session, SYSTEM, "journal_replayed", ("journal", "all"), details)
    db.session.commit()
    return Replayed(len(lost), done, left, given, made, months, failed, spoilt)


def _through(place: Path | str, told: Sequence[Event]) -> str | None:
    """Up to when all acts are done now that the journal tells. None for another journal than the one that the
    database knows: that one may still come, and is to be replayed whole."""
    if not told or is_foreign(db.session, open_journal(place)):
        return None
    return max(each.at for each in told).isoformat()


def _replay(replayer: ActReplayer, due: Sequence[Event]) -> None:
    merges = Merges()
    for each in due:
        if each.action not in _ACTS:
            continue
        is_done = _replay_one(replayer, each)
        if each.action == "member_merged":
            merges.add(each, is_done)
            continue
        # What was taken from somebody is taken from all who were that person by then.
        for other in merges.apart(each.subject):
            _replay_one(replayer, replace(each, subject=other))
    # Later acts may have taken away what stood against a merge, or made known whom it is about.
    while any(_replay_merge(replayer, merges, each) for each in merges.left()):
        pass


def _replay_merge(replayer: ActReplayer, merges: Merges, event: Event) -> bool:
    is_done = _replay_one(replayer, event)
    merges.add(event, is_done)
    return is_done


def _replay_one(replayer: ActReplayer, event: Event) -> bool:
    return replayer.replay(event, partial(_ACTS[event.action], replayer.writer, event))


def _gives(event: Event) -> bool:
    """Whether an act let somebody in, or gave them more."""
    parts = event.parts
    match event.action:
        case "joined":
            return bool(parts["state"] != "pending")
        case "enrolment_approved" | "device_readmitted" | "renewal_approved":
            return True
        case "membership_changed":
            return parts.get("role") == "lead" or ("to" in parts and parts["to"] is None)
        case "account_changed":
            return parts.get("disabled") is False
        case _:
            return False


def _made(lost: Iterable[Event]) -> dict[str, dict[str, int]]:
    """By login, or "phones" for what leads did there, how often each act of the desk was done."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    logins = {each.id: each.login for each in accounts.all_accounts()}
    for each in lost:
        if each.action in MADE:
            counts[logins.get(each.by or "", "phones")][each.action] += 1
    return {login: dict(acts) for login, acts in sorted(counts.items())}


def _months_closed(lost: Iterable[Event]) -> list[str]:
    """The months that were closed since, and not opened again, as unit, month and code."""
    closed: dict[str, Event] = {}
    for each in lost:
        if each.action == "month_closed":
            closed[each.parts["code"]] = each
        elif each.action == "month_reopened":
            closed.pop(each.parts["code"], None)
    known = units.known_units()
    return [
        f"{formal_name(known.get(each.subject)) or each.subject} {each.parts['month']} ({code})"
        for code, each in closed.items()
    ]


def _invitation(writer: Writer, event: Event) -> bool:
    return _withdraw(event.subject)


def _certificate(writer: Writer, event: Event) -> bool:
    return withdraw_again(event.parts["code"], event.at)


def _code_made(writer: Writer, event: Event) -> bool:
    """A code that hangs somewhere: nothing else may ever have it."""
    return know_again(event.parts["code"], event.subject, str(event.by), event.at)


def _code_ended(writer: Writer, event: Event) -> bool:
    return end_again(event.parts["code"], event.at)


def _team(writer: Writer, event: Event) -> bool:
    """The codes of a team that ended; to end the team again is a coordinator's."""
    return sum(_withdraw(each.id) for each in invitations.invitations_of(event.subject, now())) > 0


def _withdraw(invitation_id: str) -> bool:
    found = invitations.invitation_by_id(invitation_id)
    if found is None or not invitations.revoke(invitation_id, now()):
        return False
    record_audit(db.session, SYSTEM, "invitation_revoked", ("invitation", invitation_id))
    return True


def _account(writer: Writer, event: Event) -> bool:
    """Who may not sign in, and where an account was put by a person."""
    parts, at = event.parts, event.at
    moved = "unit" in parts and move_account(event.subject, parts["unit"], at)
    return bool(parts.get("disabled") and block_account(event.subject, at)) or moved


def _password(writer: Writer, event: Event) -> bool:
    return end_password_again(event.subject)


def _month(writer: Writer, event: Event) -> bool:
    return reopen_again(event.parts["code"], str(event.by), event.at)


def _factor_added(writer: Writer, event: Event) -> bool:
    """An authenticator app that another one took the place of, or recovery codes that newer ones did."""
    if "ended" in event.parts:
        done = [_drop_code(event.subject, code) for code in event.parts["ended"]]
        return any(done)
    return _factor_removed(writer, event)


def _factor_removed(writer: Writer, event: Event) -> bool:
    """A second factor that was taken away, because a phone was lost. One that was added since the backup
    is not there to be taken away."""
    if not drop_factor(event.subject, event.parts["factor"], event.at):
        return False
    details = {"factor": event.parts["factor"]}
    record_audit(db.session, SYSTEM, "factor_removed", ("account", event.subject), details)
    return True


def _recovery_used(writer: Writer, event: Event) -> bool:
    """A recovery code that was used, each being good once, also across a restore."""
    return _drop_code(event.subject, event.parts["code"])


def _drop_code(account_id: str, code: str) -> bool:
    if not factors.drop_recovery_code(code):
        return False
    record_audit(db.session, SYSTEM, "recovery_used", ("account", account_id), {"code": code})
    return True


def _record(writer: Writer, event: Event) -> bool:
    """What was erased, also what the backup never knew: phones would send it again."""
    kind, channel = event.parts["kind"], event.parts["channel"]
    if not empty_record(writer, event.subject, kind, channel):
        return False
    know_erased(writer, event.subject, event.parts.get("changes", ()))
    details = {"kind": kind, "channel": channel}
    record_audit(db.session, SYSTEM, "record_erased", ("record", event.subject), details)
    return True


def _erased_name(writer: Writer, event: Event) -> bool:
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


_ACTS: dict[str, Callable[[Writer, Event], bool]] = {
    "device_revoked": people.stop_phone,
    "device_taken_back": people.give_phone_back,
    "device_secret_renewed": people.end_cookie,
    "renewal_approved": people.let_come_back,
    "enrolment_refused": people.turn_away,
    "enrolment_rechecked": people.have_wait_again,
    "membership_changed": people.change_membership,
    "member_moved": people.move_member,
    "member_merged": people.merge_members,
    "invitation_revoked": _invitation,
    "certificate_withdrawn": _certificate,
    "code_made": _code_made,
    "code_ended": _code_ended,
    "site_withdrawn": withdraw_site_again,
    "paper_withdrawn": withdraw_paper_again,
    "team_ended": _team,
    "account_changed": _account,
    "password_ended": _password,
    "factor_added": _factor_added,
    "factor_removed": _factor_removed,
    "recovery_used": _recovery_used,
    "month_reopened": _month,
    "record_erased": _record,
    "member_erased": _erased_name,
}
"""What takes something away, and how it is done again."""
