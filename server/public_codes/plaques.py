"""Codes to be put up: a plaque of A4 each, or labels, 24 to a page. Everything is drawn, so that it is
sharp on any printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from server.qr_posters.poster import BOLD, GREEN, INK, PLAIN, draw_code
from server.qr_posters.words import APP

_WIDTH, _HEIGHT = A4
_SCAN = "Mở máy ảnh hoặc Zalo, quét mã này"
_COMPARE = "Mã hiện trên điện thoại phải giống mã in ở đây."
_COLUMNS, _ROWS = 3, 8
"""Labels of 70 × 37 mm, the commonest sheet."""
_LABEL = (70 * mm, 37 * mm)


@dataclass(frozen=True)
class Plaque:
    """What stands on one: the address in the QR code, the letters, what it is for, whose it is, when it was
    printed, and, on plaques, whom to ask, and when and where it is."""

    link: str
    code: str
    purpose: str
    owner: str
    printed: str
    contact: str = ""
    when: str = ""


def draw_plaques(plaques: Sequence[Plaque]) -> bytes:
    """A page of A4 for each. The same plaques are the same bytes."""
    out, canvas = _begin(plaques)
    for plaque in plaques:
        _draw_plaque(canvas, plaque)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw_labels(plaques: Sequence[Plaque]) -> bytes:
    """Labels; of one code as many as a page has."""
    out, canvas = _begin(plaques)
    those = list(plaques) * (_COLUMNS * _ROWS) if len(plaques) == 1 else list(plaques)
    for number, plaque in enumerate(those[: _COLUMNS * _ROWS]):
        row, column = divmod(number, _COLUMNS)
        _draw_label(canvas, plaque, column * _LABEL[0], _HEIGHT - (row + 1) * _LABEL[1])
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _begin(plaques: Sequence[Plaque]) -> tuple[BytesIO, Canvas]:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="vi", pageCompression=1)
    canvas.setTitle(f"{APP} · {', '.join(each.code for each in plaques)}")
    canvas.setAuthor(APP)
    return out, canvas


def _draw_plaque(canvas: Canvas, plaque: Plaque) -> None:
    canvas.setFillColorRGB(*GREEN)
    _centred(canvas, plaque.owner, BOLD, 16, 272 * mm, 180 * mm)
    canvas.setFillColorRGB(*INK)
    size, lines = _fit(plaque.purpose, BOLD, ((30, 2), (24, 3), (18, 4), (14, 6)), 180 * mm)
    y = 236 * mm + len(lines) * size * 1.25 / 2  # in the middle between the owner and the code
    for line in lines:
        canvas.setFont(BOLD, size)
        canvas.drawCentredString(_WIDTH / 2, y - size, line)
        y -= size * 1.25
    if plaque.when:
        _centred(canvas, plaque.when, PLAIN, 16, 212 * mm, 180 * mm)
    side = 120 * mm
    draw_code(canvas, plaque.link, "Q", (_WIDTH - side) / 2, 82 * mm + side, side)
    canvas.setFont(BOLD, 40)
    canvas.drawCentredString(_WIDTH / 2, 60 * mm, plaque.code)
    _centred(canvas, _SCAN, PLAIN, 16, 46 * mm, 180 * mm)
    _centred(canvas, _COMPARE, PLAIN, 12, 38 * mm, 180 * mm)
    if plaque.contact:
        _centred(canvas, plaque.contact, PLAIN, 12, 28 * mm, 180 * mm)
    _centred(canvas, f"{APP} · in ngày {plaque.printed}", PLAIN, 9, 14 * mm, 180 * mm)


def _draw_label(canvas: Canvas, plaque: Plaque, left: float, bottom: float) -> None:
    side, edge = 27 * mm, 4 * mm
    draw_code(canvas, plaque.link, "M", left + edge, bottom + (_LABEL[1] + side) / 2, side)
    x, room = left + side + 2 * edge, _LABEL[0] - side - 3 * edge
    canvas.setFont(BOLD, 13)
    canvas.drawString(x, bottom + 28 * mm, plaque.code)
    y = bottom + 24 * mm
    for text, font, most in ((plaque.purpose, PLAIN, 3), (plaque.owner, BOLD, 2)):
        size, lines = _fit(text, font, ((8, most), (7, most), (6, most + 1)), room)
        for line in lines:
            canvas.setFont(font, size)
            canvas.drawString(x, y - size, line)
            y -= size * 1.2
        y -= 1.2 * mm


def _centred(canvas: Canvas, text: str, font: str, size: int, y: float, room: float) -> None:
    fitting, (line, *_) = _fit(text, font, tuple((each, 1) for each in range(size, 6, -1)), room)
    canvas.setFont(font, fitting)
    canvas.drawCentredString(_WIDTH / 2, y, line)


def _fit(
    text: str, font: str, ways: Sequence[tuple[int, int]], room: float
) -> tuple[int, list[str]]:
    """The first way, a size and how many lines it may take, in which a text fits; in the last what is
    beyond is left out with a sign of it."""
    for size, most in ways:
        lines = _broken(text, font, size, room)
        if len(lines) <= most:
            return size, _balanced(lines, text, font, size, room)
    size, most = ways[-1]
    lines = _broken(text, font, size, room)[:most]
    lines[-1] = f"{lines[-1][:-1]}…"
    return size, lines


def _balanced(lines: list[str], text: str, font: str, size: int, room: float) -> list[str]:
    """In as many lines, as long as each other as can be: no word stands alone in the last one."""
    narrowest, widest = room / len(lines), room
    while widest - narrowest > 1:
        middle = (narrowest + widest) / 2
        broken = _broken(text, font, size, middle)
        if len(broken) > len(lines):
            narrowest = middle
        else:
            lines, widest = broken, middle
    return lines


def _broken(text: str, font: str, size: int, room: float) -> list[str]:
    """In lines that have room, a word that has none by itself in pieces."""
    words = []
    for word in text.split():
        while stringWidth(word, font, size) > room:
            fits = next(
                n for n in range(len(word), 0, -1) if stringWidth(word[:n], font, size) <= room
            )
            words.append(word[:fits])
            word = word[fits:]
        words.append(word)
    lines: list[str] = simpleSplit(" ".join(words), font, size, room) or [""]
    return lines
