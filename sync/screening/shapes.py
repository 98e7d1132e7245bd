"""Numbers that tell by their shape alone what they are, with no word to help.

Strong shapes are Vietnam's phone numbers and twelve-digit identity numbers, which begin
with 0: they are looked for across any signs between the digits. Weak shapes are all other
long numbers; what is left of a chain is weighed as a whole.
"""

from __future__ import annotations

from .chains import LINKING_WORDS, Chain
from .findings import Claim, Kind
from .honest import (
    FIRM,
    SOFT,
    is_compact_date,
    is_hotline,
)
from .numbering import LONGEST, SHORTEST, strong_shape
from .tallies import are_errors, is_counted_off, is_list, is_plain, is_plausible

# Places first..last of a chain that are one number of this kind.
Numbers = tuple[int, int, Kind]

CARD: Kind = "card_or_account"


def _same_gaps(chain: Chain, first: int, last: int) -> bool:
    return len(set(chain.gaps[first:last])) <= 1


def _dictated(chain: Chain, first: int, last: int) -> bool:
    """Tell whether the digits stand one by one, with pauses: "không năm một, hai hai ba, …"."""
    singles = all(len(number.text) == 1 for number in chain.numbers[first : last + 1])
    return singles and all(gap in (" ", ", ") for gap in chain.gaps[first:last])


def _strong_from(chain: Chain, marks: list[int], first: int) -> tuple[int, Kind] | None:
    """Give the end and kind of the strong number that begins at `first`, if one does.

    Where a number in pieces may be read longer, it is, with the same sign throughout: in
    "0912.345.678 30" the 30 stays out, in "0510 990 012 34" the 34 belongs.
    """
    best: tuple[int, Kind] | None = None
    digits = ""
    for last in range(first, len(chain.numbers)):
        if marks[last] == FIRM or len(digits) + len(chain.numbers[last].text) > LONGEST:
            break
        digits += chain.numbers[last].text
        kind = strong_shape(digits, last > first) if len(digits) >= SHORTEST else None
        if kind is None:
            continue
        together = _same_gaps(chain, first, last) or _dictated(chain, first, last)
        if best is not None and not together:
            continue
        if not is_plausible(chain, marks, first, last) and not is_list(chain, first, last):
            best = (last, kind)
        if best is not None and best[0] == first:
            break
    return best


def _card_from(chain: Chain, marks: list[int], first: int) -> int:
    """Give the end of a card written in fours, or of 13 to 19 single digits, or -1.

    Asked before the strong shapes, for "9704 0512 3456 7890" holds an identity number and
    no part of it may be left standing.
    """
    size = len(chain.numbers[first].text)
    if size not in (1, 4):
        return -1
    last, count = first, size
    while (
        last < len(chain.gaps)
        and chain.gaps[last] == chain.gaps[first]
        and len(chain.numbers[last].text) == size
        and len(chain.numbers[last + 1].text) <= size
        and marks[last + 1] != FIRM
        and count <= 19
    ):
        last += 1
        count += len(chain.numbers[last].text)
    if not 13 <= count <= 19 or marks[first] == FIRM:
        return -1
    honest = is_plausible(chain, marks, first, last) or is_list(chain, first, last)
    return -1 if honest else last


def strong_numbers(chain: Chain, marks: list[int]) -> list[Numbers]:
    """Give the strong numbers of a chain in order, none overlapping."""
    out: list[Numbers] = []
    k = 0
    while k < len(chain.numbers):
        card = _card_from(chain, marks, k)
        found = (card, CARD) if card >= 0 else _strong_from(chain, marks, k)
        if found is None:
            k += 1
        else:
            out.append((k, *found))
            k = found[0] + 1
    return out


def _weak_single(digits: str) -> Kind | None:
    if len(digits) < 8 or is_compact_date(digits) or is_hotline(digits):
        return None
    if len(digits) == 8 and digits.endswith("0000") and digits[0] != "0":
        return None  # a sum: "rút 10000000"
    return "identity_number" if len(digits) in (9, 12) else "card_or_account"


def _is_exact(chain: Chain, first: int, last: int) -> bool:
    """Tell whether numbers first..last have the digits of one number, and no sign parts them.

    Groups of two are counts that stand together by chance: some group must be longer, or
    all be single digits.
    """
    texts = [number.text for number in chain.numbers[first : last + 1]]
    digits = "".join(texts)
    if len(digits) not in (9, 12) and not (len(digits) == 10 and digits[0] == "0"):
        return False
    grouped = any(len(text) > 2 for text in texts) or all(len(text) == 1 for text in texts)
    return grouped and all(map(is_plain, chain.gaps[first:last]))


def _weak_pieces(chain: Chain, marks: list[int], first: int, last: int) -> Kind | None:
    """Weigh numbers first..last, each under eight digits, as one number written in pieces."""
    texts = [number.text for number in chain.numbers[first : last + 1]]
    count = sum(len(text) for text in texts)
    singles = all(len(text) == 1 for text in texts)
    if first == last or count < (8 if singles else 9) or is_hotline("".join(texts)):
        return None
    # "xã 21472 và 21439" are two codes: such words join sure shapes only.
    if any(gap.strip(" ") in LINKING_WORDS for gap in chain.gaps[first:last]):
        return None
    same = _same_gaps(chain, first, last) or _dictated(chain, first, last)
    if count < 13 and not same and not _is_exact(chain, first, last):
        return None
    if is_plausible(chain, marks, first, last) or is_list(chain, first, last):
        return None
    if are_errors(chain, first, last):
        return None
    # Separate small counts: "30, 25, 18, 42, 17" or "30 25 18 42 17", never zero-led.
    zero_led = any(len(text) > 1 and text[0] == "0" for text in texts)
    commas = all(len(gap) > 1 and gap[0] in ",;" for gap in chain.gaps[first:last])
    small = 3 if commas else 2
    counts = not zero_led and not singles and all(len(text) <= small for text in texts)
    pairs = count == 12 and all(map(is_plain, chain.gaps[first:last]))
    if counts and (commas or not (count == 9 or (pairs and not is_counted_off(chain)))):
        return None
    return "identity_number" if count in (9, 12) else "card_or_account"


def _weak_within(chain: Chain, marks: list[int], first: int, last: int) -> list[Numbers]:
    """Find a number among others: all of first..last, or a stretch with one sign throughout.

    "tổ 3: 123 456 789" holds nine digits and a hamlet.
    """
    whole = _weak_pieces(chain, marks, first, last) if last > first else None
    if whole:
        return [(first, last, whole)]
    out: list[Numbers] = []
    k = first
    while k < last:
        end = k + 1
        while end < last and chain.gaps[end] == chain.gaps[k]:
            end += 1
        kind = _weak_pieces(chain, marks, k, end) if _is_exact(chain, k, end) else None
        if kind:
            out.append((k, end, kind))
        k = end + 1 if kind else end
    return out


def weak_numbers(chain: Chain, marks: list[int], taken: list[bool]) -> list[Claim]:
    """Claim what is left of a chain: long numbers, and pieces that make one."""
    claims: list[Claim] = []
    first = 0
    for k in range(len(chain.numbers) + 1):
        if k < len(chain.numbers) and not taken[k] and marks[k] != FIRM:
            alone = len(chain.numbers[k].text) >= 8
            if not alone:
                continue
            single = _weak_single(chain.numbers[k].text)
            if single:
                claims.append(Claim(single, chain.numbers[k].start, chain.numbers[k].end))
        for begin, last, kind in _weak_within(chain, marks, first, k - 1):
            claims.append(Claim(kind, chain.numbers[begin].start, chain.numbers[last].end))
        first = k + 1
    return claims


def _is_close(chain: Chain, k: int) -> bool:
    """Tell whether number k goes on with the one before it, for a keyword that speaks of both.

    A comma with a space parts them, and a bracket. "482 số 913" is one code, "6 số 482913" a
    length and a code.
    """
    gap = chain.gaps[k - 1]
    if gap in (",", ":"):
        return True
    if any(sign in gap for sign in ",;:("):
        return False
    inner = gap.strip(" ")
    if inner[:1] >= "a":
        return inner not in LINKING_WORDS and len(chain.numbers[k - 1].text) > 1
    return len(inner) <= 2


def close_groups(chain: Chain, marks: list[int], taken: list[bool]) -> list[tuple[int, int]]:
    """Give the groups (first, last) of a chain that one keyword may speak of.

    Dates and numbers already taken stand in no group, and part them.
    """
    out: list[tuple[int, int]] = []
    for k in range(len(chain.numbers)):
        if taken[k] or marks[k] in (SOFT, FIRM):
            continue
        if out and out[-1][1] == k - 1 and _is_close(chain, k):
            out[-1] = (out[-1][0], k)
        else:
            out.append((k, k))
    return out
