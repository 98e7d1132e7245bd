"""Small counts of people by where and how old they are tell who they are, so they are not told."""

from collections.abc import Mapping

FEWEST = 5
"""Counts from this one on are told."""
HIDDEN_BY = frozenset({"age_band", "place_kind"})


def hidden(counts: Mapping[str, int]) -> frozenset[str]:
    """The keys whose counts are not told where their sum is: those under FEWEST but nothing, and the
    smallest others as long as what is hidden could be worked out from the rest. Nothing is a figure
    too and is told."""
    small = sorted(key for key, count in counts.items() if 0 < count < FEWEST)
    found = set(small)
    others = sorted(
        (key for key, count in counts.items() if count >= FEWEST),
        key=lambda key: (counts[key], key),
    )
    # With a count among them that may be anything from FEWEST on, no sum gives one of them away.
    if small and _is_plain(len(small), sum(counts[key] for key in small)):
        found.update(others[:1])
    return frozenset(found)


def _is_plain(cells: int, total: int) -> bool:
    """Whether so many small counts can have that sum in one way only."""
    return cells == 1 or total == cells or total == cells * (FEWEST - 1)
