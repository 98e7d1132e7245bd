"""Codes said in words after the word for one: "otp bốn tám hai chín", "mã là một hai ba bốn".

So few digits in words are plain speech elsewhere ("otp hai ba năm không dùng"): without "là" one
of them must be a word for nothing but a digit, and no count may follow.
"""

from __future__ import annotations

from .findings import Claim
from .keywords import CONNECTORS, COUNT_WORDS, EQUALS
from .near import KIND, Surroundings
from .syllables import words
from .tokens import digit_of

_REACH = 5
_SHORTEST, _LONGEST = 4, 8
_CODES = frozenset({"code", "card_code", "secret", "pin", "bare_code"})
_SURE = words("bốn bon tư sáu bảy bẩy tám chín chin lăm hông mốt")
_COUNTS = COUNT_WORDS | words("bac co chu ban ngay nam thang tuan gio bua lan nguoi")


def _digits_from(around: Surroundings, at: int, most: int = _LONGEST + 1) -> int:
    """Give how many digits stand together from a place on, said or written singly."""
    count = 0
    while at + count < len(around.tokens) and count < most:
        token = around.tokens[at + count]
        single = len(token.text) == 1 if token.is_number else digit_of(token, around.folded)
        if not single:
            break
        count += 1
    return count


def _is_sure(around: Surroundings, at: int, count: int) -> bool:
    if around.note.text(at + count) in _COUNTS:
        return False
    return any(around.note.spelled(at + offset, _SURE) for offset in range(count))


def _code_after(around: Surroundings, at: int, needs_sign: bool) -> Claim | None:
    explicit = False
    for place in range(at + 1, at + 1 + _REACH):
        gap = around.note.gap(place - 1)
        explicit = explicit or any(sign in gap for sign in ":=>")
        count = _digits_from(around, place)
        if _SHORTEST <= count <= _LONGEST:
            sure = explicit or (not needs_sign and _is_sure(around, place, count))
            start, end = around.tokens[place].start, around.tokens[place + count - 1].end
            return Claim("one_time_code", start, end) if sure else None
        word = around.note.text(place)
        if word not in CONNECTORS:
            return None
        explicit = explicit or word in EQUALS
    return None


def _code_before(around: Surroundings, at: int) -> Claim | None:
    """Read "bốn tám hai chín là mã": the digits before a word for a code at a place."""
    first = last = at - 2
    if around.note.text(at - 1) not in EQUALS:
        return None
    while first >= 0 and last - first <= _LONGEST and _digits_from(around, first, 1):
        first -= 1
    count = last - first
    if not _SHORTEST <= count <= _LONGEST:
        return None
    return Claim("one_time_code", around.tokens[first + 1].start, around.tokens[last].end)


def spoken_codes(around: Surroundings) -> list[Claim]:
    """Claim the codes and passwords of four to eight digits that are said in words."""
    claims: list[Claim] = []
    for keyword in around.ending.values():
        if keyword.topic not in _CODES:
            continue
        after = _code_after(around, keyword.last, keyword.topic == "bare_code")
        before = _code_before(around, keyword.first)
        for found in (after, before):
            if found is not None:
                claims.append(Claim(KIND[keyword.topic], found.start, found.end))
    return claims
