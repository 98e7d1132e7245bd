"""Numbers, days and moments as official papers write them."""

import pytest

from server.reports.vietnamese import (
    capital,
    long_day,
    long_month,
    lowered,
    moment,
    month_after,
    numeric_day,
    numeric_month,
    percent,
    tenths,
    whole,
)


def test_numbers_have_points_for_thousands_and_a_comma_for_parts() -> None:
    assert [whole(each) for each in (0, 999, 1234567, -1345)] == ["0", "999", "1.234.567", "-1.345"]
    assert [percent(each) for each in (0.625, 1, 0, 12.345)] == [
        "62,5%",
        "100,0%",
        "0,0%",
        "1.234,5%",
    ]


def test_halves_go_up_and_what_falls_short_of_all_is_never_all() -> None:
    shares = (1 / 16, 2 / 3, 0.9994, 0.9996, 1.0004)
    assert [percent(each) for each in shares] == ["6,3%", "66,7%", "99,9%", "99,9%", "100,0%"]
    assert [tenths(each) for each in shares] == [63, 667, 999, 999, 1000]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-05", "ngày 05 tháng 3 năm 2026"),
        ("2026-01-15", "ngày 15 tháng 01 năm 2026"),
        ("2026-02-09", "ngày 09 tháng 02 năm 2026"),
        ("2026-11-26", "ngày 26 tháng 11 năm 2026"),
    ],
)
def test_a_0_stands_before_days_below_10_and_the_first_two_months(day: str, said: str) -> None:
    assert long_day(day) == said


def test_days_and_months_in_figures() -> None:
    assert numeric_day("2026-03-05") == "05/03/2026"
    assert numeric_month("2026-03") == "03/2026"
    assert [long_month(each) for each in ("2026-02", "2026-03")] == [
        "tháng 02 năm 2026",
        "tháng 3 năm 2026",
    ]
    assert [month_after(each) for each in ("2026-09", "2026-12")] == ["2026-10", "2027-01"]


def test_a_moment_is_told_in_viet_nams_time() -> None:
    assert moment("2026-11-26T07:05:00+00:00") == "14:05 ngày 26/11/2026"
    assert moment("2026-11-25T23:30:00+00:00") == "06:30 ngày 26/11/2026"


def test_letters_at_the_beginning() -> None:
    assert (capital("đội hình"), lowered("Đội hình")) == ("Đội hình", "đội hình")
    assert (lowered("VNeID"), lowered("")) == ("VNeID", "")
