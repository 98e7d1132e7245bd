"""Who may write what (PROTOCOL 5.3): pure functions of memberships that the server looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from .protocol_limits import FIRST_DAY, FIRST_MEMBERSHIP_DAYS, FUTURE_DAYS

_FIRST_DAY = date.fromisoformat(FIRST_DAY)
_FUTURE = timedelta(days=FUTURE_DAYS)

Role = Literal["volunteer", "lead"]
EnrolmentState = Literal["approved", "pending", "refused", "ended", "barred"]
"""`barred`: was let in, until the phone was stopped; phones are told `ended`."""
OUT: frozenset[EnrolmentState] = frozenset({"refused", "barred"})
"""Of whom nobody says any more that the phone is theirs."""


class Membership(NamedTuple):
    """A member in a team from `start` to `end`, both days included; `end` None: until today."""

    member: str
    team: str
    role: Role
    affiliation: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A person on a phone, for one team."""

    member: str
    team: str
    state: EnrolmentState


def is_possible_day(day: date, today: date) -> bool:
    """Whether anybody can have worked on that day, as far as the server's own day tells."""
    return _FIRST_DAY <= day <= today + _FUTURE


def was_member(member: str, team: str, day: date, memberships: Iterable[Membership]) -> bool:
    """Whether the member stood in the team on that day. The first membership that a member ever
    had reaches back 30 days, one that ended by a move reaches into the day of the move (PROTOCOL
    5.3.3)."""
    return _was_member(member, team, day, tuple(memberships))


# Of a batch nearly all changes ask the same.
@lru_cache(maxsize=1024)
def _was_member(member: str, team: str, day: date, memberships: tuple[Membership, ...]) -> bool:
    own = [each for each in memberships if each.member == member]
    first = min((each.start for each in own if not _passed_through(each, own)), default=None)
    return any(_covers(each, day, first, own) for each in own if each.team == team)


def last_day(membership: Membership, memberships: Iterable[Membership]) -> date | None:
    """The last day that a membership covers, None where it goes on. The day on which its member
    begins in another team right after it belongs to both teams, for what was recorded before the
    phone heard of the move (PROTOCOL 5.3.3)."""
    if membership.end is None:
        return None
    next_day = membership.end + timedelta(days=1)
    moved = any(
        (each.member, each.start) == (membership.member, next_day) and each.team != membership.team
        for each in memberships
    )
    return next_day if moved else membership.end


def may_create(
    author: str, team: str, day: date, memberships: Iterable[Membership], today: date
) -> bool:
    """Whether the author may record something in the team for that day (PROTOCOL 5.3.3)."""
    return is_possible_day(day, today) and was_member(author, team, day, memberships)


def is_lead(member: str, team: str, today: date, memberships: Iterable[Membership]) -> bool:
    """Whether the member leads the team now."""
    return any(
        each.member == member and each.team == team and each.role == "lead" and _open(each, today)
        for each in memberships
    )


def may_edit_own(
    author: str,
    record_author: str | None,
    team: str,
    today: date,
    memberships: Iterable[Membership],
) -> bool:
    """Whether the author may change a record of a team as its own now, on the day of a move too
    (PROTOCOL 5.3.4)."""
    own = [each for each in memberships if each.member == author]
    return author == record_author and any(
        _covers(each, today, None, own) for each in own if each.team == team
    )


def is_member(member: str, team: str, today: date, memberships: Iterable[Membership]) -> bool:
    """Whether the member stands in the team now."""
    return any(
        each.member == member and each.team == team and _open(each, today) for each in memberships
    )


def _covers(
    membership: Membership, day: date, first: date | None, own: Iterable[Membership]
) -> bool:
    """Whether the day is one of the membership's. `first`: the beginning that reaches back; `own`:
    all memberships of the member."""
    start, end = membership.start, last_day(membership, own)
    if start == first and not _passed_through(membership, own):
        start -= timedelta(days=FIRST_MEMBERSHIP_DAYS)
    return start <= day and (end is None or day <= end)


def _passed_through(membership: Membership, own: Iterable[Membership]) -> bool:
    """Whether it ended before it began because the member moved on at once: what was done before
    was not done here. Of a team that ended before somebody joined the older days still count."""
    end = membership.end
    return end is not None and end < membership.start and end != last_day(membership, own)


def _open(membership: Membership, today: date) -> bool:
    return membership.start <= today and (membership.end is None or today <= membership.end)
