"""Passwords that are plain words: "mật khẩu đăng nhập là con chó con mèo".

They read as speech, so only what is said to be the password is taken, and not after what one
does with passwords ("quên mật khẩu là chính") nor before what one says of them ("là bí mật").
"""

from __future__ import annotations

from .findings import Claim
from .near import Surroundings
from .syllables import is_word, words

_REACH = 6
_LONGEST = 8
_DONE_WITH_IT = words(
    "quen doi lay lai nhap sai dat tao nho viet giu cap xin hoi cai ve thay phuc khoi bao lo ghi mat "
    "danh dien go bam luu cho co dung xem chi day hoc ngai so bo sua thieu nham"
)
_BETWEEN = words(
    "dang nhap cua bac ba ong co chu di anh chi em vneid vssid zalo facebook fb wifi may moi cu gmail "
    "email mail app dien thoai no dvc etax momo"
)
# What is said of passwords, not what they are.
_SPEECH = words(
    "gi chuyen do cai dieu viec van kho ca noi thu phan khau chinh bi phai khong chua xong duoc rat qua "
    "ba bac quan ngay ten so su yeu an mot cach moi nguoi cac nhung de toi tu cum day chu ky ma buoc "
    "het dung sai trung quen lo nho giong tuy nguyen loi tro diem nhieu it dau cuoi nhu hay vao thong "
    "dang tai khoa ai nam bao cua hai them nen can bat gom tieng "
    "ly thach thoi cong biet may ra len"
)


def _phrase_after(around: Surroundings, at: int) -> Claim | None:
    note = around.note
    place = at + 1
    while place < at + _REACH and note.text(place) in _BETWEEN:
        place += 1
    if note.text(place) != "la" or not note.joined(place - 1) or not note.joined(place):
        return None
    first = last = place + 1
    if note.text(first) in _SPEECH:
        return None
    while last - first < _LONGEST and note.joined(last) and is_word(note.text(last + 1)):
        last += 1
    plain = last > first and is_word(note.text(first))
    return Claim("secret", around.tokens[first].start, around.tokens[last].end) if plain else None


def phrases(around: Surroundings) -> list[Claim]:
    """Claim the passwords of plain words in a note."""
    claims: list[Claim] = []
    for keyword in around.ending.values():
        before = (around.note.text(keyword.first - 1), around.note.text(keyword.first - 2))
        if keyword.topic != "secret" or _DONE_WITH_IT.intersection(before):
            continue
        found = _phrase_after(around, keyword.last)
        if found is not None:
            claims.append(found)
    return claims
