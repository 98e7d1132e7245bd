"""A phone that a restored server has forgotten joins again by its receipts, without a person
(PROTOCOL 7.11). Whoever is not known any more waits for approval; what is known stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.audit.writing import Actor, record_audit
from server.auth.store import devices, renewals
from server.auth.throttle import begin_attempt, join_keys
from server.database.clock import day_after, today
from server.database.engine import db, only_reading
from server.enrolment.admit import (
    ClaimedDevice,
    admit_device,
    check_joining_rate,
    claim_of,
    new_member,
    put_enrolment,
    slowing_down,
)
from server.enrolment.publish_device import publish_device
from server.enrolment.receipts import Receipt, read_receipt
from server.enrolment.reclaim_device import may_reclaim_device, reclaim_device
from server.organisation.names import usable_name
from server.organisation.store import memberships, teams
from server.records.writer import Writer, writing_if_new
from sync.possession import Admission, admit_rejoining
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
AFFILIATION = "DOAN"
"""Of whom a receipt from before it was told does not say as what they took part."""
NAMELESS = "Tình nguyện viên"
"""Who is made known under no name, or under one that may not be kept: a lead can mend it."""


@dataclass(frozen=True)
class Request:
    """What the phone sends: which one it says to be, the receipts that it holds, and the names of
    their people by member."""

    claimed: ClaimedDevice
    receipts: Sequence[str]
    names: Mapping[str, str]


def rejoin(request: Request, address: str) -> tuple[Shown, str | None]:
    """Makes known again what the receipts tell and commits: {"known", "people": [{"member", "team",
    "state"}]}, and the secret for the phone's cookie (None if it keeps the one it has, or if none
    of the teams is known). The same request again changes nothing more. Raises device_unknown without
    any receipt of this server's for this phone, device_taken, proof_refused, proof_expired,
    proof_needed, too_many_attempts."""
    check_joining_rate(request.claimed, address)
    receipts = _usable(request)
    if not receipts:
        begin_attempt("rejoin", join_keys(address))
        raise ProblemError(PROBLEMS["device_unknown"])
    with slowing_down("rejoin", address):
        with only_reading():
            unchanged = _show_unchanged(request, receipts)
        if unchanged is not None:
            return unchanged, None
        with writing_if_new(db.session, 2) as writer:
            shown, secret = _rejoin(writer, request, receipts)
    db.session.commit()
    return shown, secret


def _show_unchanged(request: Request, receipts: Sequence[Receipt]) -> Shown | None:
    """The answer to a phone that comes with its cookie and of which all is known; None where something
    may have to be written. Nobody waits for this. Raises as `rejoin` does."""
    claimed = request.claimed
    device = devices.device_by_id(claimed.device)
    if device is None or renewals.of_device(device.id) is not None:
        return None
    speaks = may_reclaim_device(device, receipts)
    if admit_rejoining(claim_of("rejoin", claimed, device, receipt=speaks)) is not Admission.KEPT:
        return None
    states = {}
    for each in receipts:
        if teams.team_by_id(each.team) is None:
            continue
        member = memberships.kept_member(each.member)
        found = devices.enrolment(device.id, member, each.team)
        if found is None:
            return None
        states[each.member, each.team] = found.told_state
    return {"known": True, "people": _show_people(receipts, states)}


def _usable(request: Request) -> list[Receipt]:
    """One receipt for each person and team, the one that reaches back furthest."""
    read = [found for found in map(read_receipt, request.receipts) if found is not None]
    mine = [each for each in read if each.fits(request.claimed.device, request.claimed.key)]
    found: dict[tuple[str, str], Receipt] = {}
    for each in sorted(mine, key=lambda one: (one.start is None, one.start or "")):
        found.setdefault((each.member, each.team), each)
    return list(found.values())


def _rejoin(
    writer: Writer, request: Request, receipts: Sequence[Receipt]
) -> tuple[Shown, str | None]:
    known = [each for each in receipts if teams.team_by_id(each.team) is not None]
    secret, states = None, {}
    claimed = request.claimed
    device = devices.device_by_id(claimed.device)
    is_known = bool(known) or device is not None
    if is_known:
        speaks = may_reclaim_device(device, receipts)
        admission = admit_rejoining(claim_of("rejoin", claimed, device, receipt=speaks))
        is_back = admission is Admission.BACK
        if is_back and device is not None:
            reclaim_device(writer, Actor("device", device.id), device, claimed.key or {})
        secret = admit_device(writer, claimed, device, admission)
        states = {(each.member, each.team): _enrol(each, request.names, is_back) for each in known}
        publish_device(writer, claimed.device)
    return {"known": is_known, "people": _show_people(receipts, states)}, secret


def _show_people(
    receipts: Sequence[Receipt], states: Mapping[tuple[str, str], str]
) -> list[dict[str, str]]:
    return [
        {
            "member": each.member,
            "team": each.team,
            "state": states.get((each.member, each.team), "unknown"),
        }
        for each in receipts
    ]


def _enrol(receipt: Receipt, names: Mapping[str, str], is_back: bool) -> str:
    """How the person stands in the team on the phone; who is not there waits, or, on a phone that
    was stopped, is refused: what they hand in then has an author. On one that was taken back (`is_back`)
    nobody was there under its key. A receipt of somebody who was merged is the kept one's (5.10)."""
    receipt = replace(receipt, member=memberships.kept_member(receipt.member))
    found = devices.enrolment(receipt.device, receipt.member, receipt.team)
    if found is not None and not is_back:
        return found.told_state
    device = devices.device_by_id(receipt.device)
    is_stopped = device is not None and device.revoked_at is not None
    if memberships.member_by_id(receipt.member) is None:
        new_member(receipt.member, usable_name(names.get(receipt.member, "")) or NAMELESS)
    if not is_stopped:
        _put_membership(receipt)
    state = "refused" if is_stopped else "pending"
    # A receipt for who only said to be a member tells nothing of that one.
    is_claim = receipt.start is None
    put_enrolment(
        receipt.device,
        receipt.member,
        receipt.team,
        state=state,
        claimed=is_claim,
        held_back=True,
    )
    actor = Actor("device", receipt.device, member=receipt.member)
    details = {"team": receipt.team, "state": state}
    record_audit(db.session, actor, "rejoined", ("member", receipt.member), details)
    return state


def _put_membership(receipt: Receipt) -> None:
    """A membership from the first day that the receipt tells, so that what was recorded since fits
    it, unless one holds. It ends with the team."""
    held = memberships.latest_membership(receipt.member, receipt.team)
    last = held.valid_to if held else None
    if held is not None and (last is None or last >= today()):
        return
    start = receipt.start or today()
    row = memberships.begin(
        receipt.member,
        receipt.team,
        role="volunteer",
        affiliation=receipt.affiliation or AFFILIATION,
        day=max(start, day_after(last)) if last else start,
        provisional=True,
    )
    row.valid_to = teams.last_day_of(receipt.team)
    db.session.flush()
