"""All chance of a run, out of one seed: the same seed plays the same run again."""

import hashlib
from collections.abc import Sequence
from random import Random
from typing import TypeVar
from uuid import UUID

Thing = TypeVar("Thing")


class Dice:
    """Chance, ids and tags. Nothing else in the model is random."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in this share of cases."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """A whole number, both bounds included."""
        return self._random.randint(least, most)

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of them."""
        return things[int(self._random.random() * len(things))]

    def weighed(self, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
        """One of them, the heavier the more often."""
        return self._random.choices(things, weights)[0]

    def new_id(self) -> str:
        """A uuid by chance alone: of the moment in a phone's own ids nobody reads anything."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def tag(self) -> str:
        """A commit's random tag."""
        return f"{self._random.getrandbits(32):08x}"


def fingerprint(text: str) -> str:
    """16 hex digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
