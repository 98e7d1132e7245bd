"""The server's share: the coordinator's first screen with few and with many records behind it,
lists and files with many, and how many sessions a second it takes in."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from server.app import create_app
from server.clock import day_of
from server.operations.demo import organisation
from server.operations.demo.phone import Phone
from server.operations.demo.roster import read_teams, recorded_id
from server.operations.demo.story import session
from server.tallies.use_cases.recounting import recount
from tests.bench.figures import Figure
from tests.bench.multiplying import multiply
from tests.demo.loading import command, load_demonstration

FEW, MANY = 10_000, 1_000_000
ASKED = 25
PUSHED = 1000
Query = dict[str, str]
Request = tuple[str, Query]


def measure() -> Iterator[Figure]:
    """On SQLite, in this process: no network in it."""
    with tempfile.TemporaryDirectory(prefix="tungngo-bench-") as name:
        few = _median(_desk(Path(name), FEW), *first_screen())
        desk = _desk(Path(name), MANY)
        many = _median(desk, *first_screen())
        yield Figure(f"coordinator's first screen, {FEW:,} sessions", few, "ms", 50)
        yield Figure(f"coordinator's first screen, {MANY:,} sessions", many, "ms", 50)
        yield Figure("the same, as a ratio", many / few, "×", 1.5)
        yield Figure("the totals again, unchanged", _unchanged(desk), "ms", 5)
        yield Figure(
            f"one session with its history, {MANY:,}", _median(desk, _one(desk)), "ms", 100
        )
        year = ("/api/help-sessions", _days(365))
        yield Figure(f"first page of a year's sessions, {MANY:,}", _median(desk, year), "ms", 50)
        phones = ("/api/phones", Query())
        yield Figure(f"list of phones, {MANY:,} sessions", _median(desk, phones), "ms", 150)
        yield Figure(f"recount of everything, {MANY:,} sessions", _recount(desk), "s", 60)
        yield Figure(f"file of sessions, 10,000 rows of {MANY:,}", _file(desk), "s")
        yield Figure("sessions taken in, batches of 100", _throughput(Path(name)), "/s", 100, True)


def _days(back: int) -> Query:
    """From so many days back to today."""
    now = datetime.now(UTC)
    return {"from": day_of(now - timedelta(days=back)), "to": day_of(now)}


def first_screen() -> list[Request]:
    """What the desk's first screen (pwa/src/screens/desk/totals.tsx) asks when it is opened."""
    return [
        ("/api/tallies", {**_days(0), "by": "unit", "boundaries": "now"}),
        ("/api/progress", {}),
        ("/api/units", {}),
    ]


def _desk(folder: Path, records: int) -> FlaskClient:
    """The coordinator's browser at a server with so many sessions."""
    loaded = load_demonstration()
    here = loaded.copy_to(folder / str(records))
    multiply(f"sqlite:///{here / 'tungngo.sqlite'}", records)
    app = create_app({"INSTANCE_DIR": str(here), "PUBLIC_URL": "http://127.0.0.1:8000"})
    client = app.test_client()
    answer = client.post(
        "/api/session",
        json={"login": loaded.login, "password": loaded.password},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 200, answer.text
    return client


def _median(client: FlaskClient, *requests: Request) -> float:
    """How long all of these together take, in milliseconds."""
    _ask(client, requests)  # the first looks everything up
    return median(_ask(client, requests) for _ in range(ASKED))


def _ask(client: FlaskClient, requests: Sequence[Request]) -> float:
    began = time.perf_counter()
    answers = [client.get(path, query_string=query) for path, query in requests]
    took = (time.perf_counter() - began) * 1000
    assert {answer.status_code for answer in answers} == {200}
    return took


def _unchanged(client: FlaskClient) -> float:
    """How long it takes to say that nothing is new, in milliseconds."""
    path, query = first_screen()[0]
    known = {"If-None-Match": client.get(path, query_string=query).headers["ETag"]}
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        answer = client.get(path, query_string=query, headers=known)
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 304
    return median(took)


def _one(client: FlaskClient) -> Request:
    """What asks for a session of the last days."""
    rows = client.get("/api/help-sessions", query_string=_days(2)).get_json()["rows"]
    return f"/api/help-sessions/{rows[0]['id']}", {}


def _recount(client: FlaskClient) -> float:
    """Seconds in which all changes are folded and every total is compared with them. Copied
    records name the same people on the same days, so presences do not grow with them."""
    with client.application.app_context():
        began = time.perf_counter()
        result = recount()
        took = time.perf_counter() - began
    assert result.sessions > MANY * 0.8  # what waits or was voided does not count
    return took


def _file(client: FlaskClient) -> float:
    """Seconds for each 10,000 rows of the file of the last two days."""
    began = time.perf_counter()
    answer = client.get("/api/exports/help-sessions.csv", query_string=_days(1))
    rows = answer.get_data().count(b"\r\n") - 1
    took = time.perf_counter() - began
    assert (answer.status_code, rows >= 10_000) == (200, True)
    return took / rows * 10_000


def _throughput(folder: Path) -> float:
    """Sessions a second that one phone hands in, through the whole server and to the disk."""
    here = folder / "push"
    here.mkdir()
    made = command(here, "db", "upgrade")
    assert made.returncode == 0, made.stderr
    app: Flask = create_app({"INSTANCE_DIR": str(here), "PUBLIC_URL": "http://127.0.0.1:8000"})
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
    shutil.rmtree(here)
    return PUSHED / took
