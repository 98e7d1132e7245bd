"""The written forms of ids, codes, days and times. All refuse anything but exact text."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from .protocol_limits import CODE_CHARS

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODE = re.compile(rf"[A-Z0-9_]{{1,{CODE_CHARS}}}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_CHARS = len("2026-11-24")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)


def is_uuid(value: Any) -> bool:
    """Lowercase uuid with dashes."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def is_code(value: Any) -> bool:
    """A catalogue code: capitals, digits, underscore."""
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def is_time(value: Any) -> bool:
    """ "HH:MM" of 24 hours."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def read_day(value: Any) -> date | None:
    """The day of "YYYY-MM-DD", None if it is no day of the calendar."""
    if not isinstance(value, str) or len(value) != _DAY_CHARS:
        return None
    return _day(value)


# Of a batch nearly all changes name one of a few. What is longer is not remembered.
@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_instant(value: Any) -> datetime | None:
    """The instant of "2026-11-24T09:10:00+07:00"; None without a zone or if it does not exist."""
    if not isinstance(value, str) or _INSTANT.fullmatch(value) is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
