"""The three steps of joining as line drawings, for paper; pwa/src/screens/lead/invitations/poster-pictures.tsx
draws the same on a page. A path is in the words of SVG, of which M, L, C and Z are known, on a
square of 100 by 100 with its corner at the top left."""

from collections.abc import Iterator
from dataclasses import dataclass

_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}


@dataclass(frozen=True)
class Shape:
    """One path: only its line, filled with ink, or filled with paper under its line."""

    path: str
    fill: str = "none"


_PHONE = (
    Shape(
        "M 36 8 L 64 8 C 67.3 8 70 10.7 70 14 L 70 86 C 70 89.3 67.3 92 64 92 L 36 92 "
        "C 32.7 92 30 89.3 30 86 L 30 14 C 30 10.7 32.7 8 36 8 Z"
    ),
    Shape("M 46 15 L 54 15"),
)

SCAN = (
    *_PHONE,
    Shape(
        "M 37 37 L 37 30 L 44 30 M 56 30 L 63 30 L 63 37 "
        "M 63 61 L 63 68 L 56 68 M 44 68 L 37 68 L 37 61"
    ),
    Shape("M 42 37 L 49 37 L 49 44 L 42 44 Z M 53 39 L 58 39 L 58 44 L 53 44 Z"),
    Shape("M 42 51 L 47 51 L 47 56 L 42 56 Z"),
    Shape("M 52 48 L 55 48 L 55 51 L 52 51 Z M 55 52 L 58 52 L 58 55 L 55 55 Z", "ink"),
    Shape("M 50 57 L 53 57 L 53 60 L 50 60 Z M 45 59 L 48 59 L 48 62 L 45 62 Z", "ink"),
)
NAME = (
    *_PHONE,
    Shape(
        "M 50 23 C 53.3 23 56 25.7 56 29 C 56 32.3 53.3 35 50 35 C 46.7 35 44 32.3 44 29 "
        "C 44 25.7 46.7 23 50 23 Z"
    ),
    Shape("M 40 46 C 41 40.5 45 38 50 38 C 55 38 59 40.5 60 46"),
    Shape("M 37 52 L 63 52 L 63 63 L 37 63 Z"),
    Shape("M 41 57.5 L 51 57.5"),
    Shape("M 55 55 L 55 60"),
    Shape("M 38 72 L 42 72 M 48 72 L 52 72 M 58 72 L 62 72 M 43 79 L 57 79"),
)
JOIN = (
    *_PHONE,
    Shape("M 38 24 L 55 24 M 38 31 L 49 31"),
    Shape(
        "M 39 40 L 61 40 C 62.7 40 64 41.3 64 43 L 64 53 C 64 54.7 62.7 56 61 56 L 39 56 "
        "C 37.3 56 36 54.7 36 53 L 36 43 C 36 41.3 37.3 40 39 40 Z",
        "ink",
    ),
    Shape(
        "M 56 84 L 56 57 C 56 52.5 63 52.5 63 57 L 63 70 L 75 73 C 78.5 74 80 76.5 79.5 80 "
        "L 77.5 91 C 77 94 75 96 72 96 L 61 96 C 58.5 96 57 95 55.5 93 L 47 82 "
        "C 44.5 78.5 49 75 52 78 L 56 84 Z",
        "paper",
    ),
)
STEPS = (SCAN, NAME, JOIN)

SHARE = (
    Shape("M 32 42 L 20 42 L 20 90 L 80 90 L 80 42 L 68 42"),
    Shape("M 50 64 L 50 12 M 32 28 L 50 10 L 68 28"),
)
"""The sign that Safari puts on its button for sharing."""


def commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of a path, each letter with its numbers."""
    words = iter(path.split())
    for letter in words:
        yield letter, [float(next(words)) for _ in range(_NUMBERS[letter])]
