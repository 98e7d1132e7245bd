"""The templates of a monthly report, built here and kept in no file, so that every change of them can
be read. docxtpl fills in what stands in braces: `{{ }}` is a value, `{%p %}` and `{%tr %}` a loop or a
condition over paragraphs and rows."""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Length, Mm, Pt
from docx.table import _Row

from server.reports.docx.drawing import (
    BOTH,
    CENTRE,
    LEFT,
    RIGHT,
    begin,
    columns,
    keep_whole,
    keep_with_next,
    number_of_page,
    repeat,
    row_below,
    say,
    set_font,
)
from server.reports.docx.layouts import LAYOUTS, PAGE, Layout, write_end, write_head, write_title
from server.reports.report_columns import (
    COMPARISON_COLUMNS,
    LINE_COLUMNS,
    TEAMS,
    Column,
    part_columns,
    team_columns,
)

BODY, SMALL, FOOT = 14, 11, 10
_INDENT, _BETWEEN = Mm(12.7), Pt(6)
_TO_EDGE = Mm(5)
"""From the edge of the page to what stands in a margin."""
_CODE_ROOM = Mm(18)


@cache
def template(name: str) -> bytes:
    """The template of a layout, by its word in LAYOUTS."""
    layout, document = LAYOUTS[name], docx.Document()
    _set_styles(document)
    _set_page(document, layout)
    write_head(document, layout)
    write_title(document, layout)
    _write_sections(document, layout)
    write_end(document, layout)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_styles(document: Document) -> None:
    normal = document.styles["Normal"]
    set_font(normal, BODY)
    look = normal.paragraph_format
    look.space_before, look.space_after, look.line_spacing = Pt(0), _BETWEEN, 1.1
    look.first_line_indent, look.alignment = _INDENT, BOTH
    for level, italic in ((1, False), (2, True)):
        style = document.styles[f"Heading {level}"]
        set_font(style, BODY, bold=True, italic=italic)
        style.paragraph_format.space_before = _BETWEEN
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.keep_with_next = True
    language = document.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "vi-VN")


def _set_page(document: Document, layout: Layout) -> None:
    """A4; from the second page on its number stands in the middle of the top margin. What the figures
    are stands at the foot of each page, with the code of a closed month."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        layout.margins
    )
    section.header_distance, section.footer_distance = Mm(10), _TO_EDGE
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment, number.paragraph_format.first_line_indent = CENTRE, Mm(0)
    number_of_page(number)
    for footer in (section.first_page_footer, section.footer):
        _write_foot(footer, layout)


def _write_foot(footer: _Footer, layout: Layout) -> None:
    table = columns(footer, Length(layout.room - _CODE_ROOM), _CODE_ROOM)
    said, code = (begin(cell) for cell in table.rows[0].cells)
    say(said, "{{ whose }}", FOOT, italic=True, align=LEFT)
    say(said, "{{ finality }}", FOOT, italic=True, align=LEFT)
    say(code, "{{ code }}", FOOT, align=RIGHT)
    # A footer comes with an empty paragraph, which has to stay and to be last.
    empty = footer.paragraphs[0]
    footer._element.append(empty._p)
    empty.paragraph_format.space_after, empty.paragraph_format.line_spacing = Pt(0), Pt(1)


def _write_sections(document: Document, layout: Layout) -> None:
    document.add_heading("I. CÔNG TÁC CHỈ ĐẠO", 1)
    _paragraphs(document, "directing")
    document.add_heading("II. KẾT QUẢ THỰC HIỆN", 1)
    document.add_heading("1. Kết quả chung", 2)
    _paragraphs(document, "results")
    _caption(document, "Bảng 1. Kết quả thực hiện")
    _write_lines(document, layout)
    document.add_paragraph("{%p if compared %}")
    _caption(document, "Bảng {{ number.compared }}. So sánh và lũy kế")
    _write_rows(document, layout, "compared", COMPARISON_COLUMNS)
    document.add_paragraph("{%p endif %}")
    document.add_heading("2. Kết quả theo {{ below|lower }}", 2)
    _paragraphs(document, "by_part")
    _caption(document, "Bảng {{ number.parts }}. Kết quả theo {{ below|lower }}")
    # The parts of a commune are teams.
    for condition, named in (
        (f"below == '{TEAMS}'", team_columns()),
        (f"below != '{TEAMS}'", part_columns("{{ below }}")),
    ):
        document.add_paragraph(f"{{%p if {condition} %}}")
        _write_rows(document, layout, "parts", named, total=True)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if teams %}")
    _caption(document, "Bảng {{ number.teams }}. Kết quả theo đội")
    _write_rows(document, layout, "teams", team_columns(), total=True)
    document.add_paragraph("{%p endif %}")
    document.add_heading("3. Kết quả xử lý và mức độ đầy đủ của số liệu", 2)
    _paragraphs(document, "outcomes")
    document.add_heading("III. ĐÁNH GIÁ", 1)
    for number, (name, title) in enumerate(
        (("strengths", "Ưu điểm"), ("weaknesses", "Hạn chế"), ("causes", "Nguyên nhân")), start=1
    ):
        document.add_heading(f"{number}. {title}", 2)
        _paragraphs(document, name)
    document.add_heading("IV. KIẾN NGHỊ, PHƯƠNG HƯỚNG", 1)
    document.add_heading("1. Kiến nghị", 2)
    _paragraphs(document, "requests")
    document.add_heading("2. Phương hướng, nhiệm vụ {{ following }}", 2)
    _paragraphs(document, "plans")
    closing = document.add_paragraph("{{ said.closing }}").paragraph_format
    # Nobody signs a page on which nothing else stands.
    closing.space_after, closing.keep_with_next = Pt(12), True


def _paragraphs(document: Document, name: str) -> None:
    document.add_paragraph(f"{{%p for each in said.{name} %}}")
    document.add_paragraph("{{ each }}")
    document.add_paragraph("{%p endfor %}")


def _caption(document: Document, text: str) -> None:
    caption = say(document, text, BODY, bold=True, after=3)
    caption.paragraph_format.space_before = _BETWEEN
    caption.paragraph_format.keep_with_next = True


Aligned = tuple[str, WD_ALIGN_PARAGRAPH]
_ALIGNED: Mapping[str, WD_ALIGN_PARAGRAPH] = {
    "place": CENTRE,
    "text": LEFT,
    "unit": CENTRE,
    "number": RIGHT,
    "ratio": RIGHT,
    "note": LEFT,
}


def _write_lines(document: Document, layout: Layout) -> None:
    """A row with a heading, or one with a line."""
    table = _Table(document, layout, LINE_COLUMNS)
    table.control("for row in lines")
    table.control("if row.title")
    table.merged("{{ row.title }}")
    table.control("else")
    table.row("row")
    table.control("endif")
    table.control("endfor")


def _write_rows(
    document: Document, layout: Layout, rows: str, named: Sequence[Column[Any]], total: bool = False
) -> None:
    """A row each, and the total below them."""
    table = _Table(document, layout, named)
    table.control(f"for row in {rows}")
    table.row("row")
    table.control("endfor")
    if total:
        table.row("total", bold=True)
        document.add_paragraph(f"{{%p if apart.{rows} %}}")
        document.add_paragraph(f"{{{{ apart.{rows} }}}}")
        document.add_paragraph("{%p endif %}")


class _Table:
    """A table with borders, whose head stands on each page and whose rows are not cut."""

    def __init__(self, document: Document, layout: Layout, named: Sequence[Column[Any]]) -> None:
        on_paper = [(column, *column.paper) for column in named if column.paper]
        self._cells = [(column.name, _ALIGNED[column.format]) for column, _, _ in on_paper]
        self._widths = [Length(int(layout.room * share)) for _, _, share in on_paper]
        self._table = columns(document, *self._widths, bordered=True)
        self._fill(self._table.rows[0], [(head, CENTRE) for _, head, _ in on_paper], bold=True)
        repeat(self._table.rows[0])
        keep_with_next(self._table.rows[0])

    def row(self, filled: str, bold: bool = False) -> None:
        """A row to be filled in from what is called so."""
        cells = [(f"{{{{ {filled}.{name} }}}}", align) for name, align in self._cells]
        self._fill(row_below(self._table, self._widths), cells, bold)

    def merged(self, text: str) -> None:
        """A row of one cell."""
        row = row_below(self._table, self._widths)
        cell = begin(row.cells[0].merge(row.cells[-1]))
        say(cell, text, SMALL, bold=True, align=LEFT)
        keep_whole(row)
        keep_with_next(row)

    def control(self, words: str) -> None:
        """A row that only steers, and is gone once the paper is filled in."""
        row_below(self._table, self._widths).cells[0].paragraphs[0].add_run(f"{{%tr {words} %}}")

    @staticmethod
    def _fill(row: _Row, cells: Sequence[Aligned], bold: bool) -> None:
        for cell, (text, align) in zip(row.cells, cells, strict=True):
            say(begin(cell), text, SMALL, bold=bold, align=align)
        keep_whole(row)
