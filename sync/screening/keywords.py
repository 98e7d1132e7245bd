"""The words that say what the number or text beside them is.

All are folded (no marks, lower case), so "SĐT", "sdt" and "S.Đ.T" are one entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .syllables import words
from .tokens import Token

Topic = Literal[
    "phone", "identity", "account", "code", "card_code", "secret", "pin", "bare_code", "told", "tail",
    "mailbox",
]  # fmt: skip

_PHRASES: dict[Topic, tuple[str, ...]] = {
    "phone": (
        "sdt", "s d t", "so dt", "so d t", "dt", "d t", "dien thoai", "dthoai", "zalo", "lien he",
        "lh", "goi", "phone", "tel", "mobile", "di dong", "so may", "alo", "hotline", "sim", "may ban",
    ),
    "identity": (
        "cccd", "c c c d", "cmnd", "c m n d", "cmt", "cmtnd", "can cuoc", "cancuoc",
        "chung minh", "dinh danh", "ho chieu", "passport", "gplx", "bang lai", "bhyt", "bhxh",
        "ma so thue", "mst", "khai sinh", "so so", "so do", "so hong", "gcn", "ma ho so", "so ho so",
        "ma khach hang", "ma kh", "danh bo", "giay chung nhan", "qsdd",
    ),
    "account": (
        "stk", "s t k", "so tk", "tk", "t k", "tai khoan", "taikhoan", "account", "acc", "atm",
        "iban", "so the", "ngan hang", "vietcombank", "vcb", "vietinbank", "bidv", "agribank",
        "techcombank", "tcb", "mbbank", "mb bank", "mb", "acb", "vpbank", "tpbank", "sacombank",
        "hdbank", "vib", "shb", "eximbank", "msb", "ocb", "seabank", "lpbank",
        "lienvietpostbank", "abbank", "namabank", "kienlongbank", "pvcombank", "bacabank",
        "vietbank", "vietabank", "ncb", "momo", "zalopay", "viettelpay", "viettel money",
        "vnpay", "shopeepay", "mobile money",
    ),
    "code": (
        "otp", "o t p", "smart otp", "passcode", "pascode", "pass code", "ma xac nhan", "ma xac thuc",
        "ma xac minh", "ma kich hoat", "ma bao mat", "ma dang nhap", "verification code",
        "ma code", "ma sms", "ma bon so", "ma sau so", "ma tam so", "ma bi mat", "ma so bi mat",
    ),
    "card_code": ("cvv", "cvc"),
    "secret": (
        "mat khau", "matkhau", "mk", "m k", "mkhau", "pass", "password", "pass word",
        "pas", "pasword", "passwork", "passwd", "pwd", "pw", "mat ma", "matma",
        "mk dien thoai", "mat khau dien thoai", "pass dien thoai", "mk may", "mat khau may",
        "mk wifi", "mat khau wifi", "pass wifi", "mk ngay sinh", "mat khau ngay sinh",
        "pass may", "mk mo may", "mat khau mo may", "pass mo may", "mk man hinh", "mat khau man hinh",
        "pass man hinh",
    ),
    "pin": (
        "pin", "ma pin", "p i n", "pin sim", "ma pin sim", "ma khoa may", "ma mo khoa", "ma mo may",
        "ma khoa man hinh", "khoa man hinh", "mo khoa man hinh", "ma man hinh", "pin man hinh",
        "ma pin man hinh",
        "mo khoa may", "mo khoa", "mo may", "khoa may", "mo khoa dien thoai", "mo dien thoai",
        "ma dien thoai", "ma may",
    ),
    "bare_code": ("ma", "ma so", "code"),
    "told": ("nhap", "nhap vo", "nhap vao", "doc", "tin nhan", "tin nhan bao", "sms", "xac thuc", "xac nhan", "bam"),
    "tail": ("duoi", "so duoi", "duoi so", "so cuoi", "tan cung"),
    "mailbox": ("gmail", "email", "e mail", "mail", "yahoo mail", "hop thu", "yahoo", "icloud", "hotmail"),
}  # fmt: skip

# Where a search for a password stops, since the next one begins there.
SECRET_WORDS = frozenset({*_PHRASES["secret"], "mat"})

# May stand between a keyword and its value without changing what is meant.
CONNECTORS = words(
    "la cua ma so gom moi cu bac co chu anh chi em ong ba nay vua nhan duoc ve gui den cho nguoi "
    "dan toi tin nhan minh thi hien tai dang nhap vneid vssid zalo app the otp passcode "
    "mat khau pass cap hai mot may no bang"
)
# What follows one of these is the value, however it looks.
EQUALS = frozenset({"la", "thanh"})

# Words that make a number of four digits or more a count.
COUNT_WORDS = words(
    "nguoi luot ho lan phut giay tnv dvtn doan hoc hs ky mah mb gb dong trieu nghin "
    "khach dan hoi truong tuoi giay suat phieu"
)
# Who does this with a code has it: "bác đưa mã 4829 để em nhập".
HANDING = words("dua doc noi bao xin nhap gui nhan cho lay dien")
SHOWING = words("dua doc")


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase of a topic at tokens first..last."""

    topic: Topic
    first: int
    last: int


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Topic]]]:
    index: dict[str, list[tuple[tuple[str, ...], Topic]]] = {}
    for topic, phrases in _PHRASES.items():
        for phrase in phrases:
            parts = tuple(phrase.split(" "))
            index.setdefault(parts[0], []).append((parts, topic))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_INDEX = _by_first_word()


def _stands_at(tokens: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether the phrase stands at token `at`, no more than three signs between two."""
    for offset, word in enumerate(phrase):
        index = at + offset
        if index >= len(tokens) or tokens[index].is_number or tokens[index].text != word:
            return False
        if offset > 0 and tokens[index].start - tokens[index - 1].end > 3:
            return False
    return True


def find_keywords(tokens: list[Token]) -> list[Keyword]:
    """Give the keywords of a note in order, the longest phrase at each place, none overlapping."""
    out: list[Keyword] = []
    at = 0
    while at < len(tokens):
        step = 1
        if not tokens[at].is_number:
            for phrase, topic in _INDEX.get(tokens[at].text, ()):
                if _stands_at(tokens, at, phrase):
                    out.append(Keyword(topic, at, at + len(phrase) - 1))
                    step = len(phrase)
                    break
        at += step
    return out
