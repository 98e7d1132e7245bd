"""A house as `make run` starts it, from this tree or another one: gunicorn with two workers, and what
they use."""

import http.client
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

from tests.bench.figures import Figure
from tests.bench.sync import processes
from tests.bench.sync.baseline import NOISE, base_of
from tests.bench.sync.notes import Notes
from tests.bench.sync.phone import Phone
from tests.bench.sync.yardstick import Yardstick, yardstick
from tests.machine import postgres
from tests.machine.needs import ROOT
from tests.machine.ports import free_port
from tests.server.gunicorn import wait_for

WORKERS = 2
APP = "server:create_app()"
PEOPLE, FORGETFUL = (
    Path(__file__).with_name(name).relative_to(ROOT) for name in ("people.py", "forgetful.py")
)
SERVED = [
    "--config",
    "python:server.gunicorn_conf",
    "--workers",
    str(WORKERS),
    "--log-level",
    "warning",
]


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
    teams: list[str]
    codes: list[str]
    login: tuple[str, str]
    yardstick: Yardstick
    database: str
    folder: Path
    is_new: bool
    rng: Random = field(default_factory=lambda: Random(2))
    notes: Notes = field(default_factory=lambda: Notes(Random(4)))

    def new_phone(self) -> Phone:
        """A phone that has joined no team."""
        return Phone(self.port, self.rng, self.notes)

    def phone(self, name: str, team: int = 0) -> Phone:
        """A phone on which somebody has joined one of the teams, and that knows all it may."""
        phone = self.new_phone()
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
        """Forgets what was pushed and read: the bench does more of both than a phone or a desk may
        (PROTOCOL 4.5.7, 4.5.10)."""
        if self.is_new:
            for worker in processes.family(self.master)[1:]:
                os.kill(worker, signal.SIGRTMIN)
        for name in ("allowances", "reads"):  # of versions before
            spent = self.folder / name
            if spent.exists():
                os.truncate(spent, 0)

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
        bares: Sequence[float] = (),
        like: str | None = None,
    ) -> Figure:
        """A figure of this house; `bares` are those of the bare endpoint, around it. Of the processor's time
        (µs) the goal then is not to be dearer, beside that one, than version 1.1.0 was. By the clock the
        two wait for disk and neighbours by chance: that is told beside what it was, and not judged. `like`
        is the name under which the base line has it, where that is another one."""
        known = f"{self.sort}: {like or name}"
        name = f"{self.sort}: {name}"
        bare, base = (median(bares), base_of(known)) if bares else (None, None)
        if base is not None and goal is None and unit == "µs":
            goal = base * NOISE
        return Figure(name, value, unit, goal, at_least, aim, bare, base)


def sorts() -> list[str]:
    """The sorts of database that this machine has."""
    return ["SQLite", "PostgreSQL"] if postgres.available() else ["SQLite"]


@contextmanager
def house(sort: str, tree: Path = ROOT, app: str = APP) -> Iterator[House]:
    """A new house with the demonstration's teams and nobody in them, gone at the end. `tree` is a
    checkout, set up, whose server runs in it; `app`: what is served, by its name there."""
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
        _python(tree, settings, "-m", "flask", "--app", "server", "db", "upgrade")
        told = json.loads(_python(tree, settings, str(tree / PEOPLE)).splitlines()[-1])
        running = stack.enter_context(_serving(tree, port, settings, app))
        beside = stack.enter_context(yardstick(folder, bare, SERVED))
        teams, codes, login = told["teams"], told["codes"], ("son", told["password"])
        is_new = (tree / FORGETFUL).exists()
        yield House(sort, port, running.pid, teams, codes, login, beside, url, folder, is_new)


def _python(tree: Path, settings: dict[str, str], *words: str) -> str:
    """What a program says that runs in a tree, by its own Python packages."""
    done = subprocess.run(
        [tree / ".venv/bin/python", *words],
        cwd=tree, env=_environment(tree, settings), text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def _environment(tree: Path, settings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, **settings, "PYTHONPATH": str(tree)}


@contextmanager
def _serving(
    tree: Path, port: int, settings: dict[str, str], app: str
) -> Iterator[subprocess.Popen[bytes]]:
    words = [*SERVED, "--bind", f"127.0.0.1:{port}"]
    if (tree / FORGETFUL).exists():
        words[1] = "python:tests.bench.sync.forgetful"
    # A line for each request goes there, as it does to a service's journal.
    with (Path(settings["INSTANCE_DIR"]) / "server.log").open("wb") as log:
        running = subprocess.Popen(
            [tree / ".venv/bin/python", "-m", "gunicorn", *words, app],
            cwd=tree,
            env=_environment(tree, settings),
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield running
        finally:
            running.terminate()
            running.wait(20)
