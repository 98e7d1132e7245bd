"""A person's word on what the rules could not take (PROTOCOL 5.7)."""

from dataclasses import replace
from typing import Any

from .change import Change
from .channel import team as team_channel
from .channel import team_of
from .judgement import check_new_id
from .kinds import KINDS, help_session
from .merge import with_fields
from .refusal import ChangeRefused
from .situation import Record
from .values import same


def accept_change(change: Change, there: Record | None) -> Record:
    """The record after a change that waited in review was accepted as it is: a create goes into
    the team's channel it names, an edit overrules what stands there now. Raises ChangeRefused
    where there is nothing to accept: record_exists, needs_create, erased, wrong_channel, and
    bad_value where the record would not be whole."""
    if there is not None and there.erased:
        raise ChangeRefused("erased")
    if change.op == "create":
        return _create(change, there)
    if there is None:
        raise ChangeRefused("needs_create")
    return overrule(there, change.set)


def overrule(there: Record, fields: dict[str, Any]) -> Record:
    """The record with these fields set whatever stood there: an accepted proposal, or an accepted
    edit. Raises ChangeRefused where the record would not be whole."""
    whole = with_fields(there.fields, fields)
    KINDS[there.kind].check_whole(whole)
    state = _state(there.kind, whole)
    return replace(there, fields=whole, state=there.state if there.waits_on else state)


def _create(change: Change, there: Record | None) -> Record:
    team = team_of(change.channel)
    if team is None:
        raise ChangeRefused("wrong_channel", "channel")
    fields = with_fields(change.set, KINDS[change.kind].owned_fields(team, change.author))
    if there is not None:
        if there.kind == change.kind and same(there.fields, fields):
            return there
        raise ChangeRefused("record_exists")
    check_new_id(change)
    KINDS[change.kind].check_whole(fields)
    state = _state(change.kind, fields)
    return Record(change.kind, team_channel(team), state, fields, change.author)


def _state(kind: str, fields: dict[str, Any]) -> str:
    is_void = kind == help_session.NAME and fields.get("status") == "void"
    return "void" if is_void else "counted"
