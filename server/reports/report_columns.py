"""The columns of a report's tables: name, head, format, width and value of each. The spreadsheet draws them all;
the papers' files in templates/ name those that they have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from server.reports.comparison import COMPARED, Compared
from server.reports.content import FIGURES
from server.reports.lines import COMPLETED_TURNS, COUNTED, Line, Part
from server.reports.vietnamese import percent

Row = TypeVar("Row", Line, Part, Compared)
Value = str | float | None
Format = Literal["place", "text", "unit", "number", "ratio", "note"]


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`width` is in letters of a spreadsheet."""

    name: str
    head: str
    format: Format
    width: float
    value: Callable[[Row], Value]

    def text(self, row: Row) -> str:
        """What stands in the cell, as a person reads it."""
        value = self.value(row)
        if value is None or isinstance(value, str):
            return value or ""
        return percent(value) if self.format == "ratio" else row.told(value)


LINE_COLUMNS: Sequence[Column[Line]] = (
    Column("place", "TT", "place", 5, lambda line: line.place),
    Column("label", "Nội dung", "text", 40, lambda line: line.label),
    Column("counted_in", "Đơn vị tính", "unit", 12, lambda line: line.counted_in),
    Column("plan", "Chỉ tiêu", "number", 12, lambda line: line.plan),
    Column("result", "Kết quả", "number", 12, lambda line: line.result),
    Column("ratio", "Tỷ lệ (%)", "ratio", 9, lambda line: line.ratio),
    Column("note", "Ghi chú", "note", 28, lambda line: line.note),
)
_FIGURE_WIDTH = 12


def part_columns(below: str) -> list[Column[Part]]:
    """Those of the table by part; `below` is what the parts are."""
    return [
        Column("place", "TT", "place", 5, lambda part: part.place),
        Column("label", below, "text", 36, lambda part: part.label),
        *map(_figure, FIGURES),
        Column("target", "Chỉ tiêu người dân", "number", 14, lambda part: part.target),
        Column("ratio", "Tỷ lệ (%)", "ratio", 10, lambda part: part.ratio),
    ]


def _figure(name: str) -> Column[Part]:
    head = COUNTED[name][0]
    return Column(name, head, "number", _FIGURE_WIDTH, lambda part: part.figures[name])


def _compared(name: str) -> Column[Compared]:
    head = COMPLETED_TURNS if name == "completed" else COUNTED[name][0]
    return Column(name, head, "number", _FIGURE_WIDTH, lambda row: row.figures[name])


COMPARISON_COLUMNS: Sequence[Column[Compared]] = (
    Column("label", "Kỳ", "text", 44, lambda row: row.label),
    *map(_compared, COMPARED),
)
"""Those of the figures beside those of other days."""
