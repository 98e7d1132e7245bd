"""Events (PROTOCOL 5.17): what somebody did, which a phone makes in its own channel and nobody edits. They
are never wrong about each other: what they come to is joined, by rules in which neither their order nor how
often one comes matters."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from .change import Change
from .channel import device
from .data_requests import told_of_request
from .kinds import KINDS
from .membership import OUT, may_create
from .refusal import ChangeRefused
from .situation import Situation
from .write_permissions import Placing, check_new_id, day_made

OPENING = "opening"


def judge_event(change: Change, situation: Situation) -> Placing:
    """Where a new event stands: in the channel of its phone, whatever becomes of its author. Of a reader whose
    phones all wait it is counted once one is let in; what people ask for themselves counts at once. Raises
    ChangeRefused."""
    if not situation.id_taken:
        check_new_id(change)
    own = device(situation.device)
    if change.channel != own:
        raise ChangeRefused("wrong_channel", "channel")
    if KINDS[change.kind].counts_for == "author":
        return Placing("", own, "counted", told=told_of_request(situation.today))
    states = {each.state for each in situation.enrolments if each.member == change.author} - OUT
    if states == {"pending"}:
        return Placing("", own, "awaiting_approval")
    state, told = event_state(change.author, change.at, situation)
    return Placing("", own, state, told=told)


def event_state(author: str, at: str, situation: Situation) -> tuple[str, dict[str, Any]]:
    """How an event counts, and what the server tells of it: on which day and in which team its author was of
    those who may read what it is about, by the phone's clock or by the corrected one. Of who was none it is
    kept and does not count: there is nothing that a person could settle. Raises ChangeRefused."""
    for offset in (0.0, situation.clock_offset):
        day = day_made(at, offset)
        fitting = [
            team
            for team in sorted(situation.readers)
            if may_create(author, team, day, situation.memberships, situation.today)
        ]
        if fitting:
            return "counted", {"team": fitting[0], "on": day.isoformat()}
    return "void", {}


class Reader(NamedTuple):
    """Somebody who has opened a paper in a version."""

    document: str
    version: int
    member: str


Opened = Mapping[Reader, tuple[str, str]]
"""On which day, and in which team, each of them did so first."""


def join_openings(*opened: Opened) -> dict[Reader, tuple[str, str]]:
    """What openings come to, in whatever order and however often they are told: each reader once, with the
    first day; of one day the team whose id comes first."""
    found: dict[Reader, tuple[str, str]] = {}
    for each in opened:
        for reader, first in each.items():
            found[reader] = min(first, found.get(reader, first))
    return found


def opening_of(state: str, f: Mapping[str, Any]) -> Opened:
    """What one record tells: nothing where it does not count."""
    if state != "counted":
        return {}
    return {Reader(f["document"], f["version"], f["author"]): (f["on"], f["team"])}


def first_readings(opened: Opened) -> dict[tuple[str, str], tuple[str, str]]:
    """By paper and member the first day and team in any version: a paper counts once for each reader, however
    many versions it has."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for reader, first in opened.items():
        key = reader.document, reader.member
        found[key] = min(first, found.get(key, first))
    return found


def openings(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Opened:
    """What records come to: (state, fields) of each."""
    return join_openings(*(opening_of(state, f) for state, f in rows))
