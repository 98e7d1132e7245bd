"""How much of a file is looked at. Whatever it holds, reading it costs at most two seconds and 150 MB:
first each kind of thing has a bound, and behind all of them the system holds the process."""

MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 50
"""Cells further right are passed over."""
HEADING_WITHIN = 20
"""Above the headings a sheet may have a title: they are looked for in so many rows."""

# The archive.
MAX_PARTS = 500
MAX_UNPACKED_BYTES = 16 * 1024 * 1024
"""All parts together. 5,000 rows of ten cells take a quarter of it."""
MAX_RATIO = 300
"""Unpacked to packed, for parts from RATIO_FROM bytes on. 5,000 rows that say all the same come to
less than a hundred; deflate itself gets to 1,032."""
RATIO_FROM = 1024 * 1024
MAX_SMALL_PART = 1024 * 1024
"""Unpacked bytes of a part that names others: the book, and what belongs to what."""
MAX_STYLES_PART = 8 * 1024 * 1024
MAX_STRINGS_PART = 8 * 1024 * 1024

# What is in the parts.
MAX_ELEMENTS = 210_000
"""Of all parts together. 5,000 rows of twenty cells with a value each are somewhat less."""
MAX_DEPTH = 32
MAX_ATTRIBUTES = 64
MAX_NAMES = 1_000
"""Elements of other names each, and attributes likewise; a part has some hundred."""
MAX_TOKEN_BYTES = 256 * 1024
"""A tag or a comment; text comes in pieces."""
MAX_SHEETS = 255
MAX_STYLES = 65_490
"""As many as Excel itself can have in a file, and the next two likewise."""
MAX_COLUMNS_OF_EXCEL = 16_384
MAX_ROWS_OF_EXCEL = 1_048_576
MAX_STRINGS = 250_000
MAX_TEXT = 300
"""Characters of a cell that are kept. No field takes so many, so what is cut off is refused as it is."""
MAX_TEXT_OF_TABLE = 2_000_000
"""Characters of all cells that are kept: 400 a row."""
MAX_FORMAT = 255
"""Characters of a number's format."""
MAX_FORMATS = 2_000

# What the system holds the process to.
MEMORY_BYTES = 112 * 1024 * 1024
"""Its own data; the interpreter's files come on top."""
CPU_SECONDS = 2
WALL_SECONDS = 15
"""Longer only on a machine that has no time for it."""


class TooLarge(Exception):
    """More of something than is looked at."""


class Broken(Exception):
    """Not what a spreadsheet consists of."""
