"""A real server for each sort of database, for all tests of a process; and the table of faults."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from tests.applications import TOWN_FILE, build_town_file
from tests.faults.grounds import Ground
from tests.faults.served import Served
from tests.kept import Shelf
from tests.machine.needs import Unavailable
from tests.machine.once import once
from tests.town import Town

WHOLE = os.environ.get("FAULTS") == "whole"
"""Every fault as often as it was asked for, and not only the share of it that `make test` runs."""
FAULT = "fault"

Tell = Callable[..., None]
Disk = TypeVar("Disk")


@pytest.fixture(scope="session")
def served(built: Shelf, sort: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Gunicorn on the database of the application that the tests reckon with."""
    url = str(built.app.config["SETTINGS"].database_url)
    running = Served(url, tmp_path_factory.mktemp(f"served-{sort}"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def ground(town: Town, served: Served) -> Ground:
    return Ground(town, served)


@pytest.fixture(scope="session")
def town_file(shared: Path) -> Path:
    """A SQLite file with the town in it, to be copied."""
    return once(shared, "town", build_town_file) / TOWN_FILE


def disk_or_skip(stack: ExitStack, disk: AbstractContextManager[Disk]) -> Disk:
    """A disk until the stack ends; where this machine cannot have one, the test says so."""
    try:
        return stack.enter_context(disk)
    except Unavailable as reason:
        pytest.skip(f"no disk of our own: {reason}")


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
