"""Permission for one change (PROTOCOL 5.3): where its record stands, and how it is counted."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from .change import Change
from .channel import device, team_of
from .channel import team as team_channel
from .formats import read_day, read_instant
from .kinds import KINDS, member
from .membership import (
    OUT,
    EnrolmentState,
    is_lead,
    is_member,
    is_possible_day,
    may_create,
    may_edit_own,
)
from .merge import Merge
from .record_id import is_servers
from .refusal import ChangeRefused
from .situation import Record, Situation

_VIETNAM = timedelta(hours=7)
_MIDDAY = "12:00"
_WRONG_CLOCK = 12 * 3600
"""Seconds. From here on a session's day is the wrong one more often than not."""


class Placing(NamedTuple):
    """Where a record stands: its team, channel and state. `fits`: the day that would fit, where
    its own does only after the phone's clock was corrected. `told`: fields that the server adds."""

    team: str
    channel: str
    state: str
    fits: date | None = None
    told: Mapping[str, Any] = MappingProxyType({})


def check_new_id(change: Change) -> None:
    """What the server writes has ids that can be foretold, of uuid version 5. A phone that took
    one would have its record overwritten. The row of a member is the one that a phone foretells
    too (PROTOCOL 4.8). Raises ChangeRefused."""
    if KINDS[change.kind].created_by == "lead":
        who, team = change.set.get("member"), team_of(change.channel)
        if who is not None and team is not None and change.record != member.row_id(who, team):
            raise ChangeRefused("bad_shape", "record")
        return
    if is_servers(change.record):
        raise ChangeRefused("bad_shape", "record")


def judge_create(change: Change, situation: Situation) -> Placing:
    """Where a new record goes (PROTOCOL 5.3.2 and 5.3.3). Raises ChangeRefused."""
    if not situation.id_taken:
        check_new_id(change)
    team = team_of(change.channel)
    if team is None:
        raise ChangeRefused("wrong_channel", "channel")
    kind = KINDS[change.kind]
    enrolment = _enrolment(change.author, team, situation)
    if kind.created_by == "lead":
        return _judge_member(change, team, situation)
    void = kind.counts and change.set.get("status") == "void"
    if enrolment == "pending":
        _check_companions(change.set, team, _day(change, change.set), situation)
        waiting = "void" if void else "awaiting_approval"
        return Placing(team, device(situation.device), waiting)
    fits = _check_day(change, change.set, change.author, team, situation, by_clock=kind.counts)
    attention = fits is not None and kind.counts
    state = "void" if void else "attention" if attention else "counted"
    return Placing(team, team_channel(team), state, fits)


def _enrolment(author: str, team: str, situation: Situation) -> EnrolmentState:
    """How the author stands on the phone for the team. Raises ChangeRefused for who never asked to join it
    there, and for who is out (PROTOCOL 5.3.1, 5.3.3)."""
    held = situation.enrolment(author, team)
    if held is None:
        raise ChangeRefused("wrong_channel", "channel")
    if held in OUT:
        raise ChangeRefused("unknown_author", "author")
    return held


def _judge_member(change: Change, team: str, situation: Situation) -> Placing:
    """Only who leads the team now adds a member to it (PROTOCOL 5.3.9)."""
    if situation.enrolment(change.author, team) == "pending":
        raise ChangeRefused("device_pending_other")
    if not _leads(change.author, team, situation):
        raise ChangeRefused("lead_only")
    day = read_day(change.set.get("from"))
    if day is not None and not is_possible_day(day, situation.today):
        raise ChangeRefused("bad_day", "from")
    return Placing(team, team_channel(team), "counted")


def judge_edit(change: Change, there: Record, merged: Merge, situation: Situation) -> Placing:
    """Whether the author may change the record now, and whether its people and its day still fit
    (PROTOCOL 5.3.4 to 5.3.6). Raises ChangeRefused."""
    team = there.team
    if there.waits_on is not None or team is None:
        _check_waiting(change, there, situation)
        if team is not None and "companions" in merged.applied:
            _check_companions(merged.fields, team, _day(change, merged.fields), situation)
        waits = situation.enrolment(change.author, team) == "pending"
        return Placing(team or "", there.channel, "awaiting_approval" if waits else "attention")
    if situation.enrolment(change.author, team) == "pending":
        raise ChangeRefused("device_pending_other")
    _check_editor(change, there, team, situation)
    fits = None
    restored = merged.applied.get("status") == "live" and KINDS[change.kind].counts
    if restored or not merged.applied.keys().isdisjoint(("day", "companions")):
        # The clock of another phone says nothing of the day.
        by_clock = restored and "day" not in merged.applied and change.author == there.author
        fits = _check_day(change, merged.fields, there.author, team, situation, by_clock)
    return Placing(team, there.channel, "counted" if fits is None else "attention", fits)


def state_after_edit(there: Record, merged: Merge, placing: Placing) -> str:
    """How the record is counted afterwards. What a person decided (a session accepted although
    its day did not fit) stays, until the day itself is changed or the session was void."""
    if not KINDS[there.kind].counts:
        return there.state
    if merged.fields.get("status") == "void":
        return "void"
    if there.state == "void":
        return placing.state
    if "day" in merged.applied and there.waits_on is None:
        return placing.state
    return there.state


def record_state(record: Record, situation: Situation) -> str:
    """How a record counts by its own fields: for records that the server moves (approval) or
    writes by settlement (PROTOCOL 5.3.7)."""
    if not KINDS[record.kind].counts:
        return "counted" if record.waits_on is None else "awaiting_approval"
    if record.fields.get("status") == "void":
        return "void"
    if record.waits_on is not None:
        return "awaiting_approval"
    day = read_day(record.fields.get("day"))
    fits = (
        day is not None
        and record.author is not None
        and record.team is not None
        and may_create(record.author, record.team, day, situation.memberships, situation.today)
        and not (_is_clock_wrong(situation) and day_that_fits(record, situation))
    )
    return "counted" if fits else "attention"


def day_that_fits(record: Record, situation: Situation) -> date | None:
    """The day that would fit a session of a phone that waited, its companions too, once the phone's
    clock is put right; None where there is none (PROTOCOL 5.3.3, 5.7.4)."""
    said = read_day(record.fields.get("day"))
    day = None if said is None else _corrected(said, record.fields, situation)
    if day is None:
        return None
    try:
        check_session_day(record, day, situation)
    except ChangeRefused:
        return None
    return day


def check_session_day(there: Record, day: date, situation: Situation) -> None:
    """Whether a session may stand on another day: as in 5.3.5, its author and its companions must
    have been members of its team then. Raises ChangeRefused."""
    if there.author is None or there.team is None:
        raise ChangeRefused("bad_day", "day")
    if not _fits(there.author, there.team, day, situation):
        raise _unfitting(day, situation)
    _check_companions(there.fields, there.team, day, situation)


def _check_waiting(change: Change, there: Record, situation: Situation) -> None:
    if there.waits_on != situation.device:
        raise ChangeRefused("wrong_channel", "channel")
    if there.author != change.author:
        raise ChangeRefused("not_author")


def may_change(change: Change, there: Record, situation: Situation) -> bool:
    """Whether the author of an edit has the right to change this record now (PROTOCOL 5.3.4)."""
    team = there.team
    if there.waits_on is not None or team is None:
        return there.waits_on == situation.device and there.author == change.author
    return _may_edit(change.author, there, team, situation)


def _may_edit(author: str, there: Record, team: str, situation: Situation) -> bool:
    if situation.enrolment(author, team) in (None, *OUT):
        return False
    # Only leads pass for somebody who is nobody's author.
    own = None if KINDS[there.kind].edited_by == "lead" else there.author
    return _leads(author, team, situation) or may_edit_own(
        author, own, team, situation.today, situation.memberships
    )


def _leads(member: str, team: str, situation: Situation) -> bool:
    """Whether the member leads the team now, and was let in for it on this phone: a code for one team
    is no way to what the same person leads elsewhere (PROTOCOL 5.3.4)."""
    is_let_in = situation.enrolment(member, team) == "approved"
    return is_let_in and is_lead(member, team, situation.today, situation.memberships)


def _check_editor(change: Change, there: Record, team: str, situation: Situation) -> None:
    today, memberships = situation.today, situation.memberships
    if _may_edit(change.author, there, team, situation):
        return
    if situation.enrolment(change.author, team) in OUT:
        raise ChangeRefused("unknown_author", "author")
    if is_member(change.author, team, today, memberships):
        raise ChangeRefused("lead_only" if KINDS[change.kind].edited_by == "lead" else "not_author")
    if any(each.member == change.author and each.team == team for each in memberships):
        raise ChangeRefused("not_member")
    raise ChangeRefused("wrong_channel", "channel")


def _check_day(
    change: Change,
    fields: dict[str, Any],
    author: str | None,
    team: str,
    situation: Situation,
    by_clock: bool,
) -> date | None:
    """Returns None if the day fits the memberships of author and companions, or the day corrected by the
    phone's clock: where only that one fits, or `by_clock` where the clock is wrong. Raises ChangeRefused."""
    said = _day(change, fields)
    if author is None:
        return None
    said_fits = _fits(author, team, said, situation)
    day = None
    if not said_fits or (by_clock and _is_clock_wrong(situation)):
        day = _corrected(said, fields, situation)
        day = day if day is not None and _fits(author, team, day, situation) else None
    if said_fits:
        _check_companions(fields, team, said, situation)
        day = day if day is not None and _companions_fit(fields, team, day, situation) else None
    elif day is not None:
        _check_companions(fields, team, day, situation)
    else:
        raise _unfitting(said, situation)
    return day


def _is_clock_wrong(situation: Situation) -> bool:
    return abs(situation.clock_offset) > _WRONG_CLOCK


def _unfitting(day: date, situation: Situation) -> ChangeRefused:
    possible = is_possible_day(day, situation.today)
    return ChangeRefused("not_member" if possible else "bad_day", "day")


def _fits(member: str, team: str, day: date, situation: Situation) -> bool:
    return may_create(member, team, day, situation.memberships, situation.today)


def _check_companions(
    fields: Mapping[str, Any], team: str, day: date, situation: Situation
) -> None:
    if not _companions_fit(fields, team, day, situation):
        raise ChangeRefused("unknown_code", "companions")


def _companions_fit(fields: Mapping[str, Any], team: str, day: date, situation: Situation) -> bool:
    # Who waits on the same phone is let in or not as its own person.
    return all(
        situation.enrolment(companion, team) == "pending" or _fits(companion, team, day, situation)
        for companion in fields.get("companions") or []
    )


def _day(change: Change, fields: dict[str, Any]) -> date:
    """The day a change speaks of: the session's, otherwise Vietnam's day when it was made."""
    said = read_day(fields.get("day"))
    if said is not None:
        return said
    return day_made(change.at)


def day_made(instant: str, offset: float = 0.0) -> date:
    """Vietnam's day when something was made, by a clock that is so many seconds ahead. Raises ChangeRefused."""
    at = read_instant(instant)
    if at is None:
        raise ChangeRefused("bad_shape", "at")
    try:
        return (at - (at.utcoffset() or timedelta()) + _VIETNAM - timedelta(seconds=offset)).date()
    except OverflowError:
        raise ChangeRefused("bad_shape", "at") from None


def _corrected(said: date, fields: Mapping[str, Any], situation: Situation) -> date | None:
    """The day once the phone's clock is put right; None if that changes nothing."""
    start = fields.get("start") or _MIDDAY
    told = datetime.fromisoformat(f"{said.isoformat()}T{start}:00+07:00")
    try:
        day = (told - timedelta(seconds=situation.clock_offset)).date()
    except OverflowError:
        return None
    return None if day == said else day
