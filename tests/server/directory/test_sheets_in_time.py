"""A sheet keeps nobody waiting for longer than it says, whatever its rows are."""

import gc
from collections.abc import Callable, Iterator
from itertools import islice, product
from math import inf
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import process_time
from typing import Any

import pytest
from flask import Flask

from server.directory.use_cases import members_from_sheet, sheet_report, units_from_sheet
from server.directory.use_cases.changing_members import Changes
from server.records import write_budget
from server.scope import unit_editing
from server.spreadsheets.turn import lock_of_spreadsheets, turn
from sync.problems import ProblemError
from tests.server.directory.bringing import MEMBERS, UNITS, bring, counts, stock
from tests.server.directory.test_dear_sheets import (
    FIRST,
    GIVEN,
    LAST,
    MIDDLE,
    OF_UNITS,
    SURNAMES,
    members,
    units,
)
from tests.town import TEAM, Town
from tests.wires import Answer, Browser
from tests.workbooks import sent, workbook

ROWS = 20
Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def nothing_to_collect() -> Iterator[None]:
    """What all tests before left in this process is no part of what a file costs: to look through it once for
    garbage takes a second."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def desk(town: Town) -> Browser:
    return town.desk()


def test_names_that_differ_in_marks_only_cost_no_more_than_others(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_editing, "MOST_MEMBERS", 6_000)

    def seconds(*syllables: str) -> float:
        rows = [[" ".join(each)] for each in islice(product(syllables, repeat=8), 5_000)]
        began = process_time()
        answer = bring(desk, MEMBERS, ["Họ và tên"], *rows, team=TEAM, dry_run=True)
        assert counts(answer) == {"added": 5_000}
        return process_time() - began

    many = seconds("Bà", "Bé", "Bỉ", "Bõ", "Bụ", "Bỳ")
    assert seconds("Bà", "Bá", "Bả", "Bã", "Bạ", "Bâ") <= 2 * many


def spent() -> float:
    """Seconds of the processor, with those of the process that reads the file."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def sheet(number: int, where: str, text: str) -> list[str | None]:
    if where == MEMBERS:
        return [text[:60]]
    kind, parent = ("Thôn", f"X{number % 6:05}") if number >= 6 else ("Xã", None)
    return [f"X{number:05}", text[:120], kind, parent, FIRST, None]


@pytest.mark.parametrize(("where", "columns"), [(MEMBERS, ["Họ và tên"]), (UNITS, OF_UNITS)])
def test_all_names_of_a_file_take_so_long_to_look_through(
    app: Flask, desk: Browser, monkeypatch: pytest.MonkeyPatch, where: str, columns: list[str]
) -> None:
    """Each of 120 characters held a worker, and the only turn, for more than a millisecond. How fast this
    machine is, a file of usual names says: it takes as long as it takes, and dear ones get no longer."""
    monkeypatch.setattr(unit_editing, "MOST_MEMBERS", 6_000)
    more = {"team": TEAM} if where == MEMBERS else {}
    usual = [" ".join(each) for each in product(SURNAMES, MIDDLE, GIVEN, GIVEN)][:1_500]
    if where == UNITS:
        usual = [f"Thôn {n % 30 + 1} {each}" for n, each in enumerate(usual)]
    dear = [f"{n} " + "a1b2c3d4e5 " * 14 for n in range(2_500)]
    files = [
        workbook(columns, *(sheet(n, where, text) for n, text in enumerate(texts)))
        for texts in (dear, usual)
    ]
    before = stock(app)

    def send(file: bytes, dry_run: bool) -> tuple[Answer, float]:
        body = sent(file, dry_run=dry_run, **more)
        began = spent()
        return desk.post(where, body), spent() - began

    assert sheet_report.SCREENING_SECONDS < write_budget.LOCKED_SECONDS / 2
    with monkeypatch.context() as patch:
        patch.setattr(sheet_report, "SCREENING_SECONDS", inf)
        answer, usual_seconds = send(files[1], True)
    assert counts(answer) == {"added": 1_500}
    monkeypatch.setattr(sheet_report, "SCREENING_SECONDS", usual_seconds)
    assert counts(send(files[1], True)[0]) == {"added": 1_500}
    for dry_run in (True, False):
        answer, seconds = send(files[0], dry_run)
        assert (answer.status, answer.code) == (503, "sheet_slow")
        assert seconds < 4 * usual_seconds
        assert stock(app) == before


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
        patch.setattr(write_budget, "monotonic", lambda: float(len(begun)))
        patch.setattr(module, slow, slowly)
        answer = send(desk, range(ROWS), LAST, **more)
    assert (answer.status, answer.code) == (503, "sheet_slow")
    assert len(begun) == ROWS + write_budget.LOCKED_SECONDS + 1
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
