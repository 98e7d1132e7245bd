"""Units that merge, divide, get another name or another place: how the tests ask for it and what
they look at."""

from typing import Any

from flask import Flask

from server.totals.use_cases.recounting import recount
from tests.tables import read_tables
from tests.town import CLUSTER, KHANH_CUONG, TRA_CAU
from tests.wires import Answer, Browser

ON = "2026-11-20"
NEW = {"code": "21999", "name": "Khánh Trà", "kind": "xa", "parent": CLUSTER}
MERGE = {"kind": "merge", "units": [KHANH_CUONG, TRA_CAU], "into": [NEW], "on": ON}
BEFORE, SINCE = "2026-11-01..2026-11-19", "2026-11-20..2026-11-30"
MONTH = "2026-11-01..2026-11-30"


def ask(desk: Browser, body: dict[str, Any], *, dry: bool = False) -> Answer:
    return desk.post("/api/units/changes", {"dry_run": dry, **body})


def done(app: Flask, desk: Browser, body: dict[str, Any]) -> dict[str, Any]:
    """What happened, which is to the letter what the dry run before it told of; that one changed
    nothing."""
    before = everything(app)
    told = looked_at(desk, body)
    assert everything(app) == before
    assert told["refusals"] == []
    answer = ask(desk, body)
    assert answer.status == 200, answer.body
    assert answer.json == {**told, "done": True}
    happened: dict[str, Any] = answer.json
    return happened


def looked_at(desk: Browser, body: dict[str, Any]) -> dict[str, Any]:
    """What the dry run tells."""
    answer = ask(desk, body, dry=True)
    assert answer.status == 200, answer.body
    told: dict[str, Any] = answer.json
    assert told["done"] is False
    return told


def everything(app: Flask) -> dict[str, Any]:
    """All rows of all tables, in an order of their own, but the desk's sessions: it is told there
    when they were last used."""
    with app.app_context():
        tables = read_tables()
    return {
        name: sorted(repr(sorted(row.items())) for row in rows)
        for name, rows in tables.items()
        if name != "account_session"
    }


def refusals(told: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["code"], each["name"]) for each in told["refusals"]}


def people(desk: Browser, days: str, boundaries: str = "then", **where: str) -> int:
    """How many people were helped in a unit or by a team, on days "first..last"."""
    first, last = days.split("..")
    scope = "".join(f"&{name}={key}" for name, key in where.items())
    answer = desk.get(f"/api/tallies?from={first}&to={last}&boundaries={boundaries}{scope}")
    assert answer.status == 200, answer.body
    return int(answer.json["total"]["people"])


def units(desk: Browser) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in desk.get("/api/units").json["rows"]}


def assert_totals_are_true(app: Flask) -> None:
    with app.app_context():
        assert recount().differences == []
