"""What an import does or would do: counted row by row, and told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from server.extensions import db
from server.operations.audit import Actor, record_audit
from server.spreadsheets.sheet import Fault, Row, Table
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
ALL = "all"
"""Stands for the unit where an account sees every unit."""
_TOLD = 200
"""So many faults are told one by one; nobody mends more before looking again."""
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

    def is_refused(self, row: Row) -> bool:
        """Whether something is wrong with the row."""
        return row.number in self._refused

    def refuse(self, row: Row, key: str, code: str) -> None:
        """Says what is wrong with the row in this column."""
        self._refused.add(row.number)
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


def end_import(
    report: Report, actor: Actor, action: str, subject: tuple[str, str], *, dry_run: bool
) -> Shown:
    """All or nothing: commits what was done, with its row in the audit trail, or takes it back. A
    dry run is taken back in any case. Raises sheet_refused where something is wrong with a row."""
    if dry_run:
        db.session.rollback()
        return report.show(written=False)
    if report.errors:
        db.session.rollback()
        raise ProblemError(PROBLEMS["sheet_refused"], report.show(written=False))
    counts = report.counts
    if counts["added"] or counts["changed"]:
        details = {"rows": len(report.table.rows), **counts}
        record_audit(db.session, actor, action, subject, details)
    db.session.commit()
    return report.show(written=True)


def _show(faults: Sequence[Fault]) -> list[Shown]:
    ordered = sorted(faults, key=lambda fault: fault.row)
    return [
        {"row": each.row, "column": each.column, "value": each.value, "code": each.code}
        for each in ordered[:_TOLD]
    ]
