"""The names of volunteers, and of what coordinators keep."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from sync.kinds.member import is_name
from sync.problems import PROBLEMS, ProblemError
from sync.screening import Kind, find_citizen_data
from sync.text import fold

# Letters and signs by their category, and nothing to see.
_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
NAME_CODE_POINTS = 60
LABEL_CODE_POINTS = 120
# Volunteers have names, and schools and teams are called after people.
_ALLOWED: tuple[Kind, ...] = ("person_name",)
# In NFC no letter bears two more marks: a breve on "ơ" is one. The last is not drawn.
_TOWER = re.compile("[\u0300-\u036f]{2}|\u034f")
_CROSSED_D = str.maketrans("\u00f0\u0256", "đđ")


def clean_name(text: str) -> str:
    """The name of a person, in NFC with single spaces. Raises name_refused for one that is empty,
    too long, not writing as names here are, what stands for an erased name, or that holds a number or address by which a person could be found."""
    name = usable_name(text)
    if name is None:
        raise ProblemError(PROBLEMS["name_refused"])
    return name


def usable_name(text: str) -> str | None:
    """The name of a person like that, None for what `clean_name` refuses."""
    name = _cleaned(text, NAME_CODE_POINTS)
    return name if name is not None and is_name(name) and not _TOWER.search(name) else None


def clean_label(text: str, most: int = LABEL_CODE_POINTS) -> str:
    """The name of a unit, a team or an entry of a list, held to the same. Raises label_refused."""
    label = _cleaned(text, most)
    if label is None:
        raise ProblemError(PROBLEMS["label_refused"])
    return label


def clean_texts(given: Mapping[str, str | None], most: Mapping[str, int]) -> dict[str, str | None]:
    """What somebody wrote down beside a figure or of a day, by its name on the wire: held to the same,
    and no person may be named in it either. None for what is empty. Raises label_refused and
    person_named, which say in which one it is."""
    return {
        name: _clean_text(name, text, most[name]) if text else None for name, text in given.items()
    }


def clean_paragraphs(text: str, most: int, may_hold: Collection[Kind]) -> str:
    """Paragraphs with a blank line between them, each held to the same, so many code points in all. Raises
    label_refused, person_named for what could tell who somebody is beside what it `may_hold`."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    cleaned = [_cleaned(part, most, None) for part in parts if part]
    if not cleaned or None in cleaned:
        raise ProblemError(PROBLEMS["label_refused"])
    whole = "\n\n".join(part for part in cleaned if part)
    if len(whole) > most:
        raise ProblemError(PROBLEMS["label_refused"])
    if find_citizen_data(whole, may_hold):
        raise ProblemError(PROBLEMS["person_named"])
    return whole


def _clean_text(name: str, text: str, most: int) -> str:
    cleaned = _cleaned(text, most)
    if cleaned is None or find_citizen_data(cleaned):
        code = "label_refused" if cleaned is None else "person_named"
        details = {"errors": {"json": {name: ["citizen data"]}}}
        raise ProblemError(PROBLEMS[code], details)
    return cleaned


def _cleaned(text: str, most: int, may_hold: Collection[Kind] | None = _ALLOWED) -> str | None:
    cleaned = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(cleaned) <= most:
        return None
    # Control and unassigned characters, and marks that turn the writing direction around.
    unseen = ("Cc", "Cf", "Cn", "Co", "Cs")
    if any(unicodedata.category(char) in unseen or char in _INVISIBLE for char in cleaned):
        return None
    if not any(char.isalnum() for char in cleaned):
        return None
    return None if may_hold is not None and find_citizen_data(cleaned, may_hold) else cleaned


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """What names that are the same have in common; ð is drawn like đ."""
    return name.casefold().translate(_CROSSED_D)


def may_be_same_name(one: str, other: str) -> bool:
    """Whether two names are the same, or one is the other typed without marks: Hoa is not Hòa, and
    "nguyen thi hoa" may be either."""
    plain = fold(one)
    unmarked = plain in (one.casefold(), other.casefold())
    return same_name(one, other) or (plain == fold(other) and unmarked)
