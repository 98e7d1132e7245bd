"""The words that say what the number or text beside them is.

All are folded (no marks, lower case), so "SĐT", "sdt" and "S.Đ.T" are one entry.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from .syllables import words
from .tokens import Token

Topic = Literal[
    "phone", "identity", "account", "code", "card_code", "secret", "pin", "bare_code", "told", "tail",
    "mailbox",
]  # fmt: skip

_FILE = files(__package__ or "") / "keywords.json"
_LISTS = json.loads(_FILE.read_text(encoding="utf-8"))
_PHRASES: dict[Topic, list[str]] = {
    topic: text.split(", ") for topic, text in _LISTS["phrases"].items()
}

# Where a search for a password stops, since the next one begins there.
SECRET_WORDS = frozenset({*_PHRASES["secret"], "mat"})

# May stand between a keyword and its value without changing what is meant.
CONNECTORS = words(_LISTS["connectors"])
# What follows one of these is the value, however it looks.
EQUALS = frozenset({"la", "thanh"})

# Words that make a number of four digits or more a count.
COUNT_WORDS = words(_LISTS["count_words"])
# Who does this with a code has it: "bác đưa mã 4829 để em nhập".
HANDING = words(_LISTS["handing"])
SHOWING = words(_LISTS["showing"])


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase of a topic at tokens first..last."""

    topic: Topic
    first: int
    last: int


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Topic]]]:
    index: dict[str, list[tuple[tuple[str, ...], Topic]]] = {}
    for topic, phrases in _PHRASES.items():
        for phrase in phrases:
            parts = tuple(phrase.split(" "))
            index.setdefault(parts[0], []).append((parts, topic))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_INDEX = _by_first_word()


def _stands_at(tokens: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether the phrase stands at token `at`, no more than three signs between two."""
    for offset, word in enumerate(phrase):
        index = at + offset
        if index >= len(tokens) or tokens[index].is_number or tokens[index].text != word:
            return False
        if offset > 0 and tokens[index].start - tokens[index - 1].end > 3:
            return False
    return True


def find_keywords(tokens: list[Token]) -> list[Keyword]:
    """Give the keywords of a note in order, the longest phrase at each place, none overlapping."""
    out: list[Keyword] = []
    at = 0
    while at < len(tokens):
        step = 1
        if not tokens[at].is_number:
            for phrase, topic in _INDEX.get(tokens[at].text, ()):
                if _stands_at(tokens, at, phrase):
                    out.append(Keyword(topic, at, at + len(phrase) - 1))
                    step = len(phrase)
                    break
        at += step
    return out
