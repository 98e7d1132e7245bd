"""An invitation as a sheet of A4 for the wall. Everything on it is drawn, nothing is an image, so
that it is sharp on any printer and about 40 kB."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from server.qr_codes.drawing import Correction, modules
from server.qr_posters import words
from server.qr_posters.pictures import SHARE, STEPS, Shape, commands

_FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = "BeVietnamPro", "BeVietnamPro-Bold"
registerFont(TTFont(PLAIN, _FONTS / "BeVietnamPro-Regular.ttf"))
registerFont(TTFont(BOLD, _FONTS / "BeVietnamPro-Bold.ttf"))

_WIDTH, _HEIGHT = A4
_MARGIN = 14 * mm
_ROOM = _WIDTH - 2 * _MARGIN
QR_SIDE = 124 * mm
"""Of the dark part; the quiet zone of four modules stands around it."""
GREEN = (0.043, 0.42, 0.227)
INK = (0.05, 0.06, 0.055)

Ways = tuple[tuple[int, int], ...]
_TEAM: Ways = ((30, 1), (27, 1), (24, 1), (26, 2), (22, 2), (19, 2), (16, 2), (13, 2))
_UNIT: Ways = ((16, 1), (14, 1), (12, 1), (10, 1), (8, 1))
_HINT: Ways = ((11, 1), (10, 1), (9, 1), (8, 1), (7, 1))


@dataclass(frozen=True)
class Poster:
    """What is on it; `until` and `address` as a person reads them."""

    team: str
    unit: str
    link: str
    short_code: str
    until: str
    address: str


def draw_poster(poster: Poster) -> bytes:
    """The PDF. The same poster is the same bytes."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="vi", pageCompression=1)
    canvas.setTitle(f"{words.APP} · {poster.team}")
    canvas.setAuthor(words.APP)
    canvas.setFillColorRGB(*INK)
    canvas.setStrokeColorRGB(*INK)
    _draw_head(canvas, poster)
    draw_code(canvas, poster.link, "Q", (_WIDTH - QR_SIDE) / 2, 229 * mm, QR_SIDE)
    _draw_short_code(canvas, poster, 84 * mm)
    _draw_steps(canvas, 71 * mm)
    _draw_foot(canvas, poster)
    canvas.save()
    return out.getvalue()


def _draw_head(canvas: Canvas, poster: Poster) -> None:
    canvas.setFillColorRGB(*GREEN)
    _centred(canvas, f"{words.APP} · {words.WHAT}", BOLD, 13, 283 * mm)
    canvas.setFillColorRGB(*INK)
    size, lines = fit(poster.team, BOLD, _TEAM)
    y = 275 * mm - size * 0.75
    for line in lines:
        _centred(canvas, line, BOLD, size, y)
        y -= size * 1.2
    unit_size, (unit, *_) = fit(poster.unit, PLAIN, _UNIT)
    _centred(canvas, unit, PLAIN, unit_size, y + size * 1.2 - unit_size * 1.7)


def draw_code(
    canvas: Canvas, link: str, correction: Correction, left: float, top: float, side: float
) -> None:
    """A QR code as one path, without a quiet zone: black, whatever is drawn in beside it."""
    rows = modules(link, correction, 0)
    module = side / len(rows)
    path = canvas.beginPath()
    for row, line in enumerate(rows):
        for column, dark in enumerate(line):
            if dark:
                path.rect(left + column * module, top - (row + 1) * module, module, module)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColorRGB(*INK)


def _draw_short_code(canvas: Canvas, poster: Poster, y: float) -> None:
    canvas.setFillColorRGB(*INK)
    label = f"{words.SHORT_CODE}: "
    wide = stringWidth(label, PLAIN, 15) + stringWidth(poster.short_code, BOLD, 25)
    left = (_WIDTH - wide) / 2
    canvas.setFont(PLAIN, 15)
    canvas.drawString(left, y, label)
    canvas.setFont(BOLD, 25)
    canvas.drawString(left + stringWidth(label, PLAIN, 15), y, poster.short_code)
    text = words.NO_CAMERA.format(address=poster.address)
    size, lines = fit(text, PLAIN, _HINT)
    _centred(canvas, lines[0], PLAIN, size, y - 7 * mm)


def _draw_steps(canvas: Canvas, top: float) -> None:
    """The pictures side by side, each with its number and its sentence below."""
    column, side = _ROOM / len(STEPS), 34 * mm
    for number, (picture, sentence) in enumerate(zip(STEPS, words.STEPS, strict=True)):
        middle = _MARGIN + (number + 0.5) * column
        _draw_picture(canvas, picture, middle - side / 2, top, side)
        canvas.setFont(BOLD, 12)
        canvas.drawCentredString(middle, top - side - 4 * mm, f"{number + 1}. {sentence}")


def _draw_picture(
    canvas: Canvas, picture: tuple[Shape, ...], left: float, top: float, side: float
) -> None:
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(side / 100, -side / 100)
    canvas.setLineWidth(2.4)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for shape in picture:
        canvas.setFillColorRGB(*(GREEN if shape.fill == "ink" else (1, 1, 1)))
        path = canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
        for letter, numbers in commands(shape.path):
            draw[letter](*numbers)
        canvas.drawPath(path, stroke=int(shape.fill != "ink"), fill=int(shape.fill != "none"))
    canvas.restoreState()


def _draw_foot(canvas: Canvas, poster: Poster) -> None:
    size = 10
    wide = stringWidth(words.IPHONE, PLAIN, size)
    left = (_WIDTH - wide) / 2 + 3 * mm
    _draw_picture(canvas, SHARE, left - 6 * mm, 27 * mm, 4.5 * mm)
    canvas.setFillColorRGB(*INK)
    canvas.setFont(PLAIN, size)
    canvas.drawString(left, 23.5 * mm, words.IPHONE)
    _centred(canvas, words.UNTIL.format(when=poster.until), BOLD, 12, 14 * mm)


def _centred(canvas: Canvas, text: str, font: str, size: float, y: float) -> None:
    canvas.setFont(font, size)
    canvas.drawCentredString(_WIDTH / 2, y, text)


def fit(text: str, font: str, ways: Ways) -> tuple[int, list[str]]:
    """The first way, a size and how many lines it may take, in which a text fits, with its lines;
    if there is none it is cut in the last."""
    for size, most in ways:
        lines: list[str] = simpleSplit(text, font, size, _ROOM) or [""]
        if len(lines) <= most and all(stringWidth(line, font, size) <= _ROOM for line in lines):
            return size, lines
    size, most = ways[-1]
    return size, [_cut(line, font, size) for line in simpleSplit(text, font, size, _ROOM)[:most]]


def _cut(line: str, font: str, size: int) -> str:
    while stringWidth(line, font, size) > _ROOM:
        line = f"{line[:-2]}…"
    return line
