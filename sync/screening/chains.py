"""Chains of numbers with no word between them: what may be one long number written in pieces."""

from __future__ import annotations

from dataclasses import dataclass

from .folding import Folded
from .tokens import Token

# Said or written between the groups of one number: "0912 chấm 345 chấm 678".
_JOINING_WORDS = frozenset({"so", "cham", "gach", "ngang", "phay", "cach", "x"})
# These join long groups only: "051 090 và 001 234" is one number, "tổ 3 và 5" two hamlets.
LINKING_WORDS = frozenset({"va", "voi", "roi", "tiep"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Numbers parted by signs, spaces or a joining word only.

    `indexes[i]` is the place of `numbers[i]` among all tokens, `gaps[i]` the folded text
    between it and the next. `lead` is the word before the first of them, or "".
    """

    indexes: list[int]
    numbers: list[Token]
    gaps: list[str]
    lead: str


def _links(tokens: list[Token], index: int) -> bool:
    """Tell whether word `index`, with a number on either side, goes on with the number."""
    if tokens[index].text in _JOINING_WORDS:
        return True
    long = len(tokens[index - 1].text) >= 3 and len(tokens[index + 1].text) >= 3
    return tokens[index].text in LINKING_WORDS and long


def chains(tokens: list[Token], folded: Folded) -> list[Chain]:
    """Give the chains of a note in order; every number is in exactly one."""
    out: list[Chain] = []
    for index, token in enumerate(tokens):
        if not token.is_number:
            continue
        last = out[-1].indexes[-1] if out else -9
        joined = index - last == 1 or (index - last == 2 and _links(tokens, index - 1))
        if joined:
            out[-1].gaps.append(folded.chars[tokens[last].end : token.start])
            out[-1].indexes.append(index)
            out[-1].numbers.append(token)
        else:
            lead = tokens[index - 1].text if index > 0 else ""
            out.append(Chain([index], [token], [], lead))
    return out
