"""What is asked of members by name; all else about them stands in their table."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

NAME = "member"
ERASED_NAME = "Đã xóa tên"
"""What stands in the place of a name that was erased."""


def row_id(member: str, team: str) -> str:
    """The id of the row of a member in a team. Phone and server foretell the same one, so that a
    member whom both know is one record (PROTOCOL 4.8)."""
    return str(uuid5(UUID(member), team))


def nameless(values: Any) -> Any:
    """Values of a change, as a phone sent them, with the words for an erased name in the place of a
    name."""
    named = isinstance(values, Mapping) and "name" in values
    return {**values, "name": ERASED_NAME} if named else values
