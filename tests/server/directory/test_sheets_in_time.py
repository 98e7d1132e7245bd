"""A sheet keeps nobody waiting for longer than it says, whatever its rows are."""

from collections.abc import Callable
from itertools import islice, product
from time import process_time
from typing import Any

import pytest
from flask import Flask

from server.directory.use_cases import members_from_sheet, sheet_report, units_from_sheet
from server.directory.use_cases.changing_members import Changes
from server.spreadsheets.turn import lock_of_spreadsheets, turn
from sync.problems import ProblemError
from tests.server.directory.bringing import MEMBERS, bring, counts, stock
from tests.server.directory.test_dear_sheets import LAST, members, units
from tests.town import TEAM, Town
from tests.wires import Browser

ROWS = 20
Send = Callable[..., Any]


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


def test_names_that_differ_in_marks_only_cost_no_more_than_others(desk: Browser) -> None:
    def seconds(*syllables: str) -> float:
        rows = [[" ".join(each)] for each in islice(product(syllables, repeat=8), 5_000)]
        began = process_time()
        answer = bring(desk, MEMBERS, ["Họ và tên"], *rows, team=TEAM, dry_run=True)
        assert counts(answer) == {"added": 5_000}
        return process_time() - began

    many = seconds("Bà", "Bé", "Bỉ", "Bõ", "Bụ", "Bỳ")
    assert seconds("Bà", "Bá", "Bả", "Bã", "Bạ", "Bâ") <= 2 * many


@pytest.mark.parametrize(
    ("send", "module", "slow", "there"),
    [
        (members, members_from_sheet, "_name", False),
        (members, members_from_sheet, "begin_newcomer", False),
        (members, Changes, "change", True),
        (units, units_from_sheet, "SheetUnit", False),
        (units, units_from_sheet, "correct", True),
        (units, units_from_sheet, "end", True),
        (units, units_from_sheet, "set_up", False),
    ],
)
def test_no_row_is_begun_once_the_time_is_up(
    app: Flask,
    desk: Browser,
    monkeypatch: pytest.MonkeyPatch,
    send: Send,
    module: Any,
    slow: str,
    there: bool,
) -> None:
    """Each row takes a second; nobody waits while all of them are worked out for the first time."""
    if there:
        assert counts(send(desk, range(ROWS), None)) == {"added": ROWS}
    more = {"kind": "Tổ"} if slow == "correct" else {}
    before, begun = stock(app), []
    work = getattr(module, slow)

    def slowly(*given: Any, **named: Any) -> Any:
        begun.append(slow)
        return work(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(sheet_report, "monotonic", lambda: float(len(begun)))
        patch.setattr(module, slow, slowly)
        answer = send(desk, range(ROWS), LAST, **more)
    assert (answer.status, answer.code) == (503, "sheet_slow")
    assert len(begun) == ROWS + sheet_report.LOCKED_SECONDS + 1
    assert stock(app) == before
    assert send(desk, range(ROWS), LAST, **more).status == 200


@pytest.mark.parametrize("send", [members, units])
def test_the_next_sheet_waits_until_this_one_is_written(
    desk: Browser, monkeypatch: pytest.MonkeyPatch, send: Send
) -> None:
    record, told = sheet_report.record_audit, []

    def recorded(*given: Any) -> None:
        record(*given)
        with pytest.raises(ProblemError) as caught, turn(lock_of_spreadsheets()):
            pass
        told.append(caught.value.problem.code)

    with monkeypatch.context() as patch:
        patch.setattr(sheet_report, "record_audit", recorded)
        assert send(desk, range(ROWS), LAST).status == 200
    assert told == ["sheet_busy"]
    assert send(desk, range(ROWS, 2 * ROWS), LAST, dry_run=True).status == 200
