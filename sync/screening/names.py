"""Names of persons that begin with a family name: "ông Nguyễn Văn Ba", "le thi hoa".

A form of address with a given name alone ("bác Sáu") may stay. What streets, schools and communes
are called after may stay too, unless it is somebody's: "đường Lê Lợi", but "bà Võ Thị Sáu, xóm 3".
"""

from __future__ import annotations

from .births import year_beside
from .findings import Claim
from .folding import fold
from .heroes import hero_at
from .name_words import (
    AREA_WORDS,
    COMMUNES,
    COMPOUNDS,
    DOUBTFUL_SURNAMES,
    FALLEN,
    FIRST_GIVEN,
    INTRODUCING,
    KIN,
    LAST_SURNAMES,
    MIDDLES,
    NEIGHBOURS,
    NOT_AFTER,
    NOT_BEFORE_THI,
    OFFICES,
    PLACE_PHRASES,
    PLACE_WORDS,
    SPEECH,
    SURE_UNMARKED,
    SURNAMES,
    TITLES,
    UNMARKED_MIDDLE_NAMES,
    UNMARKED_MIDDLES,
    UNSURE_UNMARKED,
    WORD_SURNAMES,
)
from .syllables import is_word
from .writing import Writing

_LONGEST = 5

_SURNAMES = frozenset(fold(word).chars for word in SURNAMES)
_WORDS = frozenset(fold(word).chars for word in WORD_SURNAMES)
_ANY = SURNAMES | DOUBTFUL_SURNAMES | WORD_SURNAMES
_FAMILIES = frozenset(fold(word).chars for word in _ANY)
_NO_SURNAMES = NOT_BEFORE_THI | PLACE_WORDS | TITLES


def _is_surname(note: Writing, at: int) -> bool:
    """Tell whether the word is a family name, with its marks or without any."""
    if note.text(at) not in _FAMILIES:
        return _is_rare_surname(note, at)
    before = note.text(at - 1)
    other_word = before in NOT_AFTER.get(note.text(at), frozenset())
    if other_word and (note.unmarked(at) or before == "sa"):
        return False
    return note.spelled(at, _ANY) or note.unmarked(at) or _is_rare_surname(note, at)


def _is_rare_surname(note: Writing, at: int) -> bool:
    """Tell whether the word is a family name of few, by what follows: "Vàng Thị Mỷ"."""
    capitals = all(note.capital(at + offset) for offset in range(3))
    together = capitals and note.joined(at) and note.joined(at + 1)
    if not together or note.raw(at + 1) != "thị" or note.spelled(at, _NO_SURNAMES):
        return False
    return not note.spelled(at + 2, COMPOUNDS["thi"])


def _is_titled(note: Writing, at: int) -> bool:
    return at > 0 and note.joined(at - 1) and note.spelled(at - 1, TITLES)


def _lives_somewhere(note: Writing, at: int) -> bool:
    return note.text(at) in ("to", "xom", "thon") and note.number(at + 1) != ""


def _public_name(note: Writing, at: int) -> int:
    """Give how many words the name of a street or school at a place has, or 0 where it is
    somebody's: "bà Võ Thị Sáu", "Lê Văn Tám, tổ 5", "Trần Phú Quý"."""
    length = hero_at(note, at)
    after = at + length
    hamlet = _lives_somewhere(note, after)
    addressed = at > 0 and note.joined(at - 1) and note.spelled(at - 1, NEIGHBOURS)
    longer = note.capital(after) and note.joined(after - 1)
    longer = longer and not note.spelled(after, COMMUNES | PLACE_WORDS)
    own = addressed or (hamlet if length > 2 else longer)
    return 0 if own else length


def _is_after_place(note: Writing, at: int) -> bool:
    """Tell whether the word before makes the name a place's: "trường THPT số 1", "di tích". Behind
    "trưởng thôn" and "mẹ liệt sĩ" it is somebody's."""
    if at == 0:
        return False
    if note.number(at - 1):
        return note.text(at - 2) in ("so", "cap", "hem", "kiet", "ngo")
    phrase = f"{note.text(at - 2)}-{note.text(at - 1)}"
    if note.spelled(at - 1, AREA_WORDS):
        return note.text(at - 2) not in OFFICES and not _has_middle(note, at)
    if phrase in FALLEN:
        return note.text(at - 3) not in KIN
    return note.spelled(at - 1, PLACE_WORDS) or phrase in PLACE_PHRASES


def _has_middle(note: Writing, at: int) -> bool:
    """Tell whether "Thị" or "Văn" and a given name follow the family name at a place."""
    parted = not note.joined(at) and note.gap(at) not in (".", ". ")
    if parted or not note.joined(at + 1) or not note.text(at + 2):
        return False
    capitals = all(note.capital(at + offset) for offset in range(3))
    sure = note.text(at) in _SURNAMES
    compound = note.spelled(at + 2, COMPOUNDS.get(note.text(at + 1), frozenset()))
    if note.text(at) in _WORDS:
        return capitals and not compound and note.spelled(at + 1, MIDDLES)
    if note.spelled(at + 1, MIDDLES):
        return sure or capitals or not compound
    if not note.spelled(at + 1, UNMARKED_MIDDLES):
        return False
    if capitals:
        return sure or not compound
    hamlet = _lives_somewhere(note, at + 3) or _lives_somewhere(note, at + 4)
    # Where other words have marks, "trinh thi" is not "trình thì".
    outlier = hamlet or not note.unmarked(at) or note.has_marks
    known = note.text(at) in SURE_UNMARKED or (sure and outlier)
    spoken = note.text(at + 2) in SPEECH or compound
    titled = _is_titled(note, at)
    return (known and (titled or not spoken)) or (titled and not spoken)


def _capitals(note: Writing, at: int) -> int:
    """Give how many words with capitals stand together from a place on."""
    count = 0
    while count < _LONGEST and note.capital(at + count):
        if count > 0 and note.spelled(at + count, PLACE_WORDS):
            break
        count += 1
        if not (note.joined(at + count - 1) or note.gap(at + count - 1) == ". "):
            break
    return count


def _unfolded(note: Writing, at: int) -> int:
    """Give how many words a name in small letters has after "Thị" or "Văn" at place at + 1."""
    second = note.text(at + 3)
    doubled = note.joined(at + 2) and note.spelled(at + 2, FIRST_GIVEN) and second not in SPEECH
    return 4 if doubled and second and is_word(second) and len(second) > 1 else 3


def _small(note: Writing, at: int) -> int:
    """Give the length of a name in small letters without "Thị" or "Văn": "trần quốc bảo"."""
    if not note.joined(at) or not is_word(note.text(at + 1)):
        return 0
    family, given = note.text(at), note.text(at + 2)
    if note.unmarked(at):
        middle = family in SURE_UNMARKED and note.text(at + 1) in UNMARKED_MIDDLE_NAMES
    else:
        middle = family == "nguyen" or note.spelled(at + 1, FIRST_GIVEN)
    if middle and note.joined(at + 1) and is_word(given) and given not in SPEECH:
        return 3 if family in _SURNAMES else 0
    return 2 if note.raw(at) == "nguyễn" and _is_titled(note, at) else 0


def _length(note: Writing, at: int) -> int:
    """Give how many words the name at a place has, or 0 where there is none."""
    capitals = _capitals(note, at)
    if _has_middle(note, at):
        return max(capitals, _unfolded(note, at))
    if capitals >= _least(note, at):
        return capitals
    return _small(note, at)


def _least(note: Writing, at: int) -> int:
    """Give how many words with capitals make a name: "cô Kim Anh" and "Hoàng Yến" may be given
    names alone."""
    if note.text(at) in _WORDS:
        return _LONGEST + 1
    doubtful = note.text(at) not in _SURNAMES or (
        note.unmarked(at) and note.text(at) in UNSURE_UNMARKED
    )
    if doubtful:
        told = _is_titled(note, at) or note.spelled(at + 2, MIDDLES)
        return 3 if told else _LONGEST + 1
    acronym = not is_word(note.text(at + 1)) and len(note.text(at + 1)) > 1
    return 3 if note.text(at) == "hoang" or acronym else 2


_MOST_GIVEN = 3


def _given_before(note: Writing, at: int) -> int:
    """Give how many words of a given name stand before the family name at a place, where something
    says that they are one: "gặp An Nguyễn", "facebook Thu Hoa Tran"."""
    last = note.text(at) in LAST_SURNAMES and note.capital(at)
    if not last or (note.joined(at) and note.capital(at + 1)):
        return 0
    for count in range(1, _MOST_GIVEN + 1):
        first = at - count
        is_given = note.joined(first) and note.capital(first) and first > 0
        if not is_given or note.spelled(first, PLACE_WORDS | COMMUNES | TITLES):
            return 0
        told = note.text(first - 1) in INTRODUCING or note.spelled(first - 1, TITLES)
        if told and (note.joined(first - 1) or note.gap(first - 1) == ": "):
            return count
    return 0


def names(note: Writing) -> list[Claim]:
    """Claim the names of persons in a note, and the year of birth that stands after one."""
    claims: list[Claim] = []
    at = 0
    while at < len(note.tokens):
        step = 1
        if _is_surname(note, at):
            hero = _public_name(note, at)
            length = 0 if hero or _is_after_place(note, at) else _length(note, at)
            step = max(1, hero, length)
            before = _given_before(note, at) if not hero and not length else 0
            if length or before:
                last = at + max(length, 1) - 1
                start, end = note.tokens[at - before].start, note.tokens[last].end
                claims.append(Claim("person_name", start, end))
                claims.extend(year_beside(note, last))
        at += step
    return claims
