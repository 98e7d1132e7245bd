"""Folding: the same note in a small alphabet, every character knowing where it came from.

People write "mật khẩu", "MAT KHAU" and "m ậ t", digits full-width, circled or in another
script, and paste invisible characters. All detectors read the folded text only, so each
trick is undone once, here, and the twin in TypeScript has one place to agree with.
The tables are explicit, not the runtime's character classes: Python and the phones'
browsers carry different versions of Unicode, and both must see the same note.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Stands for every character that is no letter, digit, space or ASCII sign.
OTHER = "\u00a4"


@dataclass(frozen=True, slots=True)
class Folded:
    """A note folded to a-z, 0-9, ASCII signs, space and OTHER.

    `chars[i]` came from code point `at[i]` of `source` (the NFC note, Đ written as such). A code point may
    give no character (invisible ones) or several ("⑩" gives "1" and "0"). `is_plain`: each
    gave one, as in nearly all notes.
    """

    source: str
    chars: str
    at: list[int]
    is_plain: bool = False


# The zero of every decimal system up to Unicode 16; one to nine follow it.
_ZEROS = (
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0,
    0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
    0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0,
    0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950,
    0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70,
    0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1,
    0x1E950, 0x1FBF0,
)  # fmt: skip
# Rings and discs that begin at one: ⓵ ❶ ➀ ➊.
_ONES = (0x24F5, 0x2776, 0x2780, 0x278A)

# Characters that say the same as an ASCII one, and that NFKD does not resolve.
_SAME: tuple[tuple[str, str], ...] = (
    ("đĐ₫", "d"),
    ("øØοΟоО", "o"),
    ("łŁ", "l"),
    ("ıіІ", "i"),
    ("аА", "a"),
    ("еЕ", "e"),
    ("рР", "p"),
    ("сС", "c"),
    ("хХ", "x"),
    ("кК", "k"),
    ("мМ", "m"),
    ("тТ", "t"),
    ("\u24ff\u3007\u96f6", "0"),
    *((char, str(digit)) for digit, char in enumerate("一二三四五六七八九", 1)),
    ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-"),
    ("\u2044\u2215", "/"),
    ("\u00b7\u2022\u2024\u2027\u22c5\u30fb\u3002", "."),
    ("\u2236\ua789", ":"),
    ("…", OTHER),
    ("\u1680\u2028\u2029\u0085", " "),
)

# Drawn like Đ đ, and common in text that was converted from older fonts.
_CROSSED_D = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x256: "đ"}

# Drawn as nothing, or as a mark on the letter before: ranges, both ends included.
_UNSEEN = (
    (0x00AD, 0x00AD), (0x0300, 0x036F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x206F), (0x20D0, 0x20FF), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xE0000, 0xE0FFF),
)  # fmt: skip


def _fold_ascii(code: int) -> str:
    if code <= 0x20 or code == 0x7F:
        return " "  # control characters part words as a space does
    return chr(code).lower()


def _make_table() -> dict[str, str]:
    table = {chr(code): _fold_ascii(code) for code in range(0x80)}
    table.update({chr(code): " " for code in range(0x80, 0xA1)})
    # Latin letters with marks, Vietnamese among them: the letter without.
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[chr(code)] = base.lower()
    for zero in _ZEROS:
        table.update({chr(zero + digit): str(digit) for digit in range(10)})
    for one in _ONES:
        table.update({chr(one + digit): str(digit + 1) for digit in range(9)})
    # What Unicode 15 and 16 gave a compatibility form, which Python 3.11 does not know:
    # raised Cyrillic letters stay unread, outlined capitals are read here.
    table.update({chr(code): OTHER for code in (0xA7F1, *range(0x1E030, 0x1E090))})
    table.update({chr(0x1CCD6 + i): chr(0x61 + i) for i in range(26)})
    for characters, same in _SAME:
        table.update(dict.fromkeys(characters, same))
    return table


_TABLE = _make_table()


def _is_unseen(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in _UNSEEN)


@lru_cache(maxsize=1024)
def _fold_rare(char: str) -> str:
    """Fold a character outside the table by its compatibility form ("Ａ", "𝐚", "①", "㏂")."""
    if _is_unseen(char):
        return ""
    out: list[str] = []
    for part in unicodedata.normalize("NFKD", char):
        folded = "" if _is_unseen(part) else _TABLE.get(part, OTHER)
        if folded != OTHER or OTHER not in out:
            out.append(folded)
    return "".join(out)


def _without_towers(text: str) -> str:
    """Cut every run of combining marks to its first 30, the length Unicode calls safe."""
    kept: list[str] = []
    height = 0
    for char in text:
        height = height + 1 if unicodedata.category(char)[0] == "M" else 0
        if height <= 30:
            kept.append(char)
    return "".join(kept)


def to_nfc(text: str) -> str:
    """Give the note in NFC, the form that is stored and that all offsets count in.

    Normalising sorts each run of marks in quadratic time, so a megabyte of them would hold
    a server for an hour; in a text far longer than any note such runs are cut first. They
    are cut once more afterwards, since NFC can lengthen one, so that doing it twice changes
    nothing.
    """
    if len(text) <= 1000:
        return unicodedata.normalize("NFC", text)
    return _without_towers(unicodedata.normalize("NFC", _without_towers(text)))


def fold(nfc: str) -> Folded:
    """Fold a note that is already NFC; accepts any string, lone surrogates too."""
    if _TABLE.keys() >= set(nfc):  # the table gives one character for each
        return Folded(nfc, "".join([_TABLE[char] for char in nfc]), list(range(len(nfc))), True)
    nfc = nfc.translate(_CROSSED_D)
    chars = [_TABLE[char] if char in _TABLE else _fold_rare(char) for char in nfc]
    at = [index for index, folded in enumerate(chars) for _ in folded]
    return Folded(nfc, "".join(chars), at)
