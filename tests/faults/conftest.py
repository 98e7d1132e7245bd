"""A real server for each sort of database, for all tests of a process; and the table of faults."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import Built
from tests.faults.phone import PatientPhone, patient
from tests.faults.reckoning import Reckoning, reckon
from tests.faults.served import Served
from tests.town import Town
from tests.wires import OverHttp

WHOLE = os.environ.get("FAULTS") == "whole"
"""Every fault as often as it was asked for, and not only the share of it that `make test` runs."""
FAULT = "fault"

Tell = Callable[..., None]


@dataclass
class Ground:
    """The town behind a real server, which its people reach by HTTP."""

    town: Town
    served: Served

    def phone(self, name: str, address: str = "") -> PatientPhone:
        """A phone on which somebody has joined; by another address where one is given."""
        return patient(self.town, name, address or self.served.address)

    def reckon(self, *phones: PatientPhone) -> Reckoning:
        """What must hold now."""
        return reckon(self.town, self.served.address, *phones)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process has all tests of one sort of database, and so starts its server once."""
    for item in items:
        params = getattr(getattr(item, "callspec", None), "params", {})
        if "faults" in item.path.parts and "sort" in params:
            item.add_marker(pytest.mark.xdist_group(f"faults-{params['sort']}"))


@pytest.fixture(scope="session")
def served(built: Built, sort: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Gunicorn on the database of the application that the tests reckon with."""
    url = str(built[0].config["SETTINGS"].database_url)
    running = Served(url, tmp_path_factory.mktemp(f"served-{sort}"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def ground(town: Town, served: Served) -> Ground:
    town.connect = lambda: OverHttp(served.address)
    return Ground(town, served)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Writes a line of the table: the fault, how often it happened, what was lost and doubled."""

    def line(fault: str, times: int, lost: int | str, doubled: int | str) -> None:
        record_property(FAULT, json.dumps([fault, times, str(lost), str(doubled)]))

    return line


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, where all was asked for."""
    if not WHOLE:
        return
    passed = terminalreporter.getreports("passed")
    told = [value for report in passed for name, value in report.user_properties if name == FAULT]
    terminalreporter.section("faults")
    terminalreporter.write_line(f"{'fault':<72} {'times':>7} {'lost':>12} {'doubled':>8}")
    for fault, times, lost, doubled in map(json.loads, map(str, told)):
        terminalreporter.write_line(f"{fault:<72} {times:>7} {lost:>12} {doubled:>8}")
