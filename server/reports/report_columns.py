"""The columns of a report's tables, once for all who draw them: each with its heads, its widths, its
format and its value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
    """`width` is in letters of a spreadsheet; `paper` the head on paper and the part of its width, None
    where it does not stand there."""

    name: str
    head: str
    format: Format
    width: float
    paper: tuple[str, float] | None
    value: Callable[[Row], Value]

    def text(self, row: Row) -> str:
        """What stands in the cell, as a person reads it."""
        value = self.value(row)
        if value is None or isinstance(value, str):
            return value or ""
        return percent(value) if self.format == "ratio" else row.told(value)


def _of_lines(
    name: str,
    head: str,
    format_: Format,
    width: float,
    share: float,
    value: Callable[[Line], Value],
) -> Column[Line]:
    return Column(name, head, format_, width, (head, share), value)


LINE_COLUMNS: Sequence[Column[Line]] = (
    _of_lines("place", "TT", "place", 5, 0.055, lambda line: line.place),
    _of_lines("label", "Nội dung", "text", 40, 0.275, lambda line: line.label),
    _of_lines("counted_in", "Đơn vị tính", "unit", 12, 0.105, lambda line: line.counted_in),
    _of_lines("plan", "Chỉ tiêu", "number", 12, 0.15, lambda line: line.plan),
    _of_lines("result", "Kết quả", "number", 12, 0.15, lambda line: line.result),
    _of_lines("ratio", "Tỷ lệ (%)", "ratio", 9, 0.095, lambda line: line.ratio),
    _of_lines("note", "Ghi chú", "note", 28, 0.17, lambda line: line.note),
)
_FIGURES_ON_PAPER = {
    "people": ("Lượt người dân được giúp", 0.13),
    "turns": ("Lượt hỗ trợ", 0.12),
    "volunteers": ("Lượt ĐV tham gia", 0.14),
    "sessions": ("Buổi", 0.11),
}
_FIGURE_WIDTH = 12


def part_columns(below: str) -> list[Column[Part]]:
    """Those of the table by part; `below` is what the parts are."""
    return [
        Column("place", "TT", "place", 5, ("TT", 0.06), lambda part: part.place),
        Column("label", below, "text", 36, (below, 0.29), lambda part: part.label),
        *(_figure(name) for name in FIGURES),
        Column("target", "Chỉ tiêu người dân", "number", 14, None, lambda part: part.target),
        Column(
            "ratio", "Tỷ lệ (%)", "ratio", 10, ("Đạt chỉ tiêu (%)", 0.15), lambda part: part.ratio
        ),
    ]


TEAMS = "Đội"
_OF_TEAMS = {
    "place": 0.05,
    "label": 0.4,
    "people": 0.12,
    "turns": 0.11,
    "volunteers": 0.12,
    "sessions": 0.09,
    "ratio": 0.11,
}


def team_columns() -> list[Column[Part]]:
    """The same of the table by team: on paper the names are longer than those of units, and the figures
    shorter."""
    return [
        replace(column, paper=column.paper and (column.paper[0], _OF_TEAMS[column.name]))
        for column in part_columns(TEAMS)
    ]


def _figure(name: str) -> Column[Part]:
    paper = _FIGURES_ON_PAPER[name]
    head = COUNTED[name][0]
    return Column(name, head, "number", _FIGURE_WIDTH, paper, lambda part: part.figures[name])


_COMPARED_ON_PAPER = {**_FIGURES_ON_PAPER, "completed": ("Lượt hoàn thành", 0.13)}


def _compared(name: str) -> Column[Compared]:
    head = COMPLETED_TURNS if name == "completed" else COUNTED[name][0]
    paper = _COMPARED_ON_PAPER[name]
    return Column(name, head, "number", _FIGURE_WIDTH, paper, lambda row: row.figures[name])


COMPARISON_COLUMNS: Sequence[Column[Compared]] = (
    Column("label", "Kỳ", "text", 44, ("Kỳ", 0.37), lambda row: row.label),
    *map(_compared, COMPARED),
)
"""Those of the figures beside those of other days."""
