"""Which passwords are refused, and why. No rules of composition: what counts is how many guesses a
password takes (ASVS 5.0 6.2.4 and 6.2.11, NIST 800-63B-4 3.1.1.2)."""

import re
from collections.abc import Iterable

from server.accounts.passwords import PASSWORD_CHARS
from sync.problems import PROBLEMS, ProblemError
from sync.text import fold

LEAST_GUESSES = 10**9
"""At the throttle's 75 guesses an hour that is 1,500 years; zxcvbn gives it 3 of 4."""
LEAST_LETTERS = 6
"""So many letters a password has beside words that everybody here knows."""
_LOOKED_AT = 40
"""What is hard to guess in this many characters is so as a whole."""
_SIGNS, _MOST_SIGNS = frozenset("4@8({[<369&#!1/|0$5+7%2"), 8
"""Digits and signs that zxcvbn reads as letters, in every combination: of all of them that would take it
seconds."""
_HERE = (
    "tungngo", "tung ngo", "danganh", "dang anh", "ducpho", "duc pho", "quangngai", "quang ngai",
    "doanthanhnien", "thanhnien", "thanhdoan", "tinhdoan", "xadoan", "doan", "tinhnguyen",
    "chuyendoiso", "dichvucong", "vneid", "dieuphoi", "quantri", "admin", "canbo",
)  # fmt: skip
"""Words of this product and this place, without marks."""
_COMMON_HERE = (
    "matkhau", "mat khau", "anhyeuem", "emyeuanh", "yeuem", "iloveyou", "xinchao", "vietnam", "viet nam",
    "hochiminh", "hanoi", "saigon", "danang", "khongbiet", "concho", "bongda", "giadinh", "motnguoi",
)  # fmt: skip
"""What people here take, and no English list has."""
_SHORTEST_WORD = 3


def check_password(password: str, role: str, words: Iterable[str]) -> None:
    """Raises password_refused, with the reason in the details, for a new password that is too short
    (`short`), made of the product's, the place's or the account's own words (`context`), or among
    the first that somebody guesses (`common`). `words`: login, names of the person and the units."""
    reason = why_refused(password, role, words)
    if reason is not None:
        raise ProblemError(PROBLEMS["password_refused"], {"reason": reason})


def why_refused(password: str, role: str, words: Iterable[str]) -> str | None:
    """`short`, `context` or `common`; None for a password that is good."""
    if len(password) < PASSWORD_CHARS[role]:
        return "short"
    context = _known_words(words)
    if len(_letters_beside(password, context)) < LEAST_LETTERS and _has_one(password, context):
        return "context"
    known = [*context, *_COMMON_HERE]
    spellings = {password.lower(), fold(password)}
    if any(_guesses(each, known) < LEAST_GUESSES for each in spellings):
        return "common"
    return None


def _known_words(words: Iterable[str]) -> list[str]:
    """Each of these texts, its words, and its words written together, without marks; long first."""
    found = set(_HERE)
    for text in words:
        parts = re.findall(r"[^\W_]+", fold(text))
        found |= {fold(text), "".join(parts), *parts}
        found |= {"".join(parts[start:end]) for start, end in _runs(len(parts))}
    return sorted((each for each in found if len(each) >= _SHORTEST_WORD), key=len, reverse=True)


def _runs(count: int) -> Iterable[tuple[int, int]]:
    """Every two or three neighbours: of "xa Khanh Cuong" the name alone."""
    return ((start, start + size) for size in (2, 3) for start in range(count - size + 1))


def _letters_beside(password: str, context: Iterable[str]) -> str:
    """The letters of a password that are in none of these words."""
    left = _plain(password)
    for word in context:
        left = left.replace(_plain(word), " ")
    return "".join(char for char in left if char.isalpha())


def _has_one(password: str, context: Iterable[str]) -> bool:
    plain = _plain(password)
    return any(_plain(word) in plain for word in context)


def _plain(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _guesses(password: str, known: list[str]) -> float:
    from zxcvbn import zxcvbn  # noqa: PLC0415  # 15 MB of words, for what is seldom done

    looked_at = _with_few_signs(password[:_LOOKED_AT])
    return float(zxcvbn(looked_at, user_inputs=known)["guesses"]) if looked_at else 0


def _with_few_signs(text: str) -> str:
    """With no more than a few different signs; what is left of the others is a character that stands for
    no letter."""
    signs = list(dict.fromkeys(char for char in text if char in _SIGNS))
    return "".join("~" if char in signs[_MOST_SIGNS:] else char for char in text)
