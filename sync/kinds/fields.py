"""Readers of single fields, shared by the kinds. Each gives the clean value or raises
ChangeRefused with the field's name."""

import re
from typing import Any

from ..forms import is_code, is_time, is_uuid, read_day
from ..refusal import ChangeRefused
from ..values import nfc, whole_number

_EDGES = re.compile(r"^[ \t\r\n]+|[ \t\r\n]+$")
_LIVE = ("live", "void")


def uuid(value: Any, field: str) -> str:
    """A record's or member's id."""
    return str(value) if is_uuid(value) else _refuse(field)


def code(value: Any, field: str) -> str:
    """A catalogue code by its form; whether it exists is for the server to look up."""
    return str(value) if is_code(value) else _refuse(field)


def day(value: Any, field: str) -> str:
    """ "YYYY-MM-DD", a day of the calendar."""
    if read_day(value) is None:
        raise ChangeRefused("bad_day", field)
    return str(value)


def time(value: Any, field: str) -> str:
    """ "HH:MM"."""
    return str(value) if is_time(value) else _refuse(field)


def count(value: Any, field: str, most: int) -> int:
    """A whole number from 1 to `most`."""
    number = whole_number(value)
    return number if number is not None and 1 <= number <= most else _refuse(field)


def text(value: Any, field: str, most: int) -> str:
    """Text in NFC without blanks at its edges, at most `most` code points; may be empty."""
    if not isinstance(value, str) or "\x00" in value:
        raise ChangeRefused("bad_value", field)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ChangeRefused("bad_value", field)
    clean: str = _EDGES.sub("", nfc(value))
    return clean if len(clean) <= most else _refuse(field)


def status(value: Any, field: str) -> str:
    """Void is a field, never a deletion."""
    return str(value) if value in _LIVE and isinstance(value, str) else _refuse(field)


def members(value: Any, field: str, most: int) -> list[str]:
    """Distinct ids, sorted, so that the order of tapping makes no conflict."""
    if not isinstance(value, list):
        raise ChangeRefused("bad_value", field)
    found = sorted({uuid(each, field) for each in value})
    return found if len(found) <= most else _refuse(field)


def codes(value: Any, field: str, most: int) -> list[str]:
    """Distinct codes, sorted."""
    if not isinstance(value, list):
        raise ChangeRefused("bad_value", field)
    found = sorted({code(each, field) for each in value})
    return found if len(found) <= most else _refuse(field)


def _refuse(field: str) -> Any:
    raise ChangeRefused("bad_value", field)
