"""A film for Chromium's fake camera: a QR code held still before a grey wall."""

from pathlib import Path

import qrcode

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
