"""Streets, schools, communes and lakes of the region that begin like a person's name."""

from __future__ import annotations

from .name_words import HEROES, LONGEST_HERO
from .writing import Writing


def hero_at(note: Writing, at: int) -> int:
    """Give how many words the longest such name at a place has, or 0."""
    name, length = note.text(at), 0
    for count in range(2, LONGEST_HERO + 1):
        if not note.joined(at + count - 2):
            break
        name += "-" + note.text(at + count - 1)
        length = count if name in HEROES else length
    return length
