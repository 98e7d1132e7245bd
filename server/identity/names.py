"""The name that a volunteer gives."""

import unicodedata

from sync.problems import PROBLEMS, ProblemError
from sync.screening import find_citizen_data

NAME_CODE_POINTS = 60


def clean_name(text: str) -> str:
    """The name in NFC with single spaces. Raises name_refused for one that is empty, too long,
    not writing, or that holds a number or address by which a person could be found."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= NAME_CODE_POINTS:
        raise ProblemError(PROBLEMS["name_refused"])
    # Control and unassigned characters, and marks that turn the writing direction around.
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs") for char in name):
        raise ProblemError(PROBLEMS["name_refused"])
    if not any(char.isalpha() for char in name) or find_citizen_data(name):
        raise ProblemError(PROBLEMS["name_refused"])
    return name


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals."""
    return one.casefold() == other.casefold()
