"""The server's share: the coordinator's first screen with few and with many records behind it,
and how many sessions a second it takes in."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from server.app import create_app
from server.clock import day_of
from server.operations.demo import organisation
from server.operations.demo.phone import Phone
from server.operations.demo.roster import new_id, read_teams
from server.operations.demo.story import session
from server.organisation.use_cases.import_units import unit_id
from tests.bench.figures import Figure
from tests.demo.loading import command, load_demonstration

FEW, MANY = 10_000, 200_000
ASKED = 25
PUSHED = 1000
CLUSTER = unit_id("CUM-DP", "2025-07-01")


def measure() -> Iterator[Figure]:
    """On SQLite, in this process: no network in it."""
    with tempfile.TemporaryDirectory(prefix="tungngo-bench-") as name:
        few = _first_screen(Path(name), FEW)
        many = _first_screen(Path(name), MANY)
        yield Figure(f"coordinator's first screen, {FEW:,} records", few, "ms", 50)
        yield Figure(f"coordinator's first screen, {MANY:,} records", many, "ms", 50)
        yield Figure("the same, as a ratio", many / few, "×", 1.5)
        yield Figure("sessions taken in, batches of 100", _throughput(Path(name)), "/s", 100, True)


def _first_screen(folder: Path, records: int) -> float:
    """The median of the requests that the first screen makes, in milliseconds."""
    loaded = load_demonstration()
    here = loaded.copy_to(folder / str(records))
    _multiply(here / "tungngo.sqlite", records)
    app = create_app({"INSTANCE_DIR": str(here), "PUBLIC_URL": "http://127.0.0.1:8000"})
    client = app.test_client()
    answer = client.post(
        "/api/session",
        json={"login": loaded.login, "password": loaded.password},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 200, answer.text
    return median(_ask(client) for _ in range(ASKED))


def _ask(client: FlaskClient) -> float:
    day = day_of(datetime.now(UTC))
    query = {"unit": CLUSTER, "from": f"{day[:7]}-01", "to": day, "by": "unit", "boundaries": "now"}
    began = time.perf_counter()
    answer = client.get("/api/tallies", query_string=query)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, answer.text
    return took


def _multiply(database: Path, records: int) -> None:
    """Copy the sessions until there are so many, and let the totals grow with them. The totals
    keep their rows, as they would: the same days, services and places come again."""
    with sqlite3.connect(database) as connection:
        count = "SELECT count(*) FROM record WHERE kind = 'help_session'"
        (there,) = connection.execute(count).fetchone()
        columns = [row[1] for row in connection.execute("PRAGMA table_info(record)")]
        copied = ", ".join("random_id()" if name == "id" else name for name in columns)
        rng = Random(records)
        connection.create_function("random_id", 0, lambda: new_id(rng))
        connection.execute(
            "CREATE TEMP TABLE one AS SELECT * FROM record WHERE kind = 'help_session'"
        )
        for _ in range(records // there):
            connection.execute(f"INSERT INTO record SELECT {copied} FROM one")
        times = records // there + 1
        connection.execute(
            f"UPDATE session_tally SET sessions = sessions * {times}, people = people * {times}"
        )
        connection.execute(
            f"UPDATE turn_tally SET people = people * {times}, turns = turns * {times}"
        )
        (now,) = connection.execute(count).fetchone()
        assert now >= records
    connection.close()


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
        phone.create(new_id(rng), fields, moment)
    began = time.perf_counter()
    phone.sync(moment)
    took = time.perf_counter() - began
    shutil.rmtree(here)
    return PUSHED / took
