"""Printed codes as sheets: scanned back as a camera sees them, turned and blurred too."""

from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from PIL import ImageFilter
from pypdfium2 import PdfDocument

from server.public_codes.plaques import Plaque, draw_labels, draw_plaques
from sync.public_code import grouped
from tests.server.public_codes.codes import make
from tests.server.qr_posters.paper import read_sheet
from tests.town import Town

LINK = "HTTPS://TUNGNGO.EXAMPLE.VN/C/K3F7Q2A"
LONG = Plaque(
    link=LINK,
    code="K3F-7Q2A",
    purpose="Hướng dẫn nộp hồ sơ trực tuyến và tra cứu kết quả giải quyết thủ tục hành chính " * 3,
    owner="Đoàn Thanh niên Cộng sản Hồ Chí Minh phường Đức Phổ và các chi đoàn trực thuộc",
    printed="24/11/2026",
)


def test_a_plaque_has_the_code_its_letters_and_whose_it_is(town: Town) -> None:
    desk = town.desk()
    code = make(desk)["code"]
    answer = desk.get(f"/api/codes/sheet.pdf?codes={code}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    sheet = read_sheet(answer.body)
    assert sheet.size == (210, 297)
    (found,) = sheet.codes
    # Capitals and digits alone: the smallest code there is for it.
    assert found.text == f"HTTP://LOCALHOST/C/{code}"
    assert found.level == "Q"
    assert found.side >= 115
    for part in (grouped(code), "Cổng dịch vụ công", "Đoàn xã Khánh Cường", "24/11/2026"):
        assert part in sheet.text
    for turn, blur in ((20, 3), (155, 2), (0, 6)):
        picture = sheet.picture.rotate(turn, expand=True, fillcolor=255)
        seen = zxingcpp.read_barcodes(picture.filter(ImageFilter.GaussianBlur(blur)))
        assert [each.text for each in seen] == [found.text], (turn, blur)


def test_labels_of_one_code_fill_a_page_and_each_can_be_scanned(town: Town) -> None:
    desk = town.desk()
    code, other = make(desk)["code"], make(desk, purpose="VNeID")["code"]
    sheet = read_sheet(desk.get(f"/api/codes/sheet.pdf?codes={code}&layout=labels").body)
    assert [each.text[-7:] for each in sheet.codes] == [code] * 24
    assert sheet.text.count(grouped(code)) == 24
    both = desk.get(f"/api/codes/sheet.pdf?codes={code},{other}&layout=labels").body
    assert {each.text[-7:] for each in read_sheet(both).codes} == {code, other}


def test_a_code_that_was_ended_is_not_printed(town: Town) -> None:
    desk = town.desk()
    ended, live = make(desk)["code"], make(desk)["code"]
    assert desk.post(f"/api/codes/{ended}/ending", {}).status == 200
    assert desk.get(f"/api/codes/sheet.pdf?codes={live},{ended}").code == "code_expired"
    assert desk.delete(f"/api/codes/{ended}/ending").status == 200
    assert desk.get(f"/api/codes/sheet.pdf?codes={live},{ended}").status == 200


@pytest.mark.parametrize("draw", [draw_plaques, draw_labels])
@pytest.mark.parametrize("plaque", [LONG, replace(LONG, purpose="W" * 120)])
def test_long_texts_stay_on_the_paper(draw: Any, plaque: Plaque) -> None:
    pdf = draw([plaque])
    assert pdf == draw([plaque])
    sheet = read_sheet(pdf)
    assert {each.text for each in sheet.codes} == {LINK}
    for edge in (12, 0):
        width, height = sheet.picture.size
        strip = sheet.picture.crop((0, 0, width, 12) if edge else (width - 12, 0, width, height))
        assert strip.getextrema() == (255, 255)


def test_no_word_stands_alone_in_a_last_line() -> None:
    pdf = draw_plaques([replace(LONG, purpose="Cổng chính Nhà văn hóa thôn Nga Mân")])
    lines = PdfDocument(pdf)[0].get_textpage().get_text_bounded().splitlines()
    assert lines[1:3] == ["Cổng chính Nhà văn", "hóa thôn Nga Mân"]


def test_no_more_than_a_page_of_labels_is_asked_for(town: Town) -> None:
    desk = town.desk()
    code = make(desk)["code"]
    many = ",".join([code] * 25)
    assert desk.get(f"/api/codes/sheet.pdf?codes={many}").code == "invalid_shape"
    assert desk.get(f"/api/codes/sheet.pdf?codes={code}&layout=badge").code == "invalid_shape"
