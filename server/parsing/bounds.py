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
PICTURE_WIDTH = 1000
"""Pixels of a page: letters of 12 points are read on a phone that is turned."""
MOST_PICTURE_BYTES = 20_000_000
"""Of one paper: some 20 noisy pages of a scan."""
DRAWING_SECONDS = 20
"""Since reading began. No page is begun later, so that those drawn are answered within the limits below."""
LETTERS_A_PAGE = 150
"""Fewer than these on the average: its pages are pictures."""

MOST_PIXELS = 12_000_000
"""Of a picture that is made smaller."""

LIMITS = Limits(memory=512 * 1024 * 1024, cpu_seconds=30, wall_seconds=30, shut=True)


class TooMuch(Exception):
    """More of something than is looked at."""
