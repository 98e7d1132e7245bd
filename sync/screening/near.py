"""Numbers that only a word beside them gives away: "otp 4829", "stk 123 456", "sđt 345678".

The nearest keyword before a number is asked first, then farther ones, then what follows.
"""

from __future__ import annotations

from .findings import Kind
from .folding import Folded
from .honest import (
    YEAR,
    full_date,
    is_compact_date,
    is_hotline,
    is_list,
    is_plausible,
    unit_after,
)
from .keywords import CONNECTORS, COUNT_WORDS, EQUALS, Keyword, Topic
from .shapes import Numbers, close_groups
from .tokens import Chain, Token

# How many words may stand between a keyword and its number.
_REACH = 6

KIND: dict[Topic, Kind] = {
    "phone": "phone_number",
    "identity": "identity_number",
    "account": "card_or_account",
    "code": "one_time_code",
    "card_code": "one_time_code",
    "bare_code": "one_time_code",
    "secret": "secret",
    "pin": "secret",
    "mailbox": "email",
}


class Surroundings:
    """A note's tokens, and its keywords found by the token they begin or end at."""

    def __init__(self, folded: Folded, tokens: list[Token], keywords: list[Keyword]) -> None:
        self.folded = folded
        self.tokens = tokens
        self.starting = {keyword.first: keyword for keyword in keywords}
        self.ending = {keyword.last: keyword for keyword in keywords}

    def text_between(self, left: int, right: int) -> str:
        """Give the folded text from the end of token `left` to the start of token `right`."""
        return self.folded.chars[self.tokens[left].end : self.tokens[right].start]


def _is_counted(around: Surroundings, chain: Chain, last: int, texts: list[str]) -> bool:
    """Tell whether a count word follows: "1200 lượt"."""
    word = unit_after(around.tokens, chain.indexes[last], around.folded)
    return word in COUNT_WORDS and all(len(text) <= 4 for text in texts)


def _long_enough(topic: Topic, digits: str, fillers: int, direct: bool, explicit: bool) -> bool:
    """Tell whether so many digits, so far from a word of this topic, are its value."""
    count = len(digits)
    if topic in ("phone", "identity", "account"):
        return count >= 6
    if topic == "code":
        return (4 <= count <= 8 and (direct or explicit)) or count == 6
    if topic == "card_code":
        return 3 <= count <= 4 and fillers <= 3
    if topic == "secret":
        return (count >= 4 and (direct or explicit)) or (count >= 6 and fillers <= 3)
    if topic == "pin":
        return 4 <= count <= 8 and (explicit or (direct and count != 5))
    return topic == "bare_code" and count == 6 and direct and fillers <= 4


def _is_honest(
    topic: Topic,
    chain: Chain,
    marks: list[int],
    group: tuple[int, int],
    direct: bool,
    explicit: bool,
) -> bool:
    """Tell whether the digits beside the keyword are a year, a day, a sum or a public number."""
    first, last = group
    digits = "".join(number.text for number in chain.numbers[first : last + 1])
    if first == last and marks[first] == YEAR and not explicit:
        return True
    if is_compact_date(digits) and not (explicit if topic in ("code", "secret", "pin") else direct):
        return True
    if topic in ("phone", "code", "secret", "pin"):
        return is_hotline(digits)
    if first == last:
        round_sum = len(digits) < 8 and digits[0] != "0" and digits.endswith("000")
        return topic == "account" and round_sum
    return is_plausible(chain, marks, first, last) or is_list(chain, first, last)


def _ask_before(
    around: Surroundings, chain: Chain, marks: list[int], group: tuple[int, int]
) -> Kind | None:
    """Ask the keywords before the group, the nearest first."""
    start = chain.indexes[group[0]]
    digits = "".join(number.text for number in chain.numbers[group[0] : group[1] + 1])
    explicit, direct = False, True
    for fillers in range(_REACH + 1):
        at = start - 1 - fillers
        if at < 0:
            break
        word = around.tokens[at]
        if fillers == 0:
            gap = around.text_between(at, start)
            explicit = any(sign in gap for sign in ":=>") or word.text in EQUALS
        keyword = around.ending.get(at)
        if keyword is not None:
            fits = _long_enough(keyword.topic, digits, fillers, direct, explicit)
            # "mk 1960" is a year of birth as a password; "đổi mật khẩu 2026" is this year's work.
            old_year = len(digits) == 4 and digits < "2020" and fillers == 0
            sure = explicit or (keyword.topic in ("secret", "pin") and old_year)
            if fits and not _is_honest(keyword.topic, chain, marks, group, direct, sure):
                return KIND[keyword.topic]
        direct = direct and (len(word.text) == 1 if word.is_number else word.text in CONNECTORS)
    return None


def _ask_after(
    around: Surroundings, chain: Chain, marks: list[int], group: tuple[int, int]
) -> Kind | None:
    """Ask the keyword after the group: "482913 là otp của bác", "123456 (vcb)"."""
    last = chain.indexes[group[1]]
    digits = "".join(number.text for number in chain.numbers[group[0] : group[1] + 1])
    said = False
    for fillers in range(4):
        at = last + 1 + fillers
        if at >= len(around.tokens):
            break
        keyword = around.starting.get(at)
        gap = around.text_between(at - 1, at)
        if keyword is not None and (said or (fillers == 0 and len(gap) <= 2 and "." not in gap)):
            topic = keyword.topic
            fits = _long_enough(topic, digits, fillers, said, said)
            if not said:
                one = group[0] == group[1] or len(digits) >= 8
                named = topic in ("phone", "identity", "account") and one and fits
                fits = named or (topic == "code" and len(digits) == 6)
            if fits and not _is_honest(topic, chain, marks, group, said, said):
                return KIND[topic]
        word = around.tokens[at]
        if word.is_number or word.text not in CONNECTORS:
            break
        said = said or word.text in EQUALS
    return None


def numbers_near_words(
    around: Surroundings, chain: Chain, marks: list[int], taken: list[bool]
) -> list[Numbers]:
    """Give the groups of a chain that a keyword claims."""
    out: list[Numbers] = []
    for group in close_groups(chain, marks, taken):
        texts = [number.text for number in chain.numbers[group[0] : group[1] + 1]]
        if sum(map(len, texts)) < 3 or _is_counted(around, chain, group[1], texts):
            continue
        kind = _ask_before(around, chain, marks, group) or _ask_after(around, chain, marks, group)
        if kind is not None:
            out.append((group[0], group[1], kind))
    return out + _birthdays_as_secrets(around, chain, marks)


def _birthdays_as_secrets(around: Surroundings, chain: Chain, marks: list[int]) -> list[Numbers]:
    """Give the days of long ago that are said to be a password: "mật khẩu: 26.01.1960"."""
    out: list[Numbers] = []
    for k in range(len(chain.numbers) - 2):
        years = [number.text for number in chain.numbers[k : k + 3] if len(number.text) == 4]
        if years and years[0] < "2015" and full_date(chain, k):
            kind = _ask_before(around, chain, marks, (k, k + 2))
            if kind in ("secret", "one_time_code"):
                out.append((k, k + 2, kind))
    return out
