"""Units out of a spreadsheet, all or none: each row goes the way of a unit that is set up, corrected
or ended by hand. What would be done is worked out first, and is all that a preview does."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.audit.writing import Actor
from server.auth.principal import Principal
from server.database.clock import today
from server.directory.sheets import KINDS, UNITS, meaning
from server.directory.use_cases.import_units import unit_id
from server.directory.use_cases.manage_units import correct, end, parent_kept, set_up
from server.directory.use_cases.sheet_report import (
    ALL,
    Report,
    carry_out,
    check_changes,
    screening,
)
from server.directory.use_cases.unit_book import UnitBook
from server.organisation.names import clean_label
from server.organisation.tables import Unit
from server.organisation.tree import RANKS, UNIT_CODE, parents_first
from server.records.write_budget import WriteBudget
from server.records.writer import Writer
from server.spreadsheets.reading import reading_table
from server.spreadsheets.sheet import Row
from server.spreadsheets.turn import lock_of_spreadsheets
from sync.problems import ProblemError
from sync.text import fold

Shown = dict[str, Any]
# In which column stands what a problem is about.
_OF_NEW = {
    "label_refused": "name",
    "code_taken": "code",
    "unit_full": "parent",
    "closed_on_day": "first",
    "not_found": "parent",
    "wrong_role": "parent",
    "invalid_shape": "kind",
}
_OF_END = dict.fromkeys(
    (
        "day_too_early",
        "already_replaced",
        "unit_in_use",
        "unit_has_accounts",
        "code_taken",
        "closed_on_day",
    ),
    "last",
)
_BETTER = {
    "invalid_shape": "kind_not_below",
    "not_found": "parent_unknown",
    "wrong_role": "parent_unknown",
}
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class SheetUnit:
    """A row that is understood. What is None is not said."""

    row: Row
    code: str
    name: str
    kind: str
    parent: str | None
    first: str | None
    last: str | None

    @property
    def said(self) -> tuple[str | None, ...]:
        """What it says of the unit."""
        return self.name, self.kind, self.parent, self.last


def import_units_of_sheet(
    principal: Principal, actor: Actor, file: bytes, *, dry_run: bool
) -> Shown:
    """Sets up the units that a file names, corrects names and ends units that there are, and
    commits; with `dry_run` it only tells what it would do. A unit is known by its code and first
    day, or by its code as the one that has it today; a new one without a parent hangs under the
    account's own. Raises sheet_too_large, sheet_too_old, sheet_unreadable, sheet_without_headings,
    sheet_empty, sheet_busy, sheet_changes_many, sheet_slow, added_too_much, and sheet_refused,
    with the report as details."""
    lock = lock_of_spreadsheets()
    with screening(clean_label) as clean, reading_table(file, UNITS, lock) as table:

        def work_out(budget: WriteBudget) -> _Import:
            asked = _Import(UnitBook(principal), Report(table), clean, budget)
            asked.work_out()
            return asked

        subject = ("unit", principal.unit_id or ALL)
        return carry_out(work_out, actor, "units_imported", subject, dry_run=dry_run)


class _Import:
    """One file on its way into the tree. First names are corrected and units that there are end,
    the lowest first; then new ones are set up, the highest first, and end in their turn: so codes
    are free when they are used again, and nothing is left hanging."""

    def __init__(
        self, book: UnitBook, report: Report, clean: Callable[[str], str], budget: WriteBudget
    ) -> None:
        self._book, self.report, self._clean, self._budget = book, report, clean, budget
        seen = list(book.seen())
        self._by_id = {unit.id: unit for unit in seen}
        self._by_key = {(unit.code, unit.valid_from): unit for unit in seen}
        self._by_code: dict[str, list[Unit]] = defaultdict(list)
        for unit in seen:
            self._by_code[unit.code].append(unit)

    def write(self, writer: Writer, actor: Actor, budget: WriteBudget) -> None:
        """Writes it: called inside `writing`, where no row was refused."""
        self._book.write(writer, actor)
        budget.check()

    def work_out(self) -> None:
        """Finds out what the rows wish for, and says of which it cannot be done. Raises
        sheet_changes_many."""
        kept: list[tuple[SheetUnit, Unit]] = []
        new: dict[str, SheetUnit] = {}
        told: dict[str, SheetUnit] = {}
        for wish in self._understood():
            unit = self._there(wish)
            key = unit.id if unit else unit_id(wish.code, wish.first or "")
            if wish.first is None and unit is None:
                self.report.refuse(wish.row, "first", "cell_empty")
            elif (other := told.setdefault(key, wish)) is not wish:
                self._again(wish, other)
            elif unit is not None:
                kept.append((wish, unit))
            else:
                new[key] = wish
        check_changes(sum(_changes(wish, unit) for wish, unit in kept))
        self._correct(kept)
        self._end([(wish, unit) for wish, unit in kept if _ends(wish, unit)])
        made = self._set_up(new)
        self._end([(wish, unit) for wish, unit in made if wish.last is not None])

    def _understood(self) -> list[SheetUnit]:
        kinds, found = meaning("kind", KINDS), []
        for row in self._budget.each(self.report.table.rows):
            said = row.values
            code = (said.get("code") or "").upper()
            kind = kinds.get(fold(said.get("kind") or ""))
            for key in ("code", "name", "kind"):
                if not said.get(key) and key not in row.unread:
                    self.report.refuse(row, key, "cell_empty")
            if code and not re.match(UNIT_CODE, code):
                self.report.refuse(row, "code", "code_bad")
            if said.get("kind") and kind is None:
                self.report.refuse(row, "kind", "kind_unknown")
            if not self.report.is_refused(row):
                parent = (said.get("parent") or "").upper() or None
                name, last = said.get("name") or "", said.get("last")
                found.append(
                    SheetUnit(row, code, name, kind or "", parent, said.get("first"), last)
                )
        return found

    def _there(self, wish: SheetUnit) -> Unit | None:
        """The unit that the row speaks of, None for a new one."""
        if wish.first is not None:
            return self._by_key.get((wish.code, wish.first))
        return self._standing(wish.code, today())

    def _standing(self, code: str, day: str) -> Unit | None:
        for unit in self._by_code.get(code, ()):
            if unit.valid_from <= day <= (unit.valid_to or day):
                return unit
        return None

    def _again(self, wish: SheetUnit, other: SheetUnit) -> None:
        if wish.said == other.said:
            self.report.count(wish.row, "unchanged")
        else:
            self.report.refuse(wish.row, "code", "row_twice")

    def _correct(self, kept: list[tuple[SheetUnit, Unit]]) -> None:
        for wish, unit in self._budget.each(kept):
            self._note(wish, unit)
            self.report.count(wish.row, "changed" if _changes(wish, unit) else "unchanged")
            if wish.name == unit.name:
                continue
            try:
                own = self._book.kept(unit.id)
                correct(self._book, own, {"name": self._clean(wish.name)})
            except ProblemError as problem:
                self._refuse(wish.row, problem, "name", {})

    def _note(self, wish: SheetUnit, unit: Unit) -> None:
        """What the row says otherwise than the book, and what no file changes."""
        if wish.kind != unit.kind:
            self.report.warn(wish.row, "kind", "kind_kept")
        above = self._by_id.get(unit.parent_id or "")
        if wish.parent is not None and (above is None or above.code != wish.parent):
            self.report.warn(wish.row, "parent", "parent_kept")
        if wish.last is None and unit.valid_to is not None and "last" in wish.row.values:
            self.report.warn(wish.row, "last", "last_kept")

    def _end(self, ending: list[tuple[SheetUnit, Unit]]) -> None:
        lowest_first = sorted(ending, key=lambda pair: -RANKS[pair[1].kind])
        for wish, unit in self._budget.each(lowest_first):
            if self.report.is_refused(wish.row):
                continue
            try:
                end(self._book, self._book.kept(unit.id), wish.last or "")
            except ProblemError as problem:
                self._refuse(wish.row, problem, "last", _OF_END)

    def _set_up(self, asked: dict[str, SheetUnit]) -> list[tuple[SheetUnit, Unit]]:
        new = {key: wish for key, wish in asked.items() if self._is_new(wish)}
        by_code: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, wish in sorted(new.items(), key=lambda pair: pair[1].first or ""):
            by_code[wish.code].append((wish.first or "", key))
        above = {
            key: _above(key, wish, by_code.get(wish.parent or "", ()), new)
            for key, wish in new.items()
        }
        made: dict[str, tuple[SheetUnit, Unit]] = {}
        order = parents_first(above)
        for key in self._budget.each(order):
            wish, parent = new[key], above[key]
            if parent is not None and parent not in made:
                self.report.refuse(wish.row, "parent", "parent_refused")
                continue
            self.report.count(wish.row, "added")
            try:
                made[key] = wish, self._make(wish, made[parent][1] if parent else None)
            except ProblemError as problem:
                self._refuse(wish.row, problem, "code", _OF_NEW, self._better(wish))
        for key in new.keys() - set(order):
            self.report.refuse(new[key].row, "parent", "parent_unknown")
        return list(made.values())

    def _is_new(self, wish: SheetUnit) -> bool:
        """False, and said so, for a unit that is there and began on another day."""
        if self._standing(wish.code, wish.first or "") is None:
            return True
        self.report.refuse(wish.row, "first", "first_differs")
        return False

    def _make(self, wish: SheetUnit, above: Unit | None) -> Unit:
        if above is None:
            above = self._kept_above(wish)
        return set_up(
            self._book,
            above,
            code=wish.code,
            name=self._clean(wish.name),
            kind=wish.kind,
            valid_from=wish.first or "",
        )

    def _kept_above(self, wish: SheetUnit) -> Unit | None:
        """The unit with the parent's code on the first day, or the account's own; what the account
        does not see is not there."""
        key = self._book.own
        if wish.parent is not None:
            day = wish.first or ""
            found = self._book.with_code(wish.parent, day, day)
            key = found.id if found else unit_id(wish.parent, "")
        return parent_kept(self._book, key)

    def _better(self, wish: SheetUnit) -> Mapping[str, str]:
        """What is said of a new unit in the place of words that speak of a form on a screen. Where
        the row of its parent is the wrong one, that is what has to be mended."""
        if wish.parent in self.report.codes_refused:
            return {**_BETTER, "not_found": "parent_refused"}
        return _BETTER

    def _refuse(
        self,
        row: Row,
        problem: ProblemError,
        key: str,
        columns: Mapping[str, str],
        better: Mapping[str, str] = _NOTHING,
    ) -> None:
        code = problem.problem.code
        self.report.refuse(row, columns.get(code, key), better.get(code, code))


def _ends(wish: SheetUnit, unit: Unit) -> bool:
    return wish.last not in (None, unit.valid_to)


def _changes(wish: SheetUnit, unit: Unit) -> bool:
    return _ends(wish, unit) or wish.name != unit.name


def _above(
    key: str, wish: SheetUnit, begun: Sequence[tuple[str, str]], new: Mapping[str, SheetUnit]
) -> str | None:
    """The key of that of some new units, (first day, key) in their order, which stands when the row's own
    begins: the one that began last, since one code has one unit at a time."""
    day = wish.first or ""
    place = bisect_right(begun, day, key=lambda each: each[0])
    if place and begun[place - 1][1] == key:
        place -= 1
    if not place:
        return None
    other = begun[place - 1][1]
    return other if day <= (new[other].last or day) else None
