"""What is asked of members by name; all else about them stands in their table."""

from uuid import UUID, uuid5

NAME = "member"
ERASED_NAME = "Đã xóa tên"
"""What stands in the place of a name that was erased."""


def row_id(member: str, team: str) -> str:
    """The id of the row of a member in a team. Phone and server foretell the same one, so that a
    member whom both know is one record (PROTOCOL 4.8)."""
    return str(uuid5(UUID(member), team))
