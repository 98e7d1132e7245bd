"""Days in a file of Excel: numbers that count from one, and the styles by which they are known."""

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

EPOCH, EPOCH_OF_MACS = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # a day, no moment
Shows = Literal["day", "span"]
"""A span is a time that may be longer than a day."""

OWN: dict[str, Shows] = {
    **{str(number): "day" for number in (*range(14, 23), 45, 47)},
    "46": "span",
}
"""Excel's own formats with a day or a time in them, by their numbers (ECMA-376, 18.8.30)."""
_QUOTED = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^][]*\]')
_OF_DAYS = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_OF_SPANS = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)
_MILLISECONDS = 86_400_000


def shows(form: str) -> Shows | None:
    """What a number is shown as by a file's own format."""
    first = form.partition(";")[0]
    if not _OF_DAYS.search(_QUOTED.sub("", first)):
        return None
    return "span" if _OF_SPANS.search(first) else "day"


def day_of(value: float, epoch: datetime, meant: Shows) -> datetime | time | timedelta:
    """What Excel shows for the number. Raises OverflowError and ValueError beyond its days."""
    if meant == "span":
        span = timedelta(days=value)
        seconds = span // timedelta(seconds=1)
        return timedelta(seconds=seconds, microseconds=round(span.microseconds, -3))
    whole, part = divmod(value, 1)
    rest = timedelta(milliseconds=round(part * _MILLISECONDS))
    if 0 <= value < 1 and rest.days == 0:
        return (epoch + rest).time()
    # Excel believes that there was a 29th of February in 1900.
    if 0 < value < 60 and epoch == EPOCH:
        whole += 1
    return epoch + timedelta(days=whole) + rest


def iso_day(text: str) -> date | time:
    """A day, a moment or a time as ISO 8601 writes them. Raises ValueError."""
    if "T" not in text and ":" in text:
        return time.fromisoformat(text).replace(tzinfo=None)
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=None)
