"""Numbers that a note about help may hold: dates, times, money, percentages, decrees, lists.

Each number of a chain gets a mark. The surer the form, the less a longer reading may run
across it: "05/11/2026 08:30" holds twelve digits and is no identity number.
"""

from __future__ import annotations

from .chains import Chain
from .folding import Folded
from .tokens import Token

BARE = 0  # nothing known
YEAR = 1  # 1900-2099
SOFT = 2  # a short date, "18/20", "69/2024": honest unless a number runs through it
FIRM = 3  # full date, clock time, money, percentage: ends a chain

_MONEY_UNITS = frozenset(
    {"d", "dong", "vnd", "k", "nghin", "ngan", "trieu", "tr", "ty", "usd", "ngh"}
)

# Short numbers that anybody may call or write to.
PUBLIC_NUMBERS = frozenset(
    {"111", "112", "113", "114", "115", "156", "191", "195", "198", "1022", "1414", "5656", "8088"}
)


def _value(number: Token, longest: int, least: int, most: int) -> bool:
    """Tell whether the number has at most `longest` digits and lies in [least, most]."""
    return len(number.text) <= longest and least <= int(number.text) <= most


def is_day(number: Token) -> bool:
    return _value(number, 2, 1, 31)


def is_month(number: Token) -> bool:
    return _value(number, 2, 1, 12)


def is_year(number: Token) -> bool:
    return _value(number, 4, 1900, 2099)


def is_compact_date(digits: str) -> bool:
    """Tell whether eight digits are a day of 2020-2039: 24112026 or 20261124."""
    if len(digits) != 8:
        return False
    year, month, day = digits[:4], digits[4:6], digits[6:]
    if not ("2020" <= year <= "2039"):
        day, month, year = digits[:2], digits[2:4], digits[4:]
    return "2020" <= year <= "2039" and "01" <= month <= "12" and "01" <= day <= "31"


def is_hotline(digits: str) -> bool:
    """Tell whether these are a public service number (1800/1900 and four or six digits)."""
    return digits[:4] in ("1800", "1900") and len(digits) in (8, 10)


def unit_after(tokens: list[Token], index: int, folded: Folded) -> str:
    """Give the word that follows token `index` with nothing but spaces between, or ""."""
    if index + 1 >= len(tokens) or tokens[index + 1].is_number:
        return ""
    gap = folded.chars[tokens[index].end : tokens[index + 1].start]
    return tokens[index + 1].text if len(gap) <= 2 and gap.strip(" ") == "" else ""


def _apart(chain: Chain, first: int, last: int, gap: str) -> bool:
    """Tell whether the stretch does not go on, on either side, with the same sign."""
    before = chain.gaps[first - 1] if first > 0 else ""
    after = chain.gaps[last] if last < len(chain.gaps) else ""
    return before != gap and after != gap


def full_date(chain: Chain, k: int) -> int:
    """Give the length of a date with its whole year at place k, or 0."""
    numbers, gaps = chain.numbers, chain.gaps
    if k + 2 >= len(numbers) or gaps[k] != gaps[k + 1] or gaps[k].strip(" ") not in ("/", "-", "."):
        return 0
    a, b, c = numbers[k : k + 3]
    forward = is_day(a) and is_month(b) and is_year(c)
    backward = len(a.text) == 4 and is_year(a) and is_month(b) and is_day(c)
    return 3 if (forward or backward) and _apart(chain, k, k + 2, gaps[k]) else 0


def _clock(chain: Chain, k: int) -> int:
    """Give the length of "14:05" or "14:05:30" at place k, or 0."""
    numbers, gaps = chain.numbers, chain.gaps
    count = 1
    while (
        count < 4
        and k + count < len(numbers)
        and gaps[k + count - 1] == ":"
        and len(numbers[k + count].text) == 2
        and int(numbers[k + count].text) <= 59
    ):
        count += 1
    fits = count in (2, 3) and _value(numbers[k], 2, 0, 24)
    return count if fits and _apart(chain, k, k + count - 1, ":") else 0


def _money(chain: Chain, k: int, unit: list[str]) -> int:
    """Give the length of a sum at place k, or 0. `unit[i]` is the word after number i.

    Nobody writes a citizen's number of nine digits so that it ends in 000, and nobody
    notes a sum of a hundred million to the last đồng: that tells 212.345.678 from money.
    """
    numbers, gaps = chain.numbers, chain.gaps
    first = numbers[k].text
    if first[0] == "0":
        return 0
    last = k
    if len(first) <= 3 and k < len(gaps) and gaps[k] in (".", ",", " "):
        while last < len(gaps) and gaps[last] == gaps[k] and len(numbers[last + 1].text) == 3:
            last += 1
            if last - k > 4:
                return 0  # more than the country has
    gap = gaps[k] if last > k else ""
    if gap and not _apart(chain, k, last, gap):
        return 0
    digits = first + "".join(number.text for number in numbers[k + 1 : last + 1])
    has_unit = unit[last] in _MONEY_UNITS
    if gap in (".", ","):
        enough = "" if has_unit else "00"
        return last - k + 1 if digits.endswith(enough if len(digits) < 9 else "000") else 0
    enough = "00" if len(digits) < 7 else "000"
    return last - k + 1 if has_unit and (len(digits) <= 4 or digits.endswith(enough)) else 0


def _percent(chain: Chain, k: int, folded: Folded) -> int:
    """Give the length of "50%" or "62,5 %" at place k, or 0."""
    count = 2 if k < len(chain.gaps) and chain.gaps[k] in (",", ".") else 1
    for length in (count, 1):
        last = chain.numbers[k + length - 1]
        if len(last.text) <= 3 and folded.chars[last.end : last.end + 2].strip(" ")[:1] == "%":
            return length
    return 0


def _soft(chain: Chain, k: int) -> int:
    """Give the length of a short date, a decree number or a fraction at place k, or 0."""
    numbers, gaps = chain.numbers, chain.gaps
    if k >= len(gaps) or gaps[k] not in ("/", "-", "."):
        return 0
    a, b, gap = numbers[k], numbers[k + 1], gaps[k]
    if k + 1 < len(gaps):
        c = numbers[k + 2]
        whole = _apart(chain, k, k + 2, gaps[k + 1]) and gaps[k + 1] in ("/", ".", "-")
        if whole and gap == gaps[k + 1] and is_day(a) and is_month(b) and _value(c, 2, 20, 39):
            return 3  # 24/11/26
        if whole and gap == "-" != gaps[k + 1] and is_day(a) and is_day(b) and is_month(c):
            return 3  # 24-26/11
    if not _apart(chain, k, k + 1, gap):
        return 0
    if is_day(a) and is_month(b):
        return 2
    if len(b.text) == 4 and is_year(b):  # 11/2026, 69/2024
        decree = gap == "/" and len(a.text) <= 5 and (a.text[0] != "0" or len(a.text) <= 2)
        return 2 if decree or is_month(a) else 0
    plain = all(len(n.text) <= 3 and (n.text[0] != "0" or len(n.text) == 1) for n in (a, b))
    return 2 if gap == "/" and plain else 0


def _is_service_code(chain: Chain, k: int, folded: Folded) -> bool:
    """Tell whether number k is the rest of a code of the catalogue: "DD01", "TT04".

    DT is left out: "đt09" begins a phone number.
    """
    number = chain.numbers[k]
    before = folded.chars[max(0, number.start - 3) : number.start]
    letters = before[-2:] in ("dd", "dv", "tt", "bh", "kn", "at", "kh")
    return letters and len(number.text) == 2 and not (len(before) == 3 and before[0].isalnum())


def _procedure(chain: Chain, k: int) -> int:
    """Give the length of a procedure's code at place k, "1.004859.000.00.00" of "….H48", or 0."""
    numbers, gaps = chain.numbers, chain.gaps
    if gaps[k : k + 1] != ["."] or numbers[k].text not in ("1", "2", "3"):
        return 0
    if len(numbers[k + 1].text) != 6 or numbers[k + 1].text[0] != "0":
        return 0
    whole = gaps[k + 1 : k + 4] == [".", ".", "."]
    rest = [number.text for number in numbers[k + 2 : k + 5]]
    return 5 if whole and rest == ["000", "00", "00"] else 2


def is_quarter(text: str) -> bool:
    """Tell whether four digits are a time of day at a quarter of the hour: "0730"."""
    return len(text) == 4 and text[:2] < "24" and text[2:] in ("00", "15", "30", "45")


def _shift(chain: Chain, k: int) -> int:
    """Give the length of "0730-1100" at place k, or 0."""
    texts = [number.text for number in chain.numbers[k : k + 2]]
    fits = chain.gaps[k : k + 1] == ["-"] and all(map(is_quarter, texts)) and texts[0] < texts[1]
    return 2 if fits and _apart(chain, k, k + 1, "-") else 0


def _product(chain: Chain, k: int) -> int:
    """Give the length of "12 x 25000 = 300000" at place k, or 0."""
    signs = [gap.strip(" ") for gap in chain.gaps[k : k + 2]]
    texts = [number.text for number in chain.numbers[k : k + 3]]
    if signs not in (["x", "="], ["*", "="]) or max(map(len, texts)) > 7:
        return 0
    return 3 if int(texts[0]) * int(texts[1]) == int(texts[2]) else 0


def _error_code(chain: Chain, k: int, folded: Folded) -> int:
    """Give 1 for the digits of "0x80070005"."""
    number = chain.numbers[k]
    before = folded.chars[max(0, number.start - 3) : number.start]
    hexadecimal = before[-2:] == "0x" and not before[:-2].isalnum() and len(number.text) == 8
    return int(hexadecimal and number.text[0] in "08")


def mark(chain: Chain, tokens: list[Token], folded: Folded) -> list[int]:
    """Give each number of the chain its mark."""
    unit = [unit_after(tokens, index, folded) for index in chain.indexes]
    marks = [BARE] * len(chain.numbers)
    k = 0
    while k < len(marks):
        length = (
            int(_is_service_code(chain, k, folded))
            or _procedure(chain, k)
            or _product(chain, k)
            or _error_code(chain, k, folded)
            or full_date(chain, k)
            or _shift(chain, k)
            or _clock(chain, k)
            or _percent(chain, k, folded)
            or _money(chain, k, unit)
        )
        kind = FIRM
        if not length:
            length, kind = _soft(chain, k), SOFT
        if not length and len(chain.numbers[k].text) == 4 and is_year(chain.numbers[k]):
            length, kind = 1, YEAR
        for offset in range(length):
            marks[k + offset] = kind
        k += max(length, 1)
    return marks
