"""Numbers that stand together and are none: dates and counts in turn, lists, tallies."""

from __future__ import annotations

from itertools import pairwise

from .chains import Chain
from .honest import BARE, is_quarter

# What is counted off or counted for: "tổ 1 2 3 4 5 6 7 8 9", "lượt theo tổ 30 25 18 42 17 22".
_LIST_WORDS = frozenset(
    {"to", "tdp", "thon", "xom", "khu", "doi", "nhom", "lop", "ngay", "cau", "buoc", "muc", "phong"}
    | {"ngo", "luot", "bang", "trang", "tang", "loi"}
)


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


def are_errors(chain: Chain, first: int, last: int) -> bool:
    """Tell whether numbers are codes of errors: "lỗi 404 500 502"."""
    texts = [number.text for number in chain.numbers[first : last + 1]]
    return chain.lead == "loi" and all(len(text) <= 5 and text[0] != "0" for text in texts)


def _is_tally(texts: list[str]) -> bool:
    """Tell whether numbers are counts by what they are: all tens ("20 50 100 200"), with their sum
    at the end, at one distance ("12 24 36"), times of day.

    None of that happens to a number in pieces more than once in a thousand.
    """
    if any(len(text) > 8 for text in texts):
        return False
    values = [int(text) for text in texts]
    steps = {then - now for now, then in pairwise(values)}
    if all(map(is_quarter, texts)) and min(steps) > 0:
        return True
    if any(text[0] == "0" for text in texts):
        return False
    if len(texts) == 2:
        return all(value % 1000 == 0 for value in values)
    even = len(steps) == 1 and 2 <= min(steps) <= 20 and min(values) >= 10
    sum_ends = sum(values[:-1]) == values[-1]
    tens = all(value % 10 == 0 for value in values)
    return even or sum_ends or tens


def is_list(chain: Chain, first: int, last: int) -> bool:
    """Tell whether the numbers count up: "tổ 03 04 05", or "các ngày 05, 12, 19, 26".

    Rising by more than one is believed only with commas, for a phone number in pairs
    rises by chance about once in a hundred. Without commas, nine or twelve digits that no
    word calls a list are taken for a number: "1 2 3 4 5 6 7 8 9".
    """
    if last == first:
        return False
    if _is_tally([number.text for number in chain.numbers[first : last + 1]]):
        return True
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
