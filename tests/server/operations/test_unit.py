"""The unit that the README gives."""

import json
import re
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.docs.readme import block
from tests.machine.needs import run
from tests.machine.programs import systemd_analyze

MOST_EXPOSED = 3.0


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    file = tmp_path / "tungngo.service"
    file.write_text(block("ini"), encoding="utf-8")
    return file


@pytest.mark.systemd
def test_it_leaves_the_service_little_of_the_machine(unit: Path) -> None:
    done = run([systemd_analyze(), "security", "--offline=true", "--no-pager", unit])
    (exposure,) = re.findall(r"Overall exposure level for tungngo\.service: ([\d.]+)", done.stdout)
    assert float(exposure) < MOST_EXPOSED, done.stdout


@pytest.mark.systemd
def test_systemd_knows_every_line_of_it(unit: Path) -> None:
    """`verify` also says that the programs are not here; only what concerns the lines counts."""
    done = run([systemd_analyze(), "verify", "--man=no", unit])
    assert "Unknown" not in done.stdout
    assert "Failed to parse" not in done.stdout
    assert f"{unit}:" not in done.stdout, done.stdout


def test_what_it_keeps_is_for_its_user_alone() -> None:
    service = RawConfigParser(strict=False)
    service.optionxform = str  # type: ignore[assignment,method-assign]
    service.read_string(block("ini"))
    given = service["Service"]
    assert (given["UMask"], given["StateDirectoryMode"]) == ("0077", "0700")
    assert given["NoNewPrivileges"] == "true"
    # The child that reads a spreadsheet bounds itself, which this group of calls is for.
    assert "@resources" not in block("ini")


def test_the_example_of_a_line_is_one() -> None:
    line = json.loads(block("json"))
    assert line["event"] == "request"
