"""What is asked of members by name; all else about them stands in their table."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from ..text import fold

NAME = "member"
ERASED_NAME = "Đã xóa tên"
"""What stands in the place of a name that was erased."""
# Without marks and capitals: without a letter, with what no name here is written with (some of it is drawn
# like Latin letters, or not at all), and what stands for an erased name.
_NO_NAME = re.compile("[^a-z]*|.*[^ -~ß-ɏ‐-…].*|" + re.escape(fold(ERASED_NAME)), re.DOTALL)


def is_name(text: str) -> bool:
    """Whether a text in NFC may be somebody's name: Latin writing with a letter, which does not say that
    the name was erased."""
    return _NO_NAME.fullmatch(fold(text)) is None


def row_id(member: str, team: str) -> str:
    """The id of the row of a member in a team. Phone and server foretell the same one, so that a
    member whom both know is one record (PROTOCOL 4.8)."""
    return str(uuid5(UUID(member), team))


def nameless(values: Any) -> Any:
    """Values of a change, as a phone sent them, with the words for an erased name in the place of a
    name."""
    named = isinstance(values, Mapping) and "name" in values
    return {**values, "name": ERASED_NAME} if named else values
