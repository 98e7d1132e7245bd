"""What an import does or would do: counted row by row, and told."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from math import inf
from time import thread_time
from typing import Any, Protocol, TypeVar

from server.audit.writing import Actor, record_audit
from server.database.engine import db, only_reading
from server.records.write_budget import LOCKED_SECONDS, WriteBudget
from server.records.writer import Writer, writing
from server.spreadsheets.sheet import Fault, Row, Table
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
Cleaned = TypeVar("Cleaned")
ALL = "all"
"""Stands for the unit where an account sees every unit."""
_TOLD = 200
"""So many faults are told one by one; nobody mends more before looking again."""
MOST_CHANGES = 500
"""Rows of one file that change or end what there is: each is told to phones, and others wait meanwhile."""
SCREENING_SECONDS = 1.2
"""Of the processor, for all names of one file. 5,000 usual ones take half of it."""
COUNTS = ("added", "changed", "unchanged", "left")
"""What becomes of a row: `left` is what somebody has to decide who knows the people."""


@dataclass
class Report:
    """The counts of an import and what is to be said of its rows."""

    table: Table
    found: dict[int, str] = field(default_factory=dict)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.errors += self.table.faults
        self._refused = {fault.row for fault in self.errors}
        refused = (row for row in self.table.rows if row.number in self._refused)
        self.codes_refused = {_code(row) for row in refused}
        """The codes in the rows with which something is wrong."""

    def is_refused(self, row: Row) -> bool:
        """Whether something is wrong with the row."""
        return row.number in self._refused

    def refuse(self, row: Row, key: str, code: str) -> None:
        """Says what is wrong with the row in this column."""
        self._refused.add(row.number)
        self.codes_refused.add(_code(row))
        self.errors.append(self._fault(row, key, code))

    def warn(self, row: Row, key: str, code: str) -> None:
        """Says what somebody should look at in the row."""
        self.warnings.append(self._fault(row, key, code))

    def count(self, row: Row, what: str) -> None:
        """Says what becomes of the row, unless it is refused later."""
        self.found[row.number] = what

    @property
    def counts(self) -> dict[str, int]:
        """How many rows become what."""
        kept = [what for number, what in self.found.items() if number not in self._refused]
        return {what: kept.count(what) for what in COUNTS}

    def _fault(self, row: Row, key: str, code: str) -> Fault:
        heading = self.table.headings.get(key)
        return Fault(row.number, heading or "", row.shown.get(key, ""), code)

    def show(self, *, written: bool) -> Shown:
        """The report as it is told; `in_all` counts the faults that are not told too."""
        return {
            "written": written,
            "rows": len(self.table.rows),
            **self.counts,
            "refused": len(self._refused),
            "ignored": self.table.ignored,
            "errors": _show(self.errors),
            "errors_in_all": len(self.errors),
            "warnings": _show(self.warnings),
            "warnings_in_all": len(self.warnings),
        }


class _ScreeningOver(Exception):
    """No ProblemError, which would be told of the row."""


@contextmanager
def screening(clean: Callable[[str], Cleaned]) -> Iterator[Callable[[str], Cleaned]]:
    """`clean` for the names of one file: each is looked through once, which is dear, and no business of
    whoever waits for the lock. Raises sheet_slow once all of them have taken SCREENING_SECONDS."""
    spent = 0.0

    @cache
    def clean_once(text: str) -> Cleaned:
        nonlocal spent
        if spent > SCREENING_SECONDS:
            raise _ScreeningOver
        began = thread_time()
        try:
            return clean(text)
        finally:
            spent += thread_time() - began

    try:
        yield clean_once
    except _ScreeningOver as error:
        db.session.rollback()
        raise ProblemError(PROBLEMS["sheet_slow"]) from error


class SheetImport(Protocol):
    """What a sheet asks for."""

    @property
    def report(self) -> Report:
        """What becomes of the rows."""

    def write(self, writer: Writer, actor: Actor, budget: WriteBudget) -> None:
        """Writes what was worked out."""


def check_changes(changed: int) -> None:
    """Raises sheet_changes_many for more rows than one file may change or end."""
    if changed > MOST_CHANGES:
        raise ProblemError(PROBLEMS["sheet_changes_many"])


def carry_out(
    work_out: Callable[[WriteBudget], SheetImport],
    actor: Actor,
    action: str,
    subject: tuple[str, str],
    *,
    dry_run: bool,
) -> Shown:
    """All or nothing. What is asked for is worked out while nobody waits; only where nothing is wrong
    with any row, and it is no dry run, the writer's lock is taken, and it is worked out anew from what
    there is by then. Commits what was done, with its row in the audit trail. Raises sheet_refused where
    something is wrong with a row, sheet_changes_many, sheet_slow."""
    with only_reading():
        report = work_out(WriteBudget(inf, PROBLEMS["sheet_slow"])).report
    if dry_run:
        return report.show(written=False)
    _check_rows(report)
    with writing(db.session, len(report.table.rows)) as writer:
        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS["sheet_slow"])
        asked = work_out(budget)
        report = asked.report
        _check_rows(report)
        budget.check()
        asked.write(writer, actor, budget)
        counts = report.counts
        if counts["added"] or counts["changed"]:
            details = {"rows": len(report.table.rows), **counts}
            record_audit(db.session, actor, action, subject, details)
        budget.check()
    db.session.commit()
    return report.show(written=True)


def _check_rows(report: Report) -> None:
    if report.errors:
        db.session.rollback()
        raise ProblemError(PROBLEMS["sheet_refused"], report.show(written=False))


def _code(row: Row) -> str:
    return (row.values.get("code") or "").upper()


def _show(faults: Sequence[Fault]) -> list[Shown]:
    ordered = sorted(faults, key=lambda fault: fault.row)
    return [
        {"row": each.row, "column": each.column, "value": each.value, "code": each.code}
        for each in ordered[:_TOLD]
    ]
