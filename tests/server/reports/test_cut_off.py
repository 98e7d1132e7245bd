"""A file that fails on the way does not begin: nobody takes a part of it for the whole."""

from pathlib import Path

from tests.server.gunicorn import gunicorn
from tests.town import PASSWORD, Town
from tests.wires import Browser, OverHttp

PATH = "/api/exports/help-sessions.csv?from=2026-11-01&to=2026-11-30"


def test_what_fails_on_the_way_does_not_begin(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    lan = town.lan()
    made = [lan.session(day=f"2026-11-{day}") for day in (20, 21, 22)]
    lan.sync(*made)
    with gunicorn("tests.server.reports.failing:app", database_url, tmp_path) as address:
        desk = Browser(OverHttp(address))
        assert desk.post("/api/session", {"login": "son", "password": PASSWORD}).status == 200
        whole = desk.get(PATH)
        assert int(whole.headers["Content-Length"]) == len(whole.body)
        assert whole.text.count("\r\n") == 1 + len(made)
        lan.sync(lan.edit(made[0]["record"], {"people": 13}, {"people": 1}))
        failed = desk.get(PATH)
        assert (failed.status, failed.json["code"]) == (500, "internal")
        assert desk.get("/api/help-sessions?from=2026-11-01&to=2026-11-30").status == 200
