"""The server's share: the coordinator's first screen with few and with many records behind it,
lists and files with many, and how many sessions a second it takes in."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from server.app.factory import create_app
from server.auth import rate_limits
from server.database.clock import day_of
from server.database.engine import db
from server.gunicorn_conf import tune_garbage_collection
from server.operations.demo import organisation
from server.operations.demo.phone import Phone
from server.operations.demo.roster import read_teams, recorded_id
from server.operations.demo.story import session
from server.totals.use_cases.recounting import recount
from tests.bench.figures import Figure
from tests.bench.province import LOGIN, PASSWORD, Province, build_province
from tests.bench.sync import bare
from tests.demo.loading import command
from tests.machine import postgres

FEW = 10_000
ASKED = 25
SCREEN, UNCHANGED, STEP, PHONES = 250, 25, 500, 750
"""Times what a bare endpoint takes in this process: 50, 5, 100 and 150 milliseconds where that takes a
fifth of one."""
PUSHED = 1000
Query = dict[str, str]
Request = tuple[str, Query]
NewDatabase = Callable[[], str]


def measure() -> Iterator[Figure]:
    """In this process, with no network in it; so is the bare endpoint, beside which the desk's answers are
    read. PROVINCE="100000" in the environment makes a smaller
    one of the large provinces: a million sessions take minutes to be made."""
    many = int(os.environ.get("PROVINCE", "1000000"))
    with tempfile.TemporaryDirectory(prefix="tungngo-bench-") as name:
        folder = Path(name)
        urls = (f"sqlite:///{folder / str(n)}.sqlite" for n in range(9))
        yield from _of("SQLite", folder, lambda: next(urls), many)
        if postgres.available():
            with postgres.cluster() as cluster:
                yield from _of("PostgreSQL", folder, cluster.create_database, many)


def _of(sort: str, folder: Path, new: NewDatabase, sessions: int) -> Iterator[Figure]:
    def figure(name: str, value: float, unit: str, goal: float | None = None) -> Figure:
        return Figure(f"{sort}: {name}", value, unit, goal)

    def beside(name: str, value: float, times: float) -> Figure:
        return Figure(f"{sort}: {name}", value, "ms", times, bare=_bare())

    tune_garbage_collection()  # as a worker has it
    app, _ = _province(folder, new(), FEW)
    few = _median(_signed_in(app), *first_screen())
    app, province = _province(folder, new(), sessions)
    desk = _signed_in(app)
    many = _median(desk, *first_screen())
    yield beside(f"coordinator's first screen, {FEW:,} sessions", few, SCREEN)
    yield beside(f"coordinator's first screen, {sessions:,} sessions", many, SCREEN)
    yield figure("the same, as a ratio", many / few, "×", 1.5)
    yield beside("the totals again, unchanged", _unchanged(desk), UNCHANGED)
    for step, request in drill_down(desk, province):
        yield beside(f"drill-down, {step}", _median(desk, request), STEP)
    phones = ("/api/phones", Query())
    yield beside("list of the phones to ask after", _median(desk, phones), PHONES)
    yield figure(f"recount of everything, {sessions:,} sessions", _recount(app, sessions), "s", 60)
    yield figure(f"file of sessions, 10,000 rows of {sessions:,}", _file(desk, sessions), "s")
    _leave(app)
    taken = _throughput(folder, new())
    yield Figure(f"{sort}: sessions taken in, batches of 100", taken, "/s", 100, at_least=True)


def _province(folder: Path, url: str, sessions: int) -> tuple[Flask, Province]:
    app = _house(folder, url)
    return app, build_province(app, sessions)


def _house(folder: Path, url: str) -> Flask:
    """A server on a new database."""
    made = command(folder, "db", "upgrade", DATABASE_URL=url)
    assert made.returncode == 0, made.stderr
    settings = {"INSTANCE_DIR": str(folder), "PUBLIC_URL": "http://127.0.0.1:8000"}
    return create_app({**settings, "DATABASE_URL": url})


def _leave(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


def _days(back: int, until: int = 0) -> Query:
    """From so many days back to today, or to so many days back."""
    now = datetime.now(UTC)
    first, last = now - timedelta(days=back), now - timedelta(days=until)
    return {"from": day_of(first), "to": day_of(last)}


def first_screen() -> list[Request]:
    """What the desk's first screen (pwa/src/screens/desk/totals/totals.tsx) asks when it is opened: who is
    signed in and what waits, today's figures and those of a week before, the targets, and the first names
    of the teams that have sent nothing."""
    return [
        ("/api/session", {}),
        ("/api/enrolments", {"state": "pending"}),
        ("/api/review", {"limit": "25"}),
        ("/api/data-requests", {"state": "open"}),
        ("/api/sites", {"state": "waiting"}),
        ("/api/tallies", {**_days(0), "by": "unit", "boundaries": "now"}),
        ("/api/tallies", {**_days(7, 7), "by": "unit", "boundaries": "now"}),
        ("/api/progress", {}),
        ("/api/tallies/silent", {"limit": "3"}),
    ]


def drill_down(client: FlaskClient, province: Province) -> Iterator[tuple[str, Request]]:
    """From the province's year down to one session, each step as the desk asks for it."""

    def totals(by: str, **place: str) -> Request:
        return "/api/tallies", {**_days(365), "by": by, "boundaries": "now", **place}

    yield "the province's year by cluster", totals("unit")
    yield "a cluster's year by commune", totals("unit", unit=province.cluster)
    yield "a commune's year by team", totals("team", unit=province.commune)
    yield "a team's year by service", totals("service", team=province.team)
    page = ("/api/help-sessions", {**_days(365), "team": province.team})
    yield "a team's sessions", page
    yield "the province's sessions, first page", ("/api/help-sessions", _days(365))
    rows = client.get(page[0], query_string=page[1]).get_json()["rows"]
    yield "one session with its history", (f"/api/help-sessions/{rows[0]['id']}", {})


def _signed_in(app: Flask) -> FlaskClient:
    """The browser of the province's coordinator."""
    client = app.test_client()
    answer = client.post(
        "/api/session",
        json={"login": LOGIN, "password": PASSWORD},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 200, answer.text
    return client


def _median(client: FlaskClient, *requests: Request) -> float:
    """How long all of these together take, in milliseconds."""
    _ask(client, requests)  # the first looks everything up
    return median(_ask(client, requests) for _ in range(ASKED))


def _bare() -> float:
    """Milliseconds of the bare endpoint, asked in the same way."""
    return _median(bare.create_app().test_client(), ("/healthz", {}))


def _ask(client: FlaskClient, requests: Sequence[Request]) -> float:
    rate_limits.clear()  # the bench reads more than a person may (PROTOCOL 4.5.10)
    began = time.perf_counter()
    answers = [client.get(path, query_string=query) for path, query in requests]
    took = (time.perf_counter() - began) * 1000
    assert {answer.status_code for answer in answers} == {200}
    return took


def _unchanged(client: FlaskClient) -> float:
    """How long it takes to say that nothing is new, in milliseconds."""
    path, query = next(each for each in first_screen() if each[0] == "/api/tallies")
    known = {"If-None-Match": client.get(path, query_string=query).headers["ETag"]}
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        answer = client.get(path, query_string=query, headers=known)
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 304
    return median(took)


def _recount(app: Flask, sessions: int) -> float:
    """Seconds in which all changes are folded and every total is compared with them."""
    with app.app_context():
        began = time.perf_counter()
        result = recount()
        took = time.perf_counter() - began
    assert (result.sessions, result.differences) == (sessions, [])
    return took


def _file(client: FlaskClient, sessions: int) -> float:
    """Seconds for each 10,000 rows of a file of about so many."""
    rate_limits.clear()  # the bench reads more than a person may (PROTOCOL 4.5.10)
    began = time.perf_counter()
    days = min(364, 365 * 20_000 // sessions)
    answer = client.get("/api/exports/help-sessions.csv", query_string=_days(days))
    rows = answer.get_data().count(b"\r\n") - 1
    took = time.perf_counter() - began
    assert (answer.status_code, rows > 0) == (200, True)
    return took / rows * 10_000


def _throughput(folder: Path, url: str) -> float:
    """Sessions a second that one phone hands in, through the whole server and to the disk."""
    app = _house(folder, url)
    rng = Random(1)
    teams = read_teams(rng)[:1]
    with app.app_context():
        organisation.open_units()
        organisation.open_teams(teams)
        code = organisation.invite(teams[0])["code"]
    phone = Phone(app.test_client(), rng, "10.21.0.1")
    phone.join(code, "Nguyễn Thị Lan")
    moment = datetime.now(UTC)
    phone.sync(moment)
    for number in range(PUSHED):
        fields = session(day_of(moment), "08:00", 1 + number % 9, {"DD01": 1, "DD04": 1})
        phone.create(recorded_id(rng, moment), fields, moment)
    began = time.perf_counter()
    phone.sync(moment)
    took = time.perf_counter() - began
    _leave(app)
    return PUSHED / took
