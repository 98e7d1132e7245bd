"""Numbers that only a word beside them gives away: "otp 4829", "stk 123 456", "sđt 345678".

The nearest keyword before a number is asked first, then farther ones, then what follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .chains import Chain
from .findings import Kind
from .honest import (
    PUBLIC_NUMBERS,
    YEAR,
    full_date,
    is_compact_date,
    is_hotline,
    unit_after,
)
from .keywords import CONNECTORS, COUNT_WORDS, EQUALS, HANDING, SHOWING, Keyword, Topic
from .shapes import Numbers, close_groups
from .syllables import words
from .tallies import is_list, is_plausible
from .writing import Writing

# How many words may stand between a keyword and its number.
_REACH = 6
# What stands for the digits that are not told: "cccd ****4567".
_HIDDEN = "**"
_TAILS = words("đuôi cuối tận cùng duoi cuoi tan cung")

KIND: dict[Topic, Kind] = {
    "phone": "phone_number",
    "identity": "identity_number",
    "account": "card_or_account",
    "code": "one_time_code",
    "card_code": "one_time_code",
    "bare_code": "one_time_code",
    "told": "one_time_code",
    "tail": "card_or_account",
    "secret": "secret",
    "pin": "secret",
    "mailbox": "email",
}


class Surroundings:
    """A note's tokens, and its keywords found by the token they begin or end at."""

    def __init__(self, note: Writing, keywords: list[Keyword]) -> None:
        self.note = note
        self.folded = note.folded
        self.tokens = note.tokens
        self.starting = {keyword.first: keyword for keyword in keywords}
        self.ending = {keyword.last: keyword for keyword in keywords}


@dataclass(frozen=True, slots=True)
class _Group:
    """Numbers first..last of a chain, and their digits together."""

    chain: Chain
    marks: list[int]
    first: int
    last: int

    @property
    def texts(self) -> list[str]:
        return [number.text for number in self.chain.numbers[self.first : self.last + 1]]

    @property
    def digits(self) -> str:
        return "".join(self.texts)

    @property
    def begin(self) -> int:
        """The place of the first number among all tokens."""
        return self.chain.indexes[self.first]


@dataclass(slots=True)
class _Tie:
    """How a keyword stands to the number: how many words are between, whether none of them changes
    what is meant, whether "là" or a sign says it, whether only the tail is told."""

    fillers: int = 0
    direct: bool = True
    explicit: bool = False
    tail: bool = False


def _is_counted(around: Surroundings, group: _Group) -> bool:
    """Tell whether a count word follows: "1200 lượt"."""
    word = unit_after(around.tokens, group.chain.indexes[group.last], around.folded)
    return word in COUNT_WORDS and all(len(text) <= 4 for text in group.texts)


def _is_public(around: Surroundings, group: _Group) -> bool:
    """Tell whether the numbers are for everybody: "gọi 156 5656", "soạn MK gửi 8088"."""
    if all(text in PUBLIC_NUMBERS for text in group.texts):
        return True
    before = [around.note.text(group.begin - back) for back in range(1, 7)]
    return before[0] == "gui" and "soan" in before and len(group.digits) <= 4


def _is_called(around: Surroundings, group: _Group) -> bool:
    """Tell whether a public service is called: "tổng đài Agribank 1900558818"."""
    before = (around.note.text(group.begin - back) for back in range(1, 6))
    return is_hotline(group.digits) and any(word in ("dai", "hotline", "goi") for word in before)


def _long_enough(topic: Topic, digits: str, tie: _Tie) -> bool:
    """Tell whether so many digits, so far from a word of this topic, are its value."""
    count = len(digits)
    known = tie.direct or tie.explicit
    if topic in ("phone", "identity", "account"):
        return count >= (3 if tie.tail else 6)
    if topic == "code":
        return (4 <= count <= 8 and known) or count == 6
    if topic == "card_code":
        return 3 <= count <= 4 and tie.fillers <= 3
    if topic == "secret":
        return (count >= 4 and known) or (count >= 6 and tie.fillers <= 3)
    if topic == "pin":
        return 4 <= count <= 8 and (tie.explicit or (tie.direct and count != 5))
    if topic == "bare_code":
        short = tie.explicit and 4 <= count <= 8
        return tie.direct and tie.fillers <= 4 and (count == 6 or short)
    if topic == "told":
        return tie.direct and tie.fillers <= 2 and count == 6
    return topic == "tail" and tie.direct and 4 <= count <= 6


def _is_honest(topic: Topic, group: _Group, tie: _Tie) -> bool:
    """Tell whether the digits beside the keyword are a year, a day, a sum or a public number."""
    chain, marks, digits = group.chain, group.marks, group.digits
    single = group.first == group.last
    if single and marks[group.first] == YEAR and not (tie.explicit or tie.tail):
        return True
    if is_compact_date(digits) and not (
        tie.explicit if topic in ("code", "secret", "pin") else tie.direct
    ):
        return True
    if topic in ("phone", "code", "secret", "pin"):
        return is_hotline(digits)
    if single:
        enough = "00" if topic in ("identity", "told") else "000"
        round_sum = len(digits) < 8 and digits[0] != "0" and digits.endswith(enough)
        return topic in ("account", "identity", "told") and round_sum and not tie.tail
    # Eight digits one by one after "stk" are no list, though they count up.
    singles = all(len(text) == 1 for text in group.texts) and len(digits) >= 8
    listed = is_list(chain, group.first, group.last) and not (singles and tie.direct)
    return is_plausible(chain, marks, group.first, group.last) or listed


def _tells_tail(around: Surroundings, keyword: Keyword | None) -> bool:
    """Tell whether the keyword is for the last digits: "đuôi", but not "dưới"."""
    if keyword is None or keyword.topic != "tail":
        return False
    marked = all(
        around.note.spelled(at, _TAILS) or around.note.text(at) == "so"
        for at in range(keyword.first, keyword.last + 1)
    )
    sure = keyword.last > keyword.first or not around.note.unmarked(keyword.last)
    before = keyword.first - 1 - (around.note.text(keyword.first - 1) == "co")
    named = around.ending.get(before) is not None or around.note.text(before) in ("the", "xe")
    return marked and (sure or named)


def _topic(around: Surroundings, keyword: Keyword, group: _Group, tie: _Tie) -> Topic:
    """Give what the keyword speaks of; a code that is somebody's or handed over is one, however
    short: "bác đưa mã 4829", "mã của bác 4829", "mã 4829 bà đọc"."""
    note, end = around.note, group.chain.indexes[group.last]
    if keyword.topic != "bare_code" or not tie.direct:
        return keyword.topic
    handed = HANDING.intersection((note.text(keyword.first - 1), note.text(keyword.first - 2)))
    read_out = SHOWING.intersection((note.text(end + 1), note.text(end + 2)))
    owned = note.text(keyword.last + 1) == "cua" or note.text(keyword.last) == "code"
    return "code" if handed or read_out or owned else keyword.topic


def _tells_length(around: Surroundings, at: int, group: _Group, tie: _Tie) -> bool:
    """Tell whether "6 số" ends at a token and the group has as many digits: "6 số là 482913"."""
    count = len(group.digits)
    said = around.note.text(at) == "so" and around.note.number(at - 1) == str(count)
    return said and 4 <= count <= 8 and (tie.direct or tie.explicit)


def _ask_before(around: Surroundings, group: _Group) -> Kind | None:
    """Ask the keywords before the group, the nearest first; what is merely told, or told by its
    length, yields to a keyword farther away."""
    tie = _Tie()
    least: Kind | None = None
    for fillers in range(_REACH + 1):
        tie.fillers = fillers
        at = group.begin - 1 - fillers
        if at < 0:
            break
        if fillers == 0:
            gap = around.note.gap(at)
            tie.explicit = any(sign in gap for sign in ":=>") or around.note.text(at) in EQUALS
            tie.tail = _HIDDEN in gap
        keyword = around.ending.get(at)
        tail = _tells_tail(around, keyword)
        tie.tail = tie.tail or tail
        if keyword is not None and (tail or keyword.topic != "tail"):
            kind = _kind_after(around, keyword, group, tie)
            if kind is not None and keyword.topic not in ("told", "tail"):
                return kind
            least = least or kind
        if _tells_length(around, at, group, tie):
            least = least or "one_time_code"
        word = around.tokens[at]
        tie.direct = tie.direct and (
            tail or (len(word.text) == 1 if word.is_number else word.text in CONNECTORS)
        )
    return least


def _kind_after(around: Surroundings, keyword: Keyword, group: _Group, tie: _Tie) -> Kind | None:
    """Give the kind of the group if it is the value of a keyword before it."""
    topic, digits = _topic(around, keyword, group, tie), group.digits
    # "mk 1960" is a year of birth as a password; "đổi mật khẩu 2026" is this year's work.
    old_year = len(digits) == 4 and digits < "2020" and tie.fillers == 0
    sure = tie.explicit or (topic in ("secret", "pin") and old_year)
    tailed = tie.tail or _tells_tail(around, around.ending.get(keyword.first - 1))
    asked = replace(tie, tail=tailed)
    if not _long_enough(topic, digits, asked) or _is_called(around, group):
        return None
    return None if _is_honest(topic, group, replace(asked, explicit=sure)) else KIND[topic]


def _ask_after(around: Surroundings, group: _Group) -> Kind | None:
    """Ask the keyword after the group: "482913 là otp của bác", "123456 (vcb)"."""
    last = group.chain.indexes[group.last]
    said = False
    for fillers in range(4):
        at = last + 1 + fillers
        if at >= len(around.tokens):
            break
        keyword = around.starting.get(at)
        gap = around.note.gap(at - 1)
        if keyword is not None and (said or (fillers == 0 and len(gap) <= 2 and "." not in gap)):
            kind = _kind_before(keyword, group, _Tie(fillers, said, said))
            if kind is not None:
                return kind
        word = around.tokens[at]
        if word.is_number or word.text not in CONNECTORS:
            break
        said = said or word.text in EQUALS
    return None


def _kind_before(keyword: Keyword, group: _Group, tie: _Tie) -> Kind | None:
    """Give the kind of the group if it is the value of a keyword after it."""
    topic, digits = keyword.topic, group.digits
    if topic in ("told", "tail") or (is_hotline(digits) and not tie.explicit):
        return None
    fits = _long_enough(topic, digits, tie)
    if not tie.explicit:
        one = group.first == group.last or len(digits) >= 8
        named = topic in ("phone", "identity", "account") and one and fits
        fits = named or (topic == "code" and len(digits) == 6)
    return KIND[topic] if fits and not _is_honest(topic, group, tie) else None


def numbers_near_words(
    around: Surroundings, chain: Chain, marks: list[int], taken: list[bool]
) -> list[Numbers]:
    """Give the groups of a chain that a keyword claims."""
    out: list[Numbers] = []
    for first, last in close_groups(chain, marks, taken):
        group = _Group(chain, marks, first, last)
        if len(group.digits) < 3 or _is_counted(around, group) or _is_public(around, group):
            continue
        kind = _ask_before(around, group) or _ask_after(around, group)
        if kind is not None:
            out.append((first, last, kind))
    return out + _birthdays_as_secrets(around, chain, marks)


def _birthdays_as_secrets(around: Surroundings, chain: Chain, marks: list[int]) -> list[Numbers]:
    """Give the days of long ago that are said to be a password: "mật khẩu: 26.01.1960"."""
    out: list[Numbers] = []
    for k in range(len(chain.numbers) - 2):
        years = [number.text for number in chain.numbers[k : k + 3] if len(number.text) == 4]
        if years and years[0] < "2015" and full_date(chain, k):
            kind = _ask_before(around, _Group(chain, marks, k, k + 2))
            if kind in ("secret", "one_time_code"):
                out.append((k, k + 2, kind))
    return out
