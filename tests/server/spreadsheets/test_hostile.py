"""Whatever a file holds, reading it costs at most two seconds and 150 MB, and mostly far less."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from server.config import PROJECT
from server.confined.running import ENVIRONMENT
from server.directory.sheets import MEMBERS
from server.spreadsheets.bounds import MAX_FILE_BYTES
from server.spreadsheets.child import write_sheet
from server.spreadsheets.reading import COMMAND
from tests.server.spreadsheets.hostile.attacks import ATTACKS
from tests.server.spreadsheets.hostile.measuring import PATIENT, Cost, Meter, metering
from tests.server.spreadsheets.hostile.search import KEPT, dearest
from tests.server.spreadsheets.making import spoilt, thrown
from tests.workbooks import workbook

SECONDS, MEMORY = 2.0, 150_000_000
FINE = {
    "a dimension of all that Excel has": 1,
    "many defined names": 1,
    "a text of megabytes": 1,
    "merged cells, rules and comments": 1,
    "formats that begin and never end": 1,
    "numbers beyond all days": 4_000,
    "marks in the worst order": 4_000,
    "a long text in many cells": 5_000,
}
"""What is only large, or only said to be, and is read: so many rows."""
REFUSED = ("sheet_too_large", "sheet_unreadable", "sheet_without_headings", "sheet_empty")


@pytest.fixture(scope="module")
def meter() -> Iterator[Meter]:
    command = (*COMMAND[:-2], "-c", PATIENT)
    with metering(command, ENVIRONMENT, PROJECT, write_sheet(MEMBERS)) as made:
        yield made


def check(cost: Cost) -> None:
    assert cost.seconds <= SECONDS
    assert cost.memory <= MEMORY
    assert cost.signal == 0, "the system had to end it"


@pytest.mark.parametrize("name", ATTACKS)
def test_no_file_costs_much(meter: Meter, name: str) -> None:
    file = ATTACKS[name]()
    assert len(file) <= MAX_FILE_BYTES
    cost = meter.read(file)
    check(cost)
    assert cost.said == FINE[name] if name in FINE else cost.said in REFUSED


@pytest.mark.parametrize("file", sorted(KEPT.iterdir()), ids=lambda file: file.stem)
def test_the_dearest_that_were_found(meter: Meter, file: Path) -> None:
    check(meter.read(file.read_bytes()))


def test_the_search_for_the_dearest(meter: Meter) -> None:
    file, cost = dearest(meter, seed=1, throws=4, rounds=6)
    print(f"{cost.seconds:.2f} s, {cost.memory / 1e6:.0f} MB: {file}")
    check(cost)


def test_files_that_end_too_early_or_are_spoilt(meter: Meter) -> None:
    for seed in range(12):
        file = thrown(seed)
        check(meter.read(spoilt(file, seed)))
        cost = meter.read(file[: Random(seed).randrange(len(file))])
        check(cost)
        assert cost.said == "sheet_unreadable"


def test_bytes_of_an_archive_that_are_otherwise(meter: Meter) -> None:
    for seed in range(12):
        dice, file = Random(seed), bytearray(thrown(seed))
        for _ in range(4):
            file[dice.randrange(len(file))] = dice.randrange(256)
        check(meter.read(bytes(file)))


def test_a_usual_file_costs_a_fraction(meter: Meter) -> None:
    people = [[f"Trần Thị Hà {at}", "Đội xung kích", "05/11/2026"] for at in range(200)]
    cost = meter.read(workbook(["Họ tên", "Đội", "Từ ngày"], *people))
    assert cost.said == 200
    assert cost.seconds < 0.5
    assert cost.memory < 60_000_000


def test_the_longest_file_is_read(meter: Meter) -> None:
    row = ["Trần Thị Hà", "Đội xung kích Phổ Cường", "Tình nguyện viên", *range(12)]
    cost = meter.read(workbook(["Họ tên", "Đội", "Vai trò"], *[row] * 5_000))
    check(cost)
    assert cost.said == 5_000
