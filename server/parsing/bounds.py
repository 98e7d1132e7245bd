"""How much of a paper is looked at. First each kind of thing has a bound, and behind all of them the system
holds the process."""

from server.confined.limits import Limits

MOST_PAGES = 300
MOST_TEXT_BYTES = 1_000_000
MOST_BLOCKS = 5_000
MOST_CELLS = 40
"""Of one row of a table."""
MOST_PARTS, MOST_UNPACKED_BYTES, MOST_XML_BYTES = 2_000, 96 * 1024 * 1024, 16 * 1024 * 1024
"""Of a DOCX, and of those of its parts that are read."""
MOST_DEPTH = 60
"""Elements in elements of a DOCX."""
MOST_SIDE = 4_000
"""Pixels of a page's picture."""

MOST_PIXELS = 12_000_000
"""Of a picture that is made smaller."""

LIMITS = Limits(memory=512 * 1024 * 1024, cpu_seconds=30, wall_seconds=30, shut=True)


class TooMuch(Exception):
    """More of something than is looked at."""
