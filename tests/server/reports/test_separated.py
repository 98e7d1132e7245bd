"""A line of comma-separated values: the same examples as in pwa/src/components/lead/csv.test.ts."""

from unicodedata import normalize

import pytest

from server.reports.csv import line


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("＋84", "'＋84"),
        ("－2", "'－2"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("\u3000＝1", "'\u3000＝1"),
        (" =1", "' =1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "\"'\r'=1\""),
        ("Lan, Minh", '"Lan, Minh"'),
        ('tổ "xanh"', '"tổ ""xanh"""'),
        ("Lan; Minh", '"Lan; Minh"'),
        ("hai\ndòng", '"hai\ndòng"'),
        ("cuối ", '"cuối "'),
        (normalize("NFD", "Phổ"), "Phổ"),
    ],
)
def test_text_breaks_nothing_and_does_nothing(text: str, cell: str) -> None:
    assert line([text, 1]) == f"{cell},1\r\n"


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell() -> None:
    assert line(["Lan", -3, None]) == "Lan,-3,\r\n"


def test_semicolons_stand_between_where_commas_stand_in_numbers() -> None:
    assert line(["Lan, Minh", 1, None, "=1"], ";") == '"Lan, Minh";1;;\'=1\r\n'
