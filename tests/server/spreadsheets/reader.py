"""The reader of spreadsheets as the server starts it, without a server."""

import os
from pathlib import Path
from tempfile import gettempdir

from server.spreadsheets import reading
from server.spreadsheets.sheet import Sheet, Table

LOCK = Path(gettempdir()) / f"tungngo-tests-{os.getpid()}.lock"


def read_table(file: bytes, sheet: Sheet) -> Table:
    """The table of a file."""
    with reading.reading_table(file, sheet, LOCK) as table:
        return table
