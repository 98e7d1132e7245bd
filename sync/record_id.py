"""Whose a record's id is (PROTOCOL 5.2.9). Phones make ids by chance, so an id that comes from two
phones was copied: each of the two made a record of its own, and none may cost the other one its."""

from uuid import UUID, uuid5

from .change import Change
from .channel import team_of
from .kinds import KINDS, member
from .situation import Record
from .values import same

_MADE_BY_THE_SERVER = "5"
"""The version of such an id, its 15th character; the 20th says that it is an id with a version."""


def is_servers(record: str) -> bool:
    """Whether an id is of uuid version 5, whose ids can be foretold."""
    return record[14] == _MADE_BY_THE_SERVER and record[19] in "89ab"


def separate_id(record: str, device: str) -> str:
    """The id under which the server keeps the record that a phone made with an id of another one's."""
    return str(uuid5(UUID(record), f"made on {device}"))


def is_anothers(change: Change, there: Record, maker: str | None, device: str) -> bool:
    """Whether the record that stands under a change's id was made by another phone, `maker`, than
    the change, so that it is not the one which its create would make. The same author may say the
    same twice. What the server writes is never what a phone made: whoever read
    the id of a record before the server had it could join with a phone of that id."""
    if change.kind == member.NAME or is_servers(change.record):
        return False
    if not KINDS[there.kind].phone_may_write:
        return True
    if maker is None or maker == device:
        return False
    if change.op == "edit" or there.erased:
        return True
    team = team_of(change.channel) or ""
    fields = {**change.set, **KINDS[change.kind].owned_fields(team, change.author)}
    is_told_again = there.kind == change.kind and there.author == change.author
    return not (is_told_again and same(there.fields, fields))
