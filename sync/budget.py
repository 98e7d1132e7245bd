"""How much of what a stranger sends is looked through (PROTOCOL 5.1.2): screening is the dearest
work that a change can cause, so each change has a budget of it, and so has each request."""

from __future__ import annotations

import re

from .problems import PROBLEMS, ProblemError
from .protocol_limits import LONGEST_TEXT

TEXT_CODE_POINTS = 3 * LONGEST_TEXT
"""A longer text is not looked through. No field takes more than a third of it, and taken apart (NFD) no
letter of Vietnamese has more than three code points."""
CHANGE_CODE_POINTS = 4 * TEXT_CODE_POINTS
"""An edit has a note, the one before it and a reason; the rest is for fields of a newer app."""
LOOK_CODE_POINTS = 20
"""A look at a shorter text counts for so many, since that is what it costs."""
ENTRIES = 200
"""An object or a list with more of them is not looked through. A session has up to 20 services."""

REQUEST_POINTS = 30_000
"""What all changes of one request may cost. A change alone always fits in, and so do 500 sessions of which
two in three have a note (23,000)."""
BUNDLE_POINTS = 8 * REQUEST_POINTS
"""What the changes of a bundle may cost: nobody can halve what is signed as a whole, so it has at once
what its parts would have one after the other."""
COMPARISON_POINTS = 4_000
"""What one comparison of a change with what is kept may cost. A change is compared five times at most
(what is kept of it, and four contents under its id), so alone it fits in."""
_WORD_POINTS, _NUMBER_POINTS, _OPEN_POINTS = 4, 12, 8

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


class RequestBudget:
    """What the changes of one request may cost: a batch that would cost more is refused
    (batch_too_large), and the phone sends half of it (PROTOCOL 4.5.3)."""

    __slots__ = ("left",)
    is_paid_for_remembered = False
    """Whether a text that the server remembers to be clean costs what it would cost else."""

    def __init__(self, points: int = REQUEST_POINTS) -> None:
        self.left = points

    def pay(self, points: int) -> None:
        """Raises batch_too_large."""
        if self.left < points:
            raise ProblemError(PROBLEMS["batch_too_large"])
        self.left -= points

    def spend(self, text: str) -> None:
        """For one look at a text. What is dense with short words and with numbers takes longer than
        speech does. Raises batch_too_large."""
        words, numbers = len(_WORD.findall(text)), len(_NUMBER.findall(text))
        dense = _WORD_POINTS * words + _NUMBER_POINTS * numbers
        self.pay(max(len(text), LOOK_CODE_POINTS, dense))


class Comparisons(RequestBudget):
    """What all comparisons of a request may cost, apart from what its screening costs: they are made
    while the writers' lock is held. `change` is the one that is compared."""

    __slots__ = ("change",)

    def __init__(self, points: int = REQUEST_POINTS) -> None:
        super().__init__(points)
        self.change = ""


class NotToldError(Exception):
    """Whether two contents are the same cannot be told at the price of a comparison."""


class ComparisonBudget(RequestBudget):
    """What one comparison may cost, out of those of its request. It depends on the two contents alone,
    never on what comes with them or on what a worker remembers: so the answer is always the same."""

    __slots__ = ("_all",)
    is_paid_for_remembered = True

    def __init__(self, all_of_request: Comparisons | None) -> None:
        super().__init__(COMPARISON_POINTS)
        self._all = all_of_request

    def pay(self, points: int) -> None:
        """Raises NotToldError, and batch_too_large where the request has no more."""
        if self.left < points:
            raise NotToldError
        if self._all is not None:
            self._all.pay(points)
        self.left -= points


class Budget:
    """The code points of one change that are looked through, counted once for each look. It depends
    on nothing but the change: the same one is screened the same way whenever it comes, and whatever
    comes with it, or a repeat would be taken for other content (PROTOCOL 5.2.1)."""

    __slots__ = ("left", "request")

    def __init__(self, request: RequestBudget | None = None) -> None:
        self.left = CHANGE_CODE_POINTS
        self.request = request

    def may_look(self, text: str, is_remembered: bool = False) -> bool:
        """Whether a text may be looked through (once more); then it counts as done. What the
        server remembers to be clean costs the request nothing. Raises batch_too_large where the
        request has no more."""
        if max(len(text), LOOK_CODE_POINTS) > self.left:
            return False
        if self.request is not None and (self.request.is_paid_for_remembered or not is_remembered):
            self.request.spend(text)
        self.left -= max(len(text), LOOK_CODE_POINTS)
        return True

    def open(self) -> None:
        """An object or a list is looked into that holds something unknown, which costs the request alone.
        Raises batch_too_large where it has no more."""
        if self.request is not None:
            self.request.pay(_OPEN_POINTS)

    def may_visit(self, values: int = 1) -> bool:
        """Whether so many more values may be looked at. Each costs one."""
        if self.left < values:
            return False
        self.left -= values
        return True
