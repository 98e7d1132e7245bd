"""Test people and what they send: Lan and Minh volunteer in Phổ Cường, Hà leads them."""

from dataclasses import replace
from datetime import date
from typing import Any

from sync.membership import Enrolment, Membership
from sync.receive import Received, receive
from sync.situation import Record, Situation
from sync.verdict import Decision, decide

LAN = "1a000000-0000-4000-8000-000000000001"
MINH = "1a000000-0000-4000-8000-000000000002"
HA = "1a000000-0000-4000-8000-000000000003"
TEAM = "7c000000-0000-4000-8000-000000000001"
OTHER_TEAM = "7c000000-0000-4000-8000-000000000002"
PHONE = "0a000000-0000-4000-8000-000000000001"
OTHER_PHONE = "0a000000-0000-4000-8000-000000000002"
CHANGE = "cc000000-0000-4000-8000-000000000001"
SESSION = "5e000000-0000-4000-8000-000000000001"
TODAY = date(2026, 11, 24)
JOINED = date(2026, 10, 1)

CODES = {
    "service": frozenset({"DD01", "TT04", "KH01"}),
    "outcome": frozenset({"XONG", "KHONG", "THOI"}),
    "reason": frozenset({"MAY1", "SIM2"}),
    "place_kind": frozenset({"CHO", "NVH"}),
    "age_band": frozenset({"KHONGHOI", "60"}),
    "affiliation": frozenset({"DOAN", "CONGAN"}),
}


def member(
    who: str, role: Any = "volunteer", team: str = TEAM, start: date = JOINED, end: Any = None
) -> Membership:
    """A membership, open unless it has an end."""
    return Membership(who, team, role, "DOAN", start, end)


SITUATION = Situation(
    device=PHONE,
    device_state="approved",
    today=TODAY,
    enrolments=(Enrolment(LAN, TEAM, "approved"),),
    memberships=(member(LAN), member(MINH), member(HA, "lead")),
    codes=CODES,
)
WAITING = replace(
    SITUATION,
    device_state="pending",
    enrolments=(Enrolment(LAN, TEAM, "pending"),),
    memberships=(),
)


def done(people: int = 1, outcome: str = "XONG", *reasons: str) -> dict[str, Any]:
    """What stands in a service's field."""
    return {"people": people, "outcome": outcome, "reasons": list(reasons)}


def session_set(**fields: Any) -> dict[str, Any]:
    """The fields of a usual session, with others beside or instead."""
    usual = {"day": "2026-11-24", "start": "09:00", "place_kind": "CHO", "people": 1}
    return {**usual, "services.DD01": done(), **fields}


def create(**parts: Any) -> dict[str, Any]:
    """A create as Lan's phone sends it."""
    return {
        "id": CHANGE,
        "no": 1,
        "author": LAN,
        "op": "create",
        "kind": "help_session",
        "record": SESSION,
        "channel": f"team:{TEAM}",
        "schema": 1,
        "at": "2026-11-24T09:10:00+07:00",
        "set": session_set(),
        **parts,
    }


def edit(set_: dict[str, Any], prev: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """An edit as Lan's phone sends it."""
    return create(op="edit", set=set_, prev=prev, **parts)


def verdict(change: dict[str, Any], situation: Situation = SITUATION) -> Decision:
    """The decision on a change as it was sent."""
    return decide(receive(change), situation)


def received(change: dict[str, Any]) -> Received:
    """A change as the server has it after reception."""
    return receive(change)


def there(**fields: Any) -> Record:
    """Lan's session as the server has it."""
    decision = verdict(create(set=session_set(**fields)))
    assert decision.record is not None, decision
    return decision.record


def on(record: Record, situation: Situation = SITUATION) -> Situation:
    """The situation in which the record is there already."""
    return replace(situation, record=record)


def by(author: str, situation: Situation = SITUATION) -> Situation:
    """The situation on a phone of somebody else."""
    return replace(situation, enrolments=(Enrolment(author, TEAM, "approved"),))
