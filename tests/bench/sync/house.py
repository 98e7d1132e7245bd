"""A house as `make run` starts it: gunicorn with two workers, and what they use."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

from server.app import create_app
from server.extensions import db
from server.operations.demo import organisation
from server.operations.demo.roster import TeamPlan, read_teams
from server.syncing.push_limiter import FILE_NAME
from tests.bench.figures import Figure
from tests.bench.sync import processes
from tests.bench.sync.phone import Phone
from tests.bench.sync.yardstick import Yardstick, yardstick
from tests.demo.loading import command
from tests.machine import postgres
from tests.machine.ports import free_port
from tests.server.gunicorn import wait_for

WORKERS = 2
SERVED = ["--config", "python:server.serving", "--workers", str(WORKERS), "--log-level", "warning"]


@dataclass
class Desk:
    """A browser in which a coordinator has signed in, over one connection."""

    wire: http.client.HTTPConnection
    headers: dict[str, str]

    def get(self, path: str, query: Mapping[str, str]) -> tuple[bytes, float]:
        """What is answered, and after how many seconds it was all there."""
        began = time.perf_counter()
        self.wire.request("GET", f"{path}?{urlencode(query)}", headers=self.headers)
        answer = self.wire.getresponse()
        body = answer.read()
        took = time.perf_counter() - began
        assert answer.status == 200, body
        return body, took


@dataclass
class House:
    """A running server, its teams, and a coordinator's way in."""

    sort: str
    port: int
    master: int
    teams: list[TeamPlan]
    codes: list[str]
    login: tuple[str, str]
    yardstick: Yardstick
    database: str
    folder: Path
    rng: Random = field(default_factory=lambda: Random(2))

    def phone(self, name: str, team: int = 0) -> Phone:
        """A phone on which somebody has joined one of the teams, and that knows all it may."""
        phone = Phone(self.port, self.rng)
        phone.join(self.codes[team], name)
        phone.sync_all()
        return phone

    def desk(self) -> Desk:
        """The coordinator's browser."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        login, password = self.login
        word = json.dumps({"login": login, "password": password})
        wire.request("POST", "/api/session", word, headers)
        answer = wire.getresponse()
        answer.read()
        assert answer.status == 200
        headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
        return Desk(wire, headers)

    def fill_allowances(self) -> None:
        """What a phone handed in is forgotten: nobody measures how it waits (PROTOCOL 4.5.7)."""
        pushes = self.folder / FILE_NAME
        if pushes.exists():
            os.truncate(pushes, 0)

    def cpu(self) -> float:
        """Seconds of a processor that the workers have used by now."""
        return processes.cpu(self.master)

    def peak(self) -> float:
        """The most memory that each process ever had, together, in MB."""
        return processes.peak(self.master)

    def largest(self) -> float:
        """The most memory that one of the processes ever had, in MB."""
        return max(processes.peaks(self.master))

    def memory(self) -> Figure:
        """What all this left in memory."""
        left = processes.memory(self.master)
        return self.figure(f"memory, {WORKERS} workers", left, "MB", 220, aim=130)

    def figure(
        self,
        name: str,
        value: float,
        unit: str,
        goal: float | None = None,
        at_least: bool = False,
        aim: float | None = None,
        paces: Sequence[float] = (),
    ) -> Figure:
        """A figure of this house; `paces` are the machine's while it was measured."""
        pace = median(paces) if paces else None
        return Figure(f"{self.sort}: {name}", value, unit, goal, at_least, aim, pace)


@contextmanager
def house(sort: str) -> Iterator[House]:
    """A new house with the demonstration's teams and nobody in them, gone at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tungngo-bench-")))
        port = free_port()
        settings = {"INSTANCE_DIR": str(folder), "PUBLIC_URL": f"http://127.0.0.1:{port}"}
        settings["LOG_LEVEL"] = "error"
        url, bare = f"sqlite:///{folder / 'tungngo.sqlite'}", None
        if sort == "PostgreSQL":
            cluster = stack.enter_context(postgres.cluster())
            url = settings["DATABASE_URL"] = cluster.create_database()
            bare = cluster.create_database().replace("postgresql+psycopg:", "postgresql:")
        made = command(folder, "db", "upgrade", **settings)
        assert made.returncode == 0, made.stderr
        teams, codes, password = _people(settings)
        running = stack.enter_context(_serving(port, settings))
        beside = stack.enter_context(yardstick(sort, folder, bare, SERVED))
        yield House(sort, port, running.pid, teams, codes, ("son", password), beside, url, folder)


def _people(settings: dict[str, str]) -> tuple[list[TeamPlan], list[str], str]:
    app = create_app(settings)
    with app.app_context():
        teams = read_teams(Random(1))
        organisation.open_units()
        organisation.open_teams(teams)
        codes = [organisation.invite(team)["code"] for team in teams]
        password = organisation.open_account("son", "Sơn", "coordinator")
        db.engine.dispose()
    return teams, codes, password


@contextmanager
def _serving(port: int, settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    words = [*SERVED, "--bind", f"127.0.0.1:{port}"]
    running = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words, "server:create_app()"],
        env={**os.environ, **settings},
    )
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield running
    finally:
        running.terminate()
        running.wait(20)
