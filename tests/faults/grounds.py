"""The town behind a real server, on a database that stands where a test needs it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.applications import TOWN_FILE, build_app, dispose, make_app
from tests.faults.phone import PatientPhone, patient
from tests.faults.reckoning import Reckoning, reckon
from tests.faults.served import Served
from tests.machine import postgres
from tests.town import Clock, Town
from tests.wires import OverHttp


@dataclass
class Ground:
    """The town behind a real server, which its people reach by HTTP."""

    town: Town
    served: Served

    def __post_init__(self) -> None:
        self.town.connect = lambda: OverHttp(self.served.address)

    def phone(self, name: str, address: str = "") -> PatientPhone:
        """A phone on which somebody has joined; by another address where one is given."""
        return patient(self.town, name, address or self.served.address)

    def reckon(self, *phones: PatientPhone) -> Reckoning:
        """What must hold now."""
        return reckon(self.town, self.served.address, *phones)


@contextmanager
def served(
    url: str, folder: Path, sabotage: str = "", port: int = 0, log_level: str = "error"
) -> Iterator[Ground]:
    """On a database that has the town in it."""
    town = Town(make_app(url, Clock(), folder), Clock())
    running = Served(url, folder, sabotage, port, log_level)
    try:
        running.start()
        yield Ground(town, running)
    finally:
        running.stop()
        let_go(town)


def on_sqlite(folder: Path, town_file: Path) -> str:
    """The URL of a copy of the town's file in a folder."""
    shutil.copy(town_file, folder / TOWN_FILE)
    return f"sqlite:///{folder / TOWN_FILE}"


def on_postgresql(database: postgres.Server, folder: Path) -> str:
    """The URL of a new database with the town in it."""
    url = database.cluster.create_database()
    let_go(Town(build_app(url, Clock(), folder), Clock()))
    return url


def let_go(town: Town) -> None:
    """Closes what this process has open of the database."""
    dispose(town.app)
