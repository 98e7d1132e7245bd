"""A file that fails on the way does not look like a whole one."""

from http.client import IncompleteRead
from pathlib import Path

import pytest

from tests.server.gunicorn import gunicorn
from tests.town import PASSWORD, Town
from tests.wires import Browser, OverHttp

PATH = "/api/exports/help-sessions.csv?from=2026-11-01&to=2026-11-30"


def test_what_fails_on_the_way_is_cut_off(town: Town, database_url: str, tmp_path: Path) -> None:
    lan = town.lan()
    made = [lan.session(day=f"2026-11-{day}") for day in (20, 21, 22)]
    lan.sync(*made)
    with gunicorn("tests.server.reports.failing:app", database_url, tmp_path) as address:
        desk = Browser(OverHttp(address))
        assert desk.post("/api/session", {"login": "son", "password": PASSWORD}).status == 200
        whole = desk.get(PATH)
        assert whole.headers["Transfer-Encoding"] == "chunked"
        assert whole.text.count("\r\n") == 1 + len(made)
        lan.sync(lan.edit(made[0]["record"], {"people": 13}, {"people": 1}))
        with pytest.raises(IncompleteRead) as cut:
            desk.get(PATH)
        assert made[1]["record"] in cut.value.partial.decode()
        assert desk.get("/api/help-sessions?from=2026-11-01&to=2026-11-30").status == 200
