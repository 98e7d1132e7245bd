"""Films for Chromium's fake camera: QR codes before a grey wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import qrcode
from PIL import Image, ImageFilter

WIDTH, HEIGHT, FRAMES = 640, 480, 10
WALL = 128


def write_film(path: Path, text: str) -> None:
    """Write a y4m film that shows the QR code of `text`."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    scale = min(WIDTH, HEIGHT) // len(matrix)
    side = scale * len(matrix)
    left, top = (WIDTH - side) // 2, (HEIGHT - side) // 2
    wall = bytes([WALL]) * WIDTH
    lines = [wall] * top
    for row in matrix:
        dots = b"".join((b"\x10" if dark else b"\xeb") * scale for dark in row)
        line = bytes([WALL]) * left + dots + bytes([WALL]) * (WIDTH - left - side)
        lines += [line] * scale
    lines += [wall] * (HEIGHT - len(lines))
    colourless = bytes([128]) * (WIDTH * HEIGHT // 2)
    frame = b"FRAME\n" + b"".join(lines) + colourless
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + frame * FRAMES)


@dataclass(frozen=True)
class Look:
    """How a camera sees a screen: how much of its height the code fills, by how many degrees it is
    turned, and how far a point is smeared, in dots of the picture."""

    fills: float = 0.9
    turned: float = 0.0
    blurred: float = 0.0


WIDE, HIGH = 1280, 720
HELD = (3, 2, 4, 2, 5, 3, 4)
"""So many pictures of the film show the same code, a tenth of a second each, another number each
round: the app's own loop wavers too. Else a phone that looks just as often as the film goes round
sees the same code for ever."""


def write_loop(path: Path, pictures: Sequence[Path], look: Look) -> None:
    """Write a y4m film of pictures of codes, one after the other; Chromium begins again at its end."""
    head = f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420jpeg\n".encode()
    colourless = bytes([128]) * (WIDE * HIGH // 2)
    seen = [b"FRAME\n" + _seen(picture, look).tobytes() + colourless for picture in pictures]
    with path.open("wb") as film:
        film.write(head)
        for held in HELD:
            for each in seen:
                film.write(each * held)


def _seen(picture: Path, look: Look) -> Image.Image:
    with Image.open(picture) as opened:
        code = opened.convert("L")
    side = round(HIGH * look.fills)
    code = code.resize((side, side), Image.Resampling.BILINEAR)
    code = code.rotate(look.turned, Image.Resampling.BILINEAR, expand=True, fillcolor=WALL)
    wall = Image.new("L", (WIDE, HIGH), WALL)
    wall.paste(code, ((WIDE - code.width) // 2, (HIGH - code.height) // 2))
    return wall.filter(ImageFilter.GaussianBlur(look.blurred))
