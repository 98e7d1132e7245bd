"""A report as separated values: each figure in a row of its own, which a spreadsheet turns and sums as
somebody likes."""

from collections.abc import Iterator

from server.reports import heading
from server.reports.comparison import comparison
from server.reports.content import FIGURES, Content
from server.reports.csv import BYTE_ORDER_MARK, Cell, line
from server.reports.lines import (
    COMPLETED_TURNS,
    COUNTED,
    Line,
    Part,
    parts,
    sections,
    team_parts,
    total_part,
)
from server.reports.vietnamese import tenths

HEADS = (
    "Phần",
    "Đơn vị, đội, kỳ",
    "Nội dung",
    "Đơn vị tính",
    "Từ ngày",
    "Đến ngày",
    "Chỉ tiêu",
    "Kết quả",
    "Tỷ lệ (%)",
    "Ghi chú",
)
Row = tuple[Cell, ...]


def report_as_csv(content: Content, separator: str) -> str:
    """The whole file. Days are YYYY-MM-DD; shares are percent with a decimal comma where semicolons
    stand between values, and a point where commas do."""
    decimal = "," if separator == ";" else "."
    rows = [HEADS, *_rows(content, decimal)]
    return BYTE_ORDER_MARK + "".join(line(row, separator) for row in rows)


def _rows(content: Content, decimal: str) -> Iterator[Row]:
    whose, days = heading.unit_of(content), (content["from"], content["to"])
    for section in sections(content):
        for each in section.lines:
            yield (section.title, whose, *_line(each, days, decimal))
    below = f"Theo {heading.below(content).lower()}"
    for part in parts(content):
        yield from _part(below, part, days, decimal)
    for part in team_parts(content):
        yield from _part("Theo đội", part, days, decimal)
    yield from _part("Tổng cộng", total_part(content), days, decimal)
    for row in comparison(content):
        # How much more or less that is, a spreadsheet says itself.
        for name, value in row.figures.items() if not row.is_change else ():
            label, counted_in = COUNTED.get(name, (COMPLETED_TURNS, "lượt"))
            told = (None, _whole(value), None, None)
            yield ("So sánh và lũy kế", row.label, label, counted_in, *row.days, *told)


def _line(each: Line, days: tuple[str, str], decimal: str) -> Row:
    as_number = (lambda value: _share(value, decimal)) if each.is_share else _whole
    told = (as_number(each.plan), as_number(each.result), _share(each.ratio, decimal))
    return (each.label, each.counted_in, *days, *told, each.note)


def _part(of: str, part: Part, days: tuple[str, str], decimal: str) -> Iterator[Row]:
    for name in FIGURES:
        label, counted_in = COUNTED[name]
        plan, ratio = (part.target, part.ratio) if name == "people" else (None, None)
        told = (plan, part.figures[name], _share(ratio, decimal), None)
        yield (of, part.label, label, counted_in, *days, *told)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _share(value: float | None, decimal: str) -> Cell:
    """0.625 as "62,5"."""
    if value is None:
        return None
    number = tenths(value)
    return f"{number // 10}{decimal}{number % 10}"
