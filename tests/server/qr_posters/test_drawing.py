"""QR codes: what the terminal and the image show is the same code, and it fits."""

import io
import re

import zxingcpp
from PIL import Image

from server.qr_codes.drawing import png, svg, terminal

LINK = "https://tungngo.ducpho.quangngai.gov.vn/j#v1.AAAAAAAAAAAAAAAAAAAAAA"
DARK = {" ": (True, True), "▀": (False, True), "▄": (True, False), "█": (False, False)}


def modules_of(drawn: str) -> list[list[bool]]:
    """Terminal text back to modules, True for dark."""
    rows: list[list[bool]] = []
    for line in re.sub(r"\x1b\[[0-9;]*m", "", drawn).splitlines():
        pairs = [DARK[char] for char in line]
        rows.append([upper for upper, _ in pairs])
        rows.append([lower for _, lower in pairs])
    return rows


def test_a_long_link_fits_a_terminal() -> None:
    rows = modules_of(terminal(LINK))
    assert len(rows[0]) <= 80
    assert len({len(row) for row in rows}) == 1


def test_the_terminal_shows_a_qr_code_with_its_three_corners() -> None:
    rows = modules_of(terminal(LINK))
    size = len(rows[0])
    ring = [True] * 7
    for x, y in ((2, 2), (size - 9, 2), (2, size - 9)):
        assert rows[y][x : x + 7] == ring
        assert [rows[y + step][x] for step in range(7)] == ring
        assert rows[y + 3][x + 2 : x + 5] == [True] * 3
    assert not any(rows[0] + rows[1])  # the quiet zone


def test_every_line_is_white_on_black_and_ends_so() -> None:
    for line in terminal(LINK).splitlines():
        assert line.startswith("\x1b[97;40m")
        assert line.endswith("\x1b[0m")


def test_the_image_is_one_path_with_a_name_that_cannot_break_out() -> None:
    image = svg(LINK, "Đội <script>&")
    assert "<title>Đội &lt;script>&amp;</title>" in image
    assert image.count("<path") == 2
    assert "style" not in image


def test_the_picture_for_office_programs_is_read_back_and_always_the_same() -> None:
    with Image.open(io.BytesIO(png(LINK))) as picture:
        assert picture.mode == "1"
        (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.text == LINK
    assert png(LINK) == png(LINK)
