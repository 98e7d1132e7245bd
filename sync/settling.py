"""A person's word on what the rules could not take (PROTOCOL 5.7)."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from .change import Change
from .channel import team as team_channel
from .channel import team_of
from .correction import FIELD, correction
from .formats import read_day
from .kinds import KINDS
from .membership import is_possible_day
from .merge import with_fields
from .refusal import ChangeRefused
from .situation import Record, Situation
from .values import same
from .write_permissions import check_new_id, check_session_day


def accept_change(
    change: Change,
    there: Record | None,
    waiting: bool = True,
    edited: Mapping[str, Any] | None = None,
    id_taken: bool = False,
) -> Record:
    """The record after a change that waited in review was accepted: a create goes into
    the team's channel it names, an edit overrules what stands there now. `waiting`: the phone in
    whose channel the record stands may still be approved. `edited`: somebody put in values of their
    own, and this is what a session tells of it. `id_taken`: the phone gave the record an id of
    another phone's, and the change names the one of its own (5.2.9). Raises ChangeRefused
    where there is nothing to accept: record_exists, needs_create, erased, wrong_channel,
    bad_value where the record would not be whole, and served_too_many (5.7.2)."""
    if there is not None and there.erased:
        raise ChangeRefused("erased")
    if change.op == "create":
        return _create(change, there, edited, id_taken)
    if there is None:
        raise ChangeRefused("needs_create")
    said: dict[str, Any] = {}
    if KINDS[there.kind].tells_who:
        said = {FIELD: correction(change, there.author)} if edited is None else dict(edited)
    return overrule(there, {**change.set, **said}, waiting)


def overrule(there: Record, fields: dict[str, Any], waiting: bool = True) -> Record:
    """The record with these fields set whatever stood there: an accepted proposal, or an accepted
    edit. Void taken back on a phone that was refused is in the team's channel from then on: no
    approval is to come that could still settle it. Raises ChangeRefused where the record would
    not be whole, and served_too_many where a service would be for more people than were there."""
    whole = with_fields(there.fields, fields)
    KINDS[there.kind].check_whole(whole)
    KINDS[there.kind].check_settled(there.fields, whole)
    state = _state_after(there, whole, fields)
    if there.team is not None and not waiting and state == "awaiting_approval":
        return there._replace(fields=whole, state="counted", channel=team_channel(there.team))
    return there._replace(fields=whole, state=state)


def mend_day(
    there: Record, day: str, said: Mapping[str, Any] | None, situation: Situation
) -> Record:
    """A session that waits because of its day, set to the day that fits, where it counts; `said` is
    what it tells of who did that. Memberships may have moved since the day was found: it is looked
    at again (5.3.5). Raises ChangeRefused."""
    check_session_day(there, date.fromisoformat(day), situation)
    return overrule(there, {"day": day, FIELD: said})


def check_vouched(set_: Mapping[str, Any], members: Container[str], today: date) -> None:
    """Whoever types values into a record vouches for the day, not for people: the day must be a
    possible one, and companions must be among `members`, who once stood in the team (PROTOCOL
    5.7.7, 5.8.3). Raises ChangeRefused."""
    day = read_day(set_.get("day"))
    if day is not None and not is_possible_day(day, today):
        raise ChangeRefused("bad_day", "day")
    for companion in set_.get("companions") or []:
        if companion not in members:
            raise ChangeRefused("unknown_code", "companions")


def check_people(change: Change, team: str | None, situation: Situation) -> None:
    """Whoever accepts a change vouches for its day, not for people nobody knows: its author is a
    person of the phone or once stood in the team, and its companions once stood there (PROTOCOL
    5.7.1). Raises ChangeRefused."""
    known = {each.member for each in situation.memberships if each.team == team}
    if change.author not in known and not situation.is_enrolled(change.author):
        raise ChangeRefused("unknown_author", "author")
    if not known.issuperset(change.set.get("companions") or []):
        raise ChangeRefused("unknown_code", "companions")


def _create(
    change: Change, there: Record | None, edited: Mapping[str, Any] | None, id_taken: bool
) -> Record:
    team = team_of(change.channel)
    if team is None:
        raise ChangeRefused("wrong_channel", "channel")
    owned = KINDS[change.kind].owned_fields(team, change.author)
    fields = with_fields(change.set, {**owned, **(edited or {})})
    if there is not None:
        if there.kind == change.kind and same(there.fields, fields):
            return there
        raise ChangeRefused("record_exists")
    if not id_taken:
        check_new_id(change)
    KINDS[change.kind].check_whole(fields)
    if edited is not None:
        KINDS[change.kind].check_settled({}, fields)
    state = _state(change.kind, fields)
    return Record(change.kind, team_channel(team), state, fields, change.author)


def _state_after(there: Record, whole: dict[str, Any], fields: dict[str, Any]) -> str:
    """Who settles one field says nothing about a day that did not fit, unless it is the day."""
    if _state(there.kind, whole) == "void":
        return "void"
    if there.waits_on is not None:
        return "awaiting_approval" if there.state == "void" else there.state
    return "counted" if there.state == "void" or "day" in fields else there.state


def _state(kind: str, fields: dict[str, Any]) -> str:
    is_void = KINDS[kind].counts and fields.get("status") == "void"
    return "void" if is_void else "counted"
