"""How a paper begins and ends: in the Union's own layout (Hướng dẫn 29-HD/TWĐTN-VP of 29/10/2013), and
in that of Decree 30/2020/NĐ-CP. Sizes are in points; what is in braces docxtpl fills in."""

from dataclasses import dataclass

from docx.document import Document
from docx.shared import Length, Mm, Pt

from server.reports.docx.drawing import LEFT, begin, columns, keep_whole, row_below, rule, say
from server.reports.narrative import BLANK

PAGE = (Mm(210), Mm(297))


@dataclass(frozen=True)
class Layout:
    """Margins (top, bottom, left, right), and the head of the first page."""

    margins: tuple[Length, Length, Length, Length]
    left: Length
    over: float
    issuer: float
    number: str
    title: float
    stars: bool
    heads: tuple[tuple[str, float, Length | None], ...]
    """The lines at the right with their sizes, each with the width of a rule under it or None."""
    dated: float

    @property
    def room(self) -> Length:
        """The width of what is written."""
        return Length(PAGE[0] - self.margins[2] - self.margins[3])


LAYOUTS = {
    "doan": Layout(
        margins=(Mm(20), Mm(20), Mm(30), Mm(20)),
        left=Mm(77.5),
        over=14,
        issuer=14,
        number="Số:         -BC/ĐTN",
        title=15,
        stars=True,
        heads=(("ĐOÀN TNCS HỒ CHÍ MINH", 15, Mm(70)),),
        dated=13,
    ),
    "nd30": Layout(
        margins=(Mm(20), Mm(20), Mm(30), Mm(15)),
        left=Mm(68),
        over=12,
        issuer=12,
        number="Số:         /BC-ĐTN",
        title=14,
        stars=False,
        heads=(
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, None),
            ("Độc lập - Tự do - Hạnh phúc", 13, Mm(56)),
        ),
        dated=13,
    ),
}
"""By the word of the query."""


def write_head(document: Document, layout: Layout) -> None:
    """Who writes, under whom, and where and when: the number and the day stand on one line."""
    widths = layout.left, Length(layout.room - layout.left)
    table = columns(document, *widths)
    who, what = (begin(cell) for cell in table.rows[0].cells)
    say(who, "{%p if superior %}", layout.over)
    say(who, "{{ superior }}", layout.over)
    say(who, "{%p endif %}", layout.over)
    say(who, "{{ issuer }}", layout.issuer, bold=True)
    if layout.stars:
        say(who, "***", layout.issuer, bold=True)
    else:
        rule(who, widths[0], Mm(24))
    for text, size, line in layout.heads:
        say(what, text, size, bold=True)
        if line is not None:
            rule(what, widths[1], line)
    number, day = (begin(cell) for cell in row_below(table, widths).cells)
    for paragraph in (
        say(number, layout.number, 13),
        say(day, "{{ place }}, {{ dated }}", layout.dated, italic=True),
    ):
        paragraph.paragraph_format.space_before = Pt(6)


def write_title(document: Document, layout: Layout) -> None:
    """What sort of paper it is, and of what."""
    say(document, "BÁO CÁO", layout.title, bold=True).paragraph_format.space_before = Pt(14)
    say(document, "{{ subject }}", 14, bold=True)
    say(document, "{{ period }}", 14, bold=True)
    rule(document, layout.room, Mm(32), after=8)


def write_end(document: Document, layout: Layout) -> None:
    """Who gets it, and who signs: all on one page."""
    widths = layout.left, Length(layout.room - layout.left)
    table = columns(document, *widths)
    keep_whole(table.rows[0])
    to, by = (begin(cell) for cell in table.rows[0].cells)
    say(to, "Nơi nhận:", 12, bold=True, italic=True, align=LEFT)
    say(to, "{%p for each in recipients %}", 11, align=LEFT)
    say(to, "{{ each }}", 11, align=LEFT)
    say(to, "{%p endfor %}", 11, align=LEFT)
    say(by, "{{ on_behalf }}", 14, bold=True)
    say(by, "{{ signer }}", 14, bold=True)
    for _ in range(_LINES_TO_SIGN):
        say(by, "", 14)
    say(by, BLANK[:12], 14, bold=True)


_LINES_TO_SIGN = 4
