"""Screening: the shared cases, and what must hold for every text anybody could send."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.screening import KINDS, Finding, blank, find_citizen_data, to_nfc

from .golden import each_case, golden


def test_the_file_holds_as_many_cases_as_it_says() -> None:
    file = golden("screening")
    names = [case["name"] for case in file["cases"]]
    assert len(names) == file["count"]
    assert len(set(names)) == len(names)
    hostile = [case for case in file["cases"] if case["findings"]]
    assert len(hostile) >= 80
    assert len(names) - len(hostile) >= 120
    assert {kind for case in hostile for kind, _, _ in case["findings"]} == set(KINDS)


@each_case("screening")
def test_finds_what_a_note_must_not_hold(case: dict[str, Any]) -> None:
    found = [[each.kind, each.start, each.end] for each in find_citizen_data(case["text"])]
    assert found == case["findings"]


@each_case("screening")
def test_blanks_what_it_finds(case: dict[str, Any]) -> None:
    assert blank(case["text"]) == case["blanked"]


def test_what_is_found_can_be_cut_out_of_the_note() -> None:
    note = to_nfc("👍 bác Bẩy 0912 345 678 nhé")
    (found,) = find_citizen_data(note)
    assert found == Finding("phone_number", 10, 22)
    assert note[found.start : found.end] == "0912 345 678"


def test_halves_of_characters_are_no_obstacle() -> None:
    # Not in the file, since not every reader of JSON takes them.
    note = "\ud800 0912345678 \udc00"
    assert find_citizen_data(note) == [Finding("phone_number", 2, 12)]
    assert blank(note) == "\ud800 … \udc00"


# Pieces of which hostile notes are made: put together at random they reach corners that
# random characters never would.
PIECES = st.sampled_from(
    [
        *("0912345678", "0912 345 678", "051099001234", "9704 3612 3456 7890", "212.345.678"),
        *("24/11/2026", "24-11", "14:05", "8h30", "50.000đ", "30 người", "62,5%", "DD01"),
        *("mk", "mật khẩu", "pass", "là", "otp", "mã", "stk", "vcb", "sđt", "cccd", "pin"),
        *("Abc@123", "hoa123", "hoahong", "hoa", "@", "gmail", ".com", "chấm", "com", "[at]"),
        *(
            "không",
            "chín",
            "một",
            "ba",
            "số",
            "x",
            "o",
            "O",
            "l",
            "0",
            "12",
            "123",
            "1234",
            "123456",
        ),
        *("Nguyễn", "Thị", "van", "Lan", "lê", "ông", "đường", "Lê Lợi", "xóm 3", "tổ", "Hồ"),
        *("sinh", "sn", "năm", "tháng", "1975", "12/3", "số nhà", "nhà số", "thửa", "tờ bản đồ"),
        *("76A", "B1-234.56", "H48.15-251124-0012", "PC05QQ0123456", "1.004859.000.00.00"),
        *("fb", "zalo", "tên", "facebook.com/", "@lan79", "lan.79", "gờ meo", "đăng nhập"),
        *("trăm", "mươi", "mười", "lẻ", "le", "đọc", "nhập", "đuôi", "số cuối", "mở máy", "của"),
        *("0730", "1100", "25000", "= ", "soạn", "gửi", "lỗi", "0x80070005", "156", "bốn", "tám"),
        *(" ", "  ", ".", ",", ", ", ":", "=", "-", "/", "(", ")", "+84", "…", "\n", "\0"),
        *("\u200b", "\u0301", "\u0302", "đ", "０", "⑩", "𝟎", "㏂", "\ud800", "😀"),
    ]
)
NOTES = st.one_of(
    st.lists(PIECES, max_size=16).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.text(st.characters(exclude_categories=()), max_size=60),
)


def test_a_kind_that_is_allowed_is_not_looked_for() -> None:
    note = "Nguyễn Thị Lan 0912345678"
    assert [each.kind for each in find_citizen_data(note, ["person_name"])] == ["phone_number"]
    assert blank(note, ["person_name"]) == "Nguyễn Thị Lan …"


@given(NOTES)
def test_findings_are_in_the_note_in_order_and_apart(note: str) -> None:
    end = 0
    for each in find_citizen_data(note):
        assert each.kind in KINDS
        assert end <= each.start < each.end
        end = each.end
    assert end <= len(to_nfc(note))


@given(NOTES)
def test_nothing_is_found_in_a_blanked_note(note: str) -> None:
    assert find_citizen_data(blank(note)) == []


@given(NOTES)
def test_blanking_twice_changes_nothing(note: str) -> None:
    once = blank(note)
    assert blank(once) == once


@given(NOTES)
def test_a_note_without_findings_comes_back_as_it_was(note: str) -> None:
    if not find_citizen_data(note):
        assert blank(note) == to_nfc(note)


@given(NOTES)
def test_offsets_count_in_the_normal_form(note: str) -> None:
    assert find_citizen_data(note) == find_citizen_data(to_nfc(note))


# Each makes one rule do as much work as it can; a rule that looked at every place from every
# other would need minutes for these, and a server that screens must not be held.
TIRING = [
    *("1", "1 ", "1/1/", "000.", "0912345678 ", "(84) ", "1o", "o1a", "hai 1 ", "o "),
    *("mk ", "mk:", "mk-", "mk a1b2c3 ", "mk: a b c d ", "mk:abc", "mật khẩu ", "otp 1 "),
    *("@", "a@", "a@a.b ", "a.", "at ", "acong x.", "gmail.", "123456 stk "),
    *("Nguyễn ", "Đỗ A. ", "le thi a ", "Lê Lợi", "sinh ", "sinh 1/", "sn 1 ", "12/", "1 tháng "),
    *("số 1/", "số nhà ", "số 1 đường ", "thửa ", "tờ bản đồ 1 ", "76a", "76a-", "xe 76a "),
    *("000.00.00.", "h48.15-250611-", "b1234567", "facebook.com/", "t.me/aa", "fb ", "fb @a1 "),
    *("zalo tên ", "tên đăng nhập ", "gmail là a 1 ", "go meo ", "a go meo ", "mật khẩu là a "),
    *("mươi ", "chín mươi ", "một trăm ", "le ", "otp bốn ", "bốn là mã ", "đuôi 1 ", "6 số "),
    *("mã của 1 ", "nhập 123456 ", "soạn gửi 1 ", "0x80070005 ", "1.000001.", "10 ", "0700 "),
    *("0730-1100", "2 x 3 = 6 ", "lỗi 1 "),
    *(" ", "\0", "\ud800", "😀", "ﷺ", "\u0301\u0316"),
]


@pytest.mark.parametrize("piece", TIRING, ids=ascii)
def test_a_long_text_is_screened_in_one_go(piece: str) -> None:
    text = piece * (5_000 // len(piece))
    assert find_citizen_data(blank(text)) == []


def test_a_quarter_of_a_megabyte_is_accepted() -> None:
    text = "Gọi 0912 345 678, mk: Abc@123! " * 8_000
    assert len(find_citizen_data(text)) == 16_000


def test_towers_of_marks_are_cut_once() -> None:
    tower = "a" + "\u0301\u0316" * 2_000
    assert len(to_nfc(tower)) < 40
    assert to_nfc(to_nfc(tower)) == to_nfc(tower)
