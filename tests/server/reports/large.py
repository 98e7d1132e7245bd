"""The server for `test_slow_readers.py`: of a file of sessions each line stands there many times, more
than the system and a worker's memory take over for who reads nothing."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

from server import create_app
from server.reports.use_cases import exporting
from tests.town import Clock

TIMES = 60_000
lines = exporting._lines


def many_times(rows: Any, separator: str) -> Iterator[str]:
    found = lines(rows, separator)
    yield next(found)
    for text in found:
        yield from repeat(text, TIMES)


exporting._lines = many_times
app = create_app({"CLOCK": Clock()})
