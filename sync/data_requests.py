"""What members ask for about their own data (PROTOCOL 5.20)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

DATA_REQUEST = "data_request"
ANSWER_WORKING_DAYS = 2
"""Within so many working days after it came a request is answered (Decree 356/2025/NĐ-CP)."""
_SATURDAY = 5
_FREE = ("text", "answer")


def answer_day(received: date) -> date:
    """The last day for the answer: so many working days after the one on which the request came, Monday to
    Friday. Public holidays are not known here, for the government sets them anew each year: over Tết the
    day is earlier than the law asks for, never later."""
    day, left = received, ANSWER_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def told_of_request(received: date) -> dict[str, str]:
    """What the server tells of a request that it takes in."""
    return {"received": received.isoformat(), "answer_by": answer_day(received).isoformat()}


def told_of_answer(outcome: str, day: date, said: str | None = None) -> dict[str, str]:
    """What the server tells of the answer: "done" or "refused", on which day, and in which words, if any."""
    told = {"outcome": outcome, "answered": day.isoformat()}
    return {**told, "answer": said} if said else told


def without_words(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A request without what people wrote in it, which may name whom it is about."""
    return {name: value for name, value in fields.items() if name not in _FREE}
