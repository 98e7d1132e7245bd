"""The days that a report is of: what sort of period they are, and with which others they are compared.
Pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

Span = tuple[date, date]
"""From the first to the last day, both included."""

MONTHS = {"month": 1, "quarter": 3, "year": 12}
WEEK = 7
_SAME_WEEK = timedelta(weeks=52)
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Of which report: of a unit's days, or of days of action."""

    unit: str | None
    first: date | None
    last: date | None
    activity: str | None


def kind_of(first: date, last: date) -> str:
    """month, quarter, year or week (from Monday to Sunday) where the days are just that; else range."""
    if first.day == 1:
        for kind, months in MONTHS.items():
            begins = (first.month - 1) % months == 0
            if begins and last == shifted(first, months) - _ONE:
                return kind
    if first.weekday() == 0 and (last - first).days + 1 == WEEK:
        return "week"
    return "range"


def month_of(first: date, last: date) -> str | None:
    """YYYY-MM where the days are a month, or else None."""
    return first.isoformat()[:7] if kind_of(first, last) == "month" else None


def span_before(first: date, last: date, today: date) -> Span:
    """The period before: the last month, quarter, year or week, or as many days right before. Of one
    that runs `today` it ends where as much of it had gone by."""
    months = MONTHS.get(kind_of(first, last))
    if months:
        return _moved(first, last, today, -months)
    back = last - first + _ONE
    return first - back, _end(first, last, today) - back


def span_a_year_before(first: date, last: date, today: date) -> Span:
    """The same time of the year before, cut as `span_before`; of a week that of 52 weeks before, which
    has the same days of the week."""
    kind = kind_of(first, last)
    if kind == "week":
        return first - _SAME_WEEK, _end(first, last, today) - _SAME_WEEK
    if kind == "range":
        return shifted(first, -12), shifted(_end(first, last, today), -12)
    return _moved(first, last, today, -12)


def year_to_date(first: date, last: date, today: date) -> Span:
    """From the first day of the year to the period's last day, or to today while it runs."""
    end = _end(first, last, today)
    return date(end.year, 1, 1), end


def shifted(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end(first: date, last: date, today: date) -> date:
    return today if first <= today < last else last


def _moved(first: date, last: date, today: date, months: int) -> Span:
    """Whole months from the first of one to the end of one, moved."""
    end = _end(first, last, today)
    # The end of a month goes to the end of a month, be it longer or shorter.
    moved = shifted(end, months) if end < last else shifted(last + _ONE, months) - _ONE
    return shifted(first, months), moved
