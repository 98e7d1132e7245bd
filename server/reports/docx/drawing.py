"""The few things of a paper for which python-docx has no words of its own."""

from collections.abc import Iterable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
_CELL_MARGIN = Mm(1)
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def say(
    place: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
    after: float = 0,
) -> Paragraph:
    """A paragraph at the end of a document, a cell, a header or a footer; sizes in points."""
    paragraph: Paragraph = place.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    # The mark at its end is as high as the letters, or else a line without any is as high as others.
    mark = _child(_child(paragraph._p.get_or_add_pPr(), "w:rPr"), "w:sz")
    mark.set(qn("w:val"), str(int(2 * size)))
    paragraph.alignment = align
    look = paragraph.paragraph_format
    look.first_line_indent, look.space_before, look.space_after = Mm(0), Pt(0), Pt(after)
    look.line_spacing = 1
    return paragraph


def rule(place: Any, room: Length, width: Length, after: float = 0) -> None:
    """A thin line of a width in the middle of the room: a paragraph of its own, so that it is a line
    and no underlined text."""
    paragraph = say(place, "", 2, after=after)
    paragraph.paragraph_format.space_before = Pt(3)
    side = Length((room - width) // 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    # Office programs refuse what does not stand in the order of its standard (ECMA-376).
    borders = paragraph._p.get_or_add_pPr().insert_element_before(
        OxmlElement("w:pBdr"), "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    top = _child(borders, "w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)


def columns(place: Any, *widths: Length, bordered: bool = False) -> Table:
    """A table of one row with columns of these widths, at the end of a document or a footer."""
    total = Length(sum(widths))
    inside = {} if hasattr(place, "sections") else {"width": total}
    table: Table = place.add_table(1, len(widths), **inside)
    table.autofit = False
    if bordered:
        table.style = "Table Grid"
    _set_margins(table, _CELL_MARGIN if bordered else Mm(0))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _set_widths(table.rows[0], widths)
    return table


def _set_margins(table: Table, width: Length) -> None:
    margins = table._tbl.tblPr.insert_element_before(OxmlElement("w:tblCellMar"), "w:tblLook")
    for side in ("left", "right"):
        margin = _child(margins, f"w:{side}")
        margin.set(qn("w:w"), str(width.twips))
        margin.set(qn("w:type"), "dxa")


def row_below(table: Table, widths: Iterable[Length]) -> _Row:
    """One more row of a table."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # the only one without types
    _set_widths(row, widths)
    return row


def _set_widths(row: _Row, widths: Iterable[Length]) -> None:
    """Says it once more at each cell: programs differ in whom they believe."""
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width


def begin(cell: _Cell) -> _Cell:
    """The cell without the empty paragraph that it comes with; put another one in."""
    for paragraph in cell.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    return cell


def keep_whole(row: _Row) -> None:
    """No page ends within the row."""
    _child(row._tr.get_or_add_trPr(), "w:cantSplit")


def keep_with_next(row: _Row) -> None:
    """No page ends below the row: a head is never alone at the foot of one. Word reads it from each of
    the row's paragraphs."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def repeat(row: _Row) -> None:
    """The row stands at the top of each page that the table reaches."""
    _child(row._tr.get_or_add_trPr(), "w:tblHeader")


def number_of_page(paragraph: Paragraph) -> None:
    """Puts the page's number into a paragraph."""
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            _child(run._r, "w:fldChar").set(qn("w:fldCharType"), kind)
        else:
            instruction = _child(run._r, "w:instrText")
            instruction.text = text


def set_font(style: Any, size: float, **look: bool) -> None:
    """The style in black letters of our font for every script."""
    style.font.name, style.font.size = FONT, Pt(size)
    for name, value in look.items():
        setattr(style.font, name, value)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for colour in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(colour)


def _child(parent: Any, name: str) -> Any:
    found = OxmlElement(name)
    parent.append(found)
    return found
