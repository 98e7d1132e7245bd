"""Numbers said in tens and hundreds: "chín trăm lẻ năm", "một trăm mười hai", "sáu mươi"."""

from __future__ import annotations

from .syllables import words

_TEN = words("mười muoi")
_TENS = words("mươi mười muoi")
_HUNDREDS = words("trăm tram")
_AND = words("lẻ linh le")


def _digit(said: list[str], digits: list[str], at: int) -> str:
    """Give the digit at a place that ends a number, "" where tens or hundreds of its own begin."""
    if at >= len(said) or len(digits[at]) != 1 or said[at] == "":
        return ""
    goes_on = at + 1 < len(said) and said[at + 1] in _TENS | _HUNDREDS
    return "" if goes_on else digits[at]


def _below_hundred(said: list[str], digits: list[str], at: int, round_: bool) -> tuple[int, str]:
    """Read "sáu mươi hai" or "mười hai": how many words, and two digits; (0, "") for neither."""
    if at < len(said) and said[at] in _TEN:
        unit = _digit(said, digits, at + 1)
        return 1 + len(unit), "1" + (unit or "0")
    tens = at + 1 < len(said) and said[at + 1] in _TENS and len(digits[at]) == 1
    if not tens:
        return 0, ""
    unit = "" if round_ else _digit(said, digits, at + 2)
    return 2 + len(unit), digits[at] + (unit or "0")


def numeral(said: list[str], digits: list[str], at: int, round_: bool) -> tuple[int, str]:
    """Read the numeral that begins at a place: how many words it has and its digits, or (0, "").

    `said` holds the words as written, `digits` what each says by itself ("" for tens). Where tens
    are `round_`, "chín mươi hai" is 90 and 2.
    """
    hundreds = at + 1 < len(said) and said[at + 1] in _HUNDREDS and len(digits[at]) == 1
    if not hundreds:
        return _below_hundred(said, digits, at, round_)
    after = at + 2
    if after < len(said) and said[after] in _AND and _digit(said, digits, after + 1):
        return 4, digits[at] + "0" + digits[after + 1]
    count, rest = _below_hundred(said, digits, after, round_)
    return 2 + count, digits[at] + (rest or "00")
