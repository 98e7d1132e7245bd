"""What is asked of help sessions by name; all else about them stands in their table."""

from collections.abc import Mapping
from typing import Any

from .kind import Fields, named

NAME = "help_session"
SERVICE = "services."
CODE_STARTS = len(SERVICE)


def is_number(field: str) -> bool:
    """Whether a field tells how many people were helped, with all or with one service."""
    return field == "people" or field.startswith(SERVICE)


def people_of(f: Mapping[str, Any]) -> set[str]:
    """The members who took part, by the fields of a session: its author and who came along."""
    return {f["author"], *(f.get("companions") or ())}


def services_of(set_: Mapping[str, Any]) -> list[tuple[str, Fields]]:
    """The services that fields name, with what was done; those that an edit takes away are not among
    them."""
    return named(set_, SERVICE)
