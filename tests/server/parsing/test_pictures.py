"""Smaller pictures say nothing beside themselves, fit, and are bounded before they are unpacked (PROTOCOL 5.13.9)."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from server.files.photos import photo_type
from server.parsing.reading import Rendition, render_picture
from tests.server.files.sending import photo


@pytest.fixture(autouse=True)
def _settings(built_once: Flask) -> Iterator[None]:
    with built_once.app_context():
        yield


def smaller(file: bytes, *sizes: tuple[int, int]) -> list[Rendition]:
    made = render_picture(file, sizes)
    assert made is not None
    return made


def opened(data: bytes) -> Image.Image:
    found = Image.open(BytesIO(data))
    found.load()
    return found


def test_a_smaller_picture_says_nothing_beside_itself() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Điện thoại"
    file = photo(6, 300, exif=exif, comment="Nhà bà Sáu".encode())
    wide = opened(photo(6, 300)).crop((0, 0, 300, 200))
    written = BytesIO()
    wide.save(written, "JPEG", exif=exif, comment="Nhà bà Sáu".encode())
    for source, size in ((file, (150, 150)), (written.getvalue(), (150, 225))):
        avif, jpeg = smaller(source, (150, 60_000))
        assert (opened(avif.data).size, opened(jpeg.data).size) == (size, size)
        assert photo_type(jpeg.data) == "image/jpeg"
        assert b"Nh\xc3\xa0" not in avif.data
        assert not {"exif", "xmp", "icc_profile", "comment"} & opened(avif.data).info.keys()


def test_what_can_be_seen_through_lies_on_white_and_nothing_grows() -> None:
    written = BytesIO()
    Image.new("RGBA", (90, 30), (0, 0, 0, 0)).save(written, "PNG")
    _, jpeg = smaller(written.getvalue(), (640, 60_000))
    assert (jpeg.wanted, jpeg.width, jpeg.height) == (640, 90, 30)
    assert opened(jpeg.data).getpixel((45, 15)) == (255, 255, 255)


def test_a_noisy_picture_becomes_narrower_before_it_takes_more_bytes() -> None:
    for each in smaller(photo(8, 640, quality=95), (640, 4_000)):
        assert len(each.data) <= 4_000
        assert each.width < each.wanted == 640


def test_pictures_are_bounded_before_they_are_unpacked() -> None:
    for width, is_made in ((3_999, True), (4_001, False)):
        written = BytesIO()
        Image.new("1", (width, 3_000)).save(written, "PNG")
        made = render_picture(written.getvalue(), [(64, 9_000)])
        assert (made is not None) is is_made
    for other in (photo(kind="TIFF"), b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert render_picture(other, [(64, 9_000)]) is None
