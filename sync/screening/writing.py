"""How the words of a note are written: with which marks and capitals, and what parts them.

Folding makes "đường" and "dương" one word; where that is not good enough, a rule asks here.
"""

from __future__ import annotations

from functools import cached_property

from .folding import Folded
from .tokens import Token


def _is_capital(char: str) -> bool:
    return char != char.lower()


class Writing:
    """A note's tokens and how each of them stands in the note."""

    def __init__(self, folded: Folded, tokens: list[Token]) -> None:
        self.folded = folded
        self.tokens = tokens
        self._words = {n: each.text for n, each in enumerate(tokens) if not each.is_number}
        self._numbers = {n: each.text for n, each in enumerate(tokens) if each.is_number}
        self._raw: dict[int, str] = {}
        self._shouted = self._is_shouted()

    def _is_shouted(self) -> bool:
        """Tell whether the note is all capitals, or each of many words begins with one: then
        capitals say nothing."""
        source, at = self.folded.source, self.folded.at
        words = [token for token in self.tokens if not token.is_number]
        titled = all(_is_capital(source[at[token.start]]) for token in words)
        if titled and len(words) > 5:
            return True
        return all(
            _is_capital(source[place])
            for char, place in zip(self.folded.chars, at, strict=True)
            if "a" <= char <= "z"
        )

    @cached_property
    def has_marks(self) -> bool:
        """Whether any word is written with marks."""
        return any(not self.unmarked(index) for index in self._words)

    def text(self, index: int) -> str:
        """Give the folded word at a place, "" for a number and outside the note."""
        return self._words.get(index, "")

    def number(self, index: int) -> str:
        """Give the digits of the number at a place, "" for a word and outside the note."""
        return self._numbers.get(index, "")

    def gap(self, index: int) -> str:
        """Give the folded text between token `index` and the next, "" at the end."""
        if index < 0 or index + 1 >= len(self.tokens):
            return ""
        return self.folded.chars[self.tokens[index].end : self.tokens[index + 1].start]

    def joined(self, index: int) -> bool:
        """Tell whether only a space or two stand between token `index` and the next."""
        gap = self.gap(index)
        return gap in (" ", "  ")

    def raw(self, index: int) -> str:
        """Give the word as written, with its marks, in lower case and without what is unseen."""
        if index not in self._raw:
            token, folded = self.tokens[index], self.folded
            word = folded.source[token.start : token.end]
            if not folded.is_plain:
                places = dict.fromkeys(folded.at[token.start : token.end])
                word = "".join(folded.source[place] for place in places)
            self._raw[index] = word.lower()
        return self._raw[index]

    def spelled(self, index: int, words: frozenset[str]) -> bool:
        """Tell whether the word stands among these, each with the marks it has there."""
        return self.text(index) != "" and self.raw(index) in words

    def unmarked(self, index: int) -> bool:
        """Tell whether the word is written without any mark."""
        return self.raw(index) == self.text(index)

    def capital(self, index: int) -> bool:
        """Tell whether the word begins with a capital that means something."""
        if self._shouted or self.text(index) == "":
            return False
        return _is_capital(self.folded.source[self.folded.at[self.tokens[index].start]])
