"""QR codes as text for a terminal, as SVG for a screen or a poster, and as PNG for a file of an office
program."""

import zlib
from struct import pack
from typing import Literal

Correction = Literal["L", "M", "Q", "H"]
"""How much of a code may be dirty or torn: about 7, 15, 25, 30 % of it."""

# The standard asks for four light modules around a code; cameras are content with two when the
# whole terminal is dark, and a code in 80 columns needs the room.
_TERMINAL_BORDER = 2
_POSTER_BORDER = 4
# White paper goes on around a picture.
_PICTURE_BORDER = 2

_WHITE_ON_BLACK, _PLAIN = "\x1b[97;40m", "\x1b[0m"

# Two modules stand in one character: (upper is dark, lower is dark). Light is drawn,
# on black.
_HALF_BLOCKS = {(True, True): " ", (False, True): "▀", (True, False): "▄", (False, False): "█"}


def terminal(text: str) -> str:
    """The code in half blocks, one line for two rows of modules, white on black by ANSI codes,
    so that it is no negative on a light terminal; click leaves them out where nobody looks."""
    rows = modules(text, "L", _TERMINAL_BORDER)
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    lines = [
        "".join(_HALF_BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]
    return "\n".join(f"{_WHITE_ON_BLACK}{line}{_PLAIN}" for line in lines)


def svg(text: str, title: str) -> str:
    """The code as an SVG image of one path, black on white, that scales to any size."""
    rows = modules(text, "M", _POSTER_BORDER)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    safe = title.replace("&", "&amp;").replace("<", "&lt;")
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{safe}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path d="{path}"/></svg>\n'
    )


def png(text: str) -> bytes:
    """The code as a PNG image of black and white, each module 8 pixels wide. The same text is the
    same bytes."""
    rows = modules(text, "M", _PICTURE_BORDER)
    # A module is one byte: eight pixels of one bit, of which 1 is white.
    lines = [b"\0" + bytes(0 if dark else 0xFF for dark in row) for row in rows for _ in range(8)]
    head = pack(">IIBBBBB", 8 * len(rows), 8 * len(rows), 1, 0, 0, 0, 0)
    return _PNG + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", head),
            (b"IDAT", zlib.compress(b"".join(lines))),
            (b"IEND", b""),
        )
    )


_PNG = b"\x89PNG\r\n\x1a\n"


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def modules(text: str, correction: Correction, border: int) -> list[list[bool]]:
    """The code row by row, True for dark, at the smallest size that the level of correction
    allows; `border` is the quiet zone in modules."""
    from qrcode import constants  # noqa: PLC0415  # it brings a library for pictures
    from qrcode.main import QRCode  # noqa: PLC0415

    level = getattr(constants, f"ERROR_CORRECT_{correction}")
    code = QRCode(error_correction=level, border=border)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
