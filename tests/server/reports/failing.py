"""The server for `test_cut_off.py`: a file comes session by session, and fails at one at which 13
people were helped."""

from typing import Any

from server import create_app
from server.reports.use_cases import exporting
from server.statistics.store import sessions
from tests.town import Clock

sessions.CHUNK = 1
shown = exporting.shown


def shown_until_it_fails(session: Any, rows: Any) -> Any:
    if any(row.f["people"] == 13 for row in rows):
        raise RuntimeError("the database went away")
    return shown(session, rows)


exporting.shown = shown_until_it_fails
app = create_app({"CLOCK": Clock()})
