"""Parting: the same note with a space wherever else one word of a name may end.

People write "Nguyễn-Văn-An", "NguyễnVănAn" and "NGUYỄNVĂNAN", and paste characters that show as
nothing between two words. Names are looked for in the note as it stands and in this one.
"""

from __future__ import annotations

import re

from .folding import Folded
from .name_words import GLUED_MIDDLES, GLUED_SURNAMES
from .syllables import is_word

# Three to five words with the same sign between all of them: "ngã tư Trần Phú-Lê Lợi" are two names.
_SIGNED = re.compile(r"\b[a-z]+([-_./])[a-z]+(?:\1[a-z]+){1,3}(?![a-z0-9@-])")
_GLUED = re.compile(
    f"(?<![a-z])({'|'.join(GLUED_SURNAMES)})({'|'.join(GLUED_MIDDLES)})([a-z]{{2,12}})(?![a-z])"
)
_RUN = re.compile(r"[a-z]+")
# What is drawn as nothing and stands for itself, not as a mark on a letter.
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def _is_border(folded: Folded, index: int) -> bool:
    """Tell whether a word may end before a letter: "Văn|An", or where nothing is drawn."""
    source, before, here = folded.source, folded.at[index - 1], folded.at[index]
    if any(char in _NOTHING for char in source[before + 1 : here]):
        return True
    small = source[before] == source[before].lower()
    return small and source[here] != source[here].lower()


def _is_given(letters: str) -> bool:
    """Tell whether these are one or two syllables: "an", "thuhoa"."""
    halves = range(2, len(letters) - 1)
    return is_word(letters) or any(is_word(letters[:n]) and is_word(letters[n:]) for n in halves)


def _borders(folded: Folded) -> set[int]:
    """Give the places before which a word ends although nothing stands there."""
    source = folded.source
    borders: set[int] = set()
    # Most notes have neither, and every text that comes is looked through.
    if source != source.lower() or not _NOTHING.isdisjoint(source):
        for run in _RUN.finditer(folded.chars):
            rest = source[folded.at[run.start()] + 1 : folded.at[run.end() - 1] + 1]
            if rest != rest.lower() or not _NOTHING.isdisjoint(rest):
                places = range(run.start() + 1, run.end())
                borders.update(n for n in places if _is_border(folded, n))
    for glued in _GLUED.finditer(folded.chars):
        inside = range(glued.start() + 1, glued.end())
        if borders.isdisjoint(inside) and _is_given(glued.group(3)):
            borders.update((glued.end(1), glued.end(2)))
    return borders


def part(folded: Folded) -> Folded | None:
    """Give the note with these spaces, each at the place of the character behind it; None where
    there is nothing to part."""
    signs = {
        n
        for run in _SIGNED.finditer(folded.chars)
        for n in range(run.start(), run.end())
        if folded.chars[n] == run.group(1)
    }
    borders = _borders(folded)
    if not signs and not borders:
        return None
    chars: list[str] = []
    at: list[int] = []
    for index, char in enumerate(folded.chars):
        if index in borders:
            chars.append(" ")
            at.append(folded.at[index])
        chars.append(" " if index in signs else char)
        at.append(folded.at[index])
    return Folded(folded.source, "".join(chars), at)
