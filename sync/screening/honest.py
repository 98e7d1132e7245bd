"""Numbers that a note about help may hold: dates, times, money, percentages, decrees, lists.

Each number of a chain gets a mark. The surer the form, the less a longer reading may run
across it: "05/11/2026 08:30" holds twelve digits and is no identity number.
"""

from __future__ import annotations

from .folding import Folded
from .tokens import Chain, Token

BARE = 0  # nothing known
YEAR = 1  # 1900-2099
SOFT = 2  # a short date, "18/20", "69/2024": honest unless a number runs through it
FIRM = 3  # full date, clock time, money, percentage: ends a chain

_MONEY_UNITS = frozenset(
    {"d", "dong", "vnd", "k", "nghin", "ngan", "trieu", "tr", "ty", "usd", "ngh"}
)

# What is counted off or counted for: "tổ 1 2 3 4 5 6 7 8 9", "lượt theo tổ 30 25 18 42 17 22".
_LIST_WORDS = frozenset(
    {"to", "tdp", "thon", "xom", "khu", "doi", "nhom", "lop", "ngay", "cau", "buoc", "muc", "phong"}
    | {"ngo", "luot", "bang", "trang", "tang"}
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


def _record(chain: Chain, k: int, folded: Folded) -> int:
    """Give the length of a case file's number, the rest of "H48.15-250611-0001", or 0.

    The H is Vietnam's code of an office, the middle the day the file was taken in.
    """
    start = chain.numbers[k].start
    before = folded.chars[max(0, start - 2) : start]
    if before[-1:] != "h" or (len(before) == 2 and before[0].isalnum()):
        return 0
    texts = [number.text for number in chain.numbers[k : k + 4]]
    gaps = chain.gaps[k : k + 3]
    office = 2 if gaps[:1] == ["."] else 1
    if gaps[: office + 1] != [*["."] * (office - 1), "-", "-"]:
        return 0
    day, serial = texts[office], texts[office + 1]
    taken_in = len(day) == 6 and is_compact_date("20" + day)
    fits = all(2 <= len(text) <= 3 for text in texts[:office]) and 4 <= len(serial) <= 5
    return office + 2 if taken_in and fits else 0


def mark(chain: Chain, tokens: list[Token], folded: Folded) -> list[int]:
    """Give each number of the chain its mark."""
    unit = [unit_after(tokens, index, folded) for index in chain.indexes]
    marks = [BARE] * len(chain.numbers)
    k = 0
    while k < len(marks):
        length = (
            int(_is_service_code(chain, k, folded))
            or _record(chain, k, folded)
            or full_date(chain, k)
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


def is_plausible(chain: Chain, marks: list[int], first: int, last: int) -> bool:
    """Tell whether numbers first..last read as dates and counts, a count after each date.

    Two unexplained numbers side by side, a long one, or one that begins with 0 do not.
    """
    bare_before = False
    for number, kind in zip(chain.numbers[first : last + 1], marks[first : last + 1], strict=True):
        bare = kind == BARE
        text = number.text
        if bare and (bare_before or len(text) > 4 or (text[0] == "0" and len(text) > 2)):
            return False
        bare_before = bare
    return True


def is_plain(gap: str) -> bool:
    """Tell whether a gap is only spaces, or a dot or dash, as inside one number in pieces."""
    return gap.strip(" ") in ("", ".", "-")


def is_counted_off(chain: Chain) -> bool:
    """Tell whether the word before the chain is one that lists are made of."""
    return chain.lead in _LIST_WORDS


def is_list(chain: Chain, first: int, last: int) -> bool:
    """Tell whether the numbers count up: "tổ 03 04 05", or "các ngày 05, 12, 19, 26".

    Rising by more than one is believed only with commas, for a phone number in pairs
    rises by chance about once in a hundred. Without commas, nine or twelve digits that no
    word calls a list are taken for a number: "1 2 3 4 5 6 7 8 9".
    """
    if last - first < 2:
        return False
    rising, by_one, commas = True, True, True
    for k in range(first, last):
        now, then = chain.numbers[k].text, chain.numbers[k + 1].text
        if len(now) > 3 or len(then) > 3:
            return False
        rising = rising and int(now) < int(then)
        by_one = by_one and int(now) + 1 == int(then)
        commas = commas and len(chain.gaps[k]) > 1 and chain.gaps[k][0] in ",;"
    count = sum(len(number.text) for number in chain.numbers[first : last + 1])
    if count in (9, 12) and not is_counted_off(chain):
        by_one = by_one and not all(map(is_plain, chain.gaps[first:last]))
    return by_one or (rising and commas)
