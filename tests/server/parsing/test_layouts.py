"""The text of papers as offices lay them out is found back in its order, with each Vietnamese mark
(PROTOCOL 5.13.8)."""

import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from time import monotonic

import pytest
from flask import Flask
from PIL import Image

from server.confined.running import run
from server.parsing import reading
from server.parsing.blocks import Block
from server.parsing.pdf import draw_pages
from server.parsing.reading import Paper, read_paper
from tests.server.parsing import layouts
from tests.server.parsing.layouts import DELEGATES, PROGRAMME, PROSE

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLE = [list(row) for row in PROGRAMME]
HEAD = ["TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ KHÁNH CƯỜNG", "***", "Số: 12-CV/ĐTN"]
HEAD += ["ĐOÀN TNCS HỒ CHÍ MINH", "Khánh Cường, ngày 24 tháng 11 năm 2026"]


@pytest.fixture(autouse=True)
def _settings(built_once: Flask) -> Iterator[None]:
    with built_once.app_context():
        yield


def read(file: bytes, type_: str = PDF) -> Paper:
    paper = read_paper(file, type_)
    assert paper is not None
    return paper


def texts(blocks: list[Block]) -> str:
    return "\n".join(
        each["x"] if isinstance(each["x"], str) else "\n".join(each["x"]) for each in blocks
    )


def rows(blocks: list[Block]) -> list[list[str]]:
    return [each["x"] for each in blocks if isinstance(each["x"], list)]


def kinds(paper: Paper) -> dict[str, str]:
    return {each["x"]: each["t"] for each in paper.blocks if isinstance(each["x"], str)}


@pytest.mark.parametrize(
    ("make", "type_", "said"),
    [
        (
            layouts.union_letter,
            PDF,
            [
                *HEAD,
                "Kính gửi: Ban Chấp hành các chi đoàn trực thuộc",
                PROSE,
                "Đề nghị các chi đoàn",
            ],
        ),
        (layouts.union_letter, PDF, ["Nơi nhận:", "- Lưu VP.", "TM. BAN THƯỜNG VỤ", "BÍ THƯ"]),
        (
            layouts.decree,
            PDF,
            [
                "ỦY BAN NHÂN DÂN",
                "Số: 45/KH-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "KẾ HOẠCH\n",
                PROSE,
                "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức",
                "b) Tổ chức ra quân",
            ],
        ),
        (layouts.two_columns, PDF, [f"Tin số {n}. {PROSE}\n" for n in range(1, 12)]),
        (
            layouts.invitation,
            PDF,
            [
                *HEAD,
                "GIẤY MỜI\n",
                "kính mời: Đồng chí Bí thư chi đoàn\nĐến dự",
                "Địa điểm: Hội trường",
            ],
        ),
        (
            layouts.decision,
            PDF,
            [
                "QUYẾT ĐỊNH",
                "khóa XII;",
                "Điều 1. Thành lập đội hình tình nguyện\nĐội hình gồm",
                "Điều 2.",
            ],
        ),
        (layouts.letter_in_word, DOCX, [*HEAD[:2], "Số: 12", *HEAD[4:], "Kính gửi", PROSE]),
        (
            layouts.report_in_word,
            DOCX,
            [
                "năm 2026\nChuyển đổi số\n",
                PROSE,
                "1. Nhiệm vụ thứ 1\n2. Nhiệm vụ thứ 2\n3.",
                "• Cài đặt",
            ],
        ),
    ],
)
def test_the_text_is_found_back_in_its_order(
    make: Callable[[], bytes], type_: str, said: list[str]
) -> None:
    blocks = read(make(), type_).blocks
    found, at = texts(blocks) + "\n", 0
    for part in said:
        here = found.find(part, at)
        assert here >= 0, (part, found)
        at = here
    assert unicodedata.is_normalized("NFC", found)
    assert "<" not in found


@pytest.mark.parametrize(
    ("make", "type_"),
    [
        (layouts.programme, PDF),
        (layouts.wide_programme, PDF),
        (layouts.programme_in_word, DOCX),
    ],
)
def test_a_programme_keeps_its_rows(make: Callable[[], bytes], type_: str) -> None:
    assert rows(read(make(), type_).blocks) == TABLE


def test_a_list_of_delegates_goes_on_over_pages() -> None:
    paper = read(layouts.delegates())
    assert paper.pages == 4
    found = rows(paper.blocks)
    assert [row for row in found if row[0] != "STT"] == [list(row) for row in DELEGATES[1:]]
    assert found[0] == list(DELEGATES[0])
    # Neither the numbers of the pages nor what stands below each of them.
    assert kinds(paper) == {"DANH SÁCH ĐẠI BIỂU": "h"}


def test_a_report_has_its_headings_lists_and_tables() -> None:
    paper = read(layouts.report())
    assert paper.pages is not None
    assert paper.pages >= 27
    found = kinds(paper)
    for number in range(1, 36):
        assert found[f"{number}. Kết quả thực hiện nhiệm vụ thứ {number}"] == "h"
        for n in range(1, 5):
            assert found[f"- Chỉ tiêu {number}.{n}: đạt {n * 10} phần trăm kế hoạch."] == "li"
    assert found[PROSE] == "p"
    assert set(found.values()) == {"h", "p", "li"}
    # Where a table goes on on the next page its first row stands once more.
    assert [row for row in rows(paper.blocks) if row != TABLE[0]] == TABLE[1:] * 35


def test_eighty_pages_are_read_whole() -> None:
    paper = read(layouts.long_book())
    assert paper.pages == 80
    wanted = [
        text
        for page in range(1, 81)
        for text in (f"CHƯƠNG {page}", *(f"Đoạn {page}.{n}. {PROSE}" for n in range(1, 7)))
    ]
    assert [each["x"] for each in paper.blocks] == wanted


def test_a_scan_has_no_text_and_a_picture() -> None:
    paper = read(layouts.scan())
    assert (paper.blocks, paper.pages) == ([], 1)
    (picture,) = paper.pictures
    with Image.open(BytesIO(picture)) as page:
        assert (page.format, page.size) == ("WEBP", (1000, 1415))
        darkest, _ = page.convert("L").getextrema()
        assert darkest < 90


def test_so_many_pages_are_drawn_as_fit() -> None:
    book, soon = layouts.long_book(6), monotonic() + 60
    pages = list(draw_pages(book, 400, 1_000_000, soon))
    assert len(pages) == 6
    assert list(draw_pages(book, 400, len(pages[0]) + len(pages[1]), soon)) == pages[:2]
    assert list(draw_pages(book, 400, 1_000_000, monotonic() - 1)) == []


def test_text_and_pages_are_read_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(reading, "run", lambda *args: started.append(args) or run(*args))
    paper = read(layouts.signed_scan(33))
    assert (paper.blocks, len(paper.pictures), len(started)) == ([], 33, 1)


def test_what_is_longer_than_is_looked_at_is_not_read() -> None:
    longest = read(layouts.empty_pages(300))
    assert (longest.blocks, longest.pages) == ([], 300)
    assert read_paper(layouts.empty_pages(301), PDF) is None
    assert read_paper(layouts.scan(), "image/jpeg") is None
