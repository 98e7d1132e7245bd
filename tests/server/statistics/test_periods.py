"""A range is read by whole months where it holds them, and each of its days once."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from server.totals.periods import days_between, periods_between

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_whole_months_and_the_days_around_them() -> None:
    found = periods_between(date(2026, 1, 30), date(2026, 4, 2))
    assert found == ["2026-01-30", "2026-01-31", "2026-02", "2026-03", "2026-04-01", "2026-04-02"]


@given(DAYS, DAYS)
def test_each_day_once(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = periods_between(first, last)
    days = [day for day in days_between(first, last) if (day in found) != (day[:7] in found)]
    assert days == days_between(first, last)
    assert len(set(found)) == len(found)
