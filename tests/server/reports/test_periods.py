"""Which days a report is compared with, and what its days are called."""

from datetime import date

import pytest

from server.reports.comparison import change, changed
from server.reports.period_names import following, in_file_name, long_period, numeric_period
from server.reports.periods import (
    kind_of,
    month_of,
    span_a_year_before,
    span_before,
    year_to_date,
)

LATER = date(2030, 1, 1)


def days(text: str) -> tuple[date, date]:
    first, last = text.split("..")
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("of", "kind", "before", "year_before"),
    [
        ("2026-11-01..2026-11-30", "month", "2026-10-01..2026-10-31", "2025-11-01..2025-11-30"),
        ("2027-02-01..2027-02-28", "month", "2027-01-01..2027-01-31", "2026-02-01..2026-02-28"),
        ("2029-02-01..2029-02-28", "month", "2029-01-01..2029-01-31", "2028-02-01..2028-02-29"),
        ("2026-01-01..2026-01-31", "month", "2025-12-01..2025-12-31", "2025-01-01..2025-01-31"),
        ("2026-10-01..2026-12-31", "quarter", "2026-07-01..2026-09-30", "2025-10-01..2025-12-31"),
        ("2026-01-01..2026-03-31", "quarter", "2025-10-01..2025-12-31", "2025-01-01..2025-03-31"),
        ("2026-01-01..2026-12-31", "year", "2025-01-01..2025-12-31", "2025-01-01..2025-12-31"),
        ("2026-11-23..2026-11-29", "week", "2026-11-16..2026-11-22", "2025-11-24..2025-11-30"),
        ("2026-12-28..2027-01-03", "week", "2026-12-21..2026-12-27", "2025-12-29..2026-01-04"),
        ("2026-11-05..2026-11-14", "range", "2026-10-26..2026-11-04", "2025-11-05..2025-11-14"),
        ("2028-02-29..2028-02-29", "range", "2028-02-28..2028-02-28", "2027-02-28..2027-02-28"),
        # Seven days, but from another day than Monday on; three months, but no quarter.
        ("2026-11-24..2026-11-30", "range", "2026-11-17..2026-11-23", "2025-11-24..2025-11-30"),
        ("2026-02-01..2026-04-30", "range", "2025-11-04..2026-01-31", "2025-02-01..2025-04-30"),
    ],
)
def test_what_is_over_is_compared_whole(of: str, kind: str, before: str, year_before: str) -> None:
    assert kind_of(*days(of)) == kind
    assert span_before(*days(of), LATER) == days(before)
    assert span_a_year_before(*days(of), LATER) == days(year_before)
    assert month_of(*days(of)) == (of[:7] if kind == "month" else None)


@pytest.mark.parametrize(
    ("of", "today", "before", "year_before", "to_date"),
    [
        (
            *("2026-11-01..2026-11-30", "2026-11-24"),
            *("2026-10-01..2026-10-24", "2025-11-01..2025-11-24", "2026-01-01..2026-11-24"),
        ),
        (
            *("2026-11-01..2026-11-30", "2026-11-30"),
            *("2026-10-01..2026-10-31", "2025-11-01..2025-11-30", "2026-01-01..2026-11-30"),
        ),
        (
            *("2026-03-01..2026-03-31", "2026-03-30"),
            *("2026-02-01..2026-02-28", "2025-03-01..2025-03-30", "2026-01-01..2026-03-30"),
        ),
        (
            *("2026-10-01..2026-12-31", "2026-11-24"),
            *("2026-07-01..2026-08-24", "2025-10-01..2025-11-24", "2026-01-01..2026-11-24"),
        ),
        (
            *("2026-11-23..2026-11-29", "2026-11-24"),
            *("2026-11-16..2026-11-17", "2025-11-24..2025-11-25", "2026-01-01..2026-11-24"),
        ),
        (
            *("2026-11-20..2026-11-29", "2026-11-24"),
            *("2026-11-10..2026-11-14", "2025-11-20..2025-11-24", "2026-01-01..2026-11-24"),
        ),
    ],
)
def test_what_runs_is_compared_as_far_as_it_has_come(
    of: str, today: str, before: str, year_before: str, to_date: str
) -> None:
    now = date.fromisoformat(today)
    assert span_before(*days(of), now) == days(before)
    assert span_a_year_before(*days(of), now) == days(year_before)
    assert year_to_date(*days(of), now) == days(to_date)


@pytest.mark.parametrize(
    ("of", "short", "long", "next_one", "file"),
    [
        (
            *("2026-11-01..2026-11-30", "tháng 11/2026 (từ 01/11/2026 đến 30/11/2026)"),
            *("tháng 11 năm 2026", "tháng 12 năm 2026", "2026-11"),
        ),
        (
            *("2026-10-01..2026-12-31", "quý IV/2026 (từ 01/10/2026 đến 31/12/2026)"),
            *("quý IV năm 2026", "quý I năm 2027", "quy-4-2026"),
        ),
        (
            *("2026-01-01..2026-12-31", "năm 2026 (từ 01/01/2026 đến 31/12/2026)"),
            *("năm 2026", "năm 2027", "nam-2026"),
        ),
        (
            *("2026-11-23..2026-11-29", "tuần (từ 23/11/2026 đến 29/11/2026)"),
            "tuần từ 23/11/2026 đến 29/11/2026",
            "tuần từ 30/11/2026 đến 06/12/2026",
            "tuan-2026-11-23",
        ),
        (
            *("2026-11-05..2026-11-14", "từ 05/11/2026 đến 14/11/2026"),
            *("thời gian từ 05/11/2026 đến 14/11/2026", "thời gian tới", "2026-11-05-2026-11-14"),
        ),
    ],
)
def test_days_have_names(of: str, short: str, long: str, next_one: str, file: str) -> None:
    first, last = days(of)
    told = {
        "kind": kind_of(first, last),
        "month": month_of(first, last),
        "from": first.isoformat(),
        "to": last.isoformat(),
    }
    assert numeric_period(told) == short
    assert long_period(told) == long
    assert following(told) == next_one
    assert in_file_name(told) == file


def test_a_change_is_told_with_its_sign_and_nothing_grows_from_nothing() -> None:
    assert [changed(change(*pair) or 0) for pair in ((9, 8), (7, 8), (8, 8), (24, 8))] == [
        "+12,5%",
        "−12,5%",
        "0,0%",
        "+200,0%",
    ]
    assert change(3, 0) is None
