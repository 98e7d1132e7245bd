"""Walked by test_recipes.py in a copy of the project whose report has one column more, by one entry of
server/reports/report_columns.py and a cell in each paper: not collected in the project itself."""

import io

import docx
import pytest

from tests.server.reports.months import book, fetch, work
from tests.town import Town


@pytest.fixture
def town(town: Town) -> Town:
    work(town)
    return town


def test_the_spreadsheet_has_it(town: Town) -> None:
    rows = list(book(town.desk())["Báo cáo"].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "TT")
    assert rows[start][6:8] == ("Đạt", "Ghi chú")
    reached = {row[1]: row[6] for row in rows[start:] if row[0]}
    assert reached["Lượt người dân được giúp"] == "chưa"


@pytest.mark.parametrize("layout", ["doan", "nd30"])
def test_the_paper_has_it(town: Town, layout: str) -> None:
    paper = docx.Document(io.BytesIO(fetch(town.desk(), "report.docx", layout=layout).body))
    (table,) = (
        each
        for each in paper.tables
        if each.rows[0].cells[0].text == "TT" and "Đạt" in texts(each.rows[0])
    )
    reached = {texts(row)[1]: texts(row)[6] for row in table.rows}
    assert reached["Lượt người dân được giúp"] == "chưa"


def texts(row: docx.table._Row) -> list[str]:
    return [cell.text for cell in row.cells]
