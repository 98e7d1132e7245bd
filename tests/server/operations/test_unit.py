"""The units that the operator's manual installs."""

import json
import re
import shutil
from configparser import RawConfigParser
from pathlib import Path

import pytest
from click import Context

from tests.docs.readme import HOST, block, host_file
from tests.machine.needs import run
from tests.machine.programs import systemd_analyze
from tests.server.operations.conftest import MakeApp

MOST_EXPOSED = 3.0
UNIT = host_file("systemd/tungngo.service")
TIMERS = sorted(each for each in (HOST / "systemd").iterdir() if each.name != "tungngo.service")
"""And the services that they start."""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    file = tmp_path / "tungngo.service"
    file.write_text(UNIT, encoding="utf-8")
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


@pytest.mark.systemd
def test_systemd_knows_every_line_of_the_timers(tmp_path: Path) -> None:
    """And each timer has a service of its name, whose program is one of ours."""
    files = [Path(shutil.copy(each, tmp_path)) for each in TIMERS]
    names = {each.name for each in files}
    jobs = ("backup", "drill", "recount", "retention")
    assert names == {f"tungngo-{job}.{kind}" for job in jobs for kind in ("service", "timer")}
    done = run([systemd_analyze(), "verify", "--man=no", *files])
    assert "Unknown" not in done.stdout
    assert "Failed to parse" not in done.stdout
    assert not [each for each in files if f"{each}:" in done.stdout], done.stdout


@pytest.mark.parametrize("line", [each for file in TIMERS for each in file.read_text().splitlines() if "ExecStart=" in each])  # fmt: skip
def test_what_the_timers_start_is_understood(line: str, tmp_path: Path, same_app: MakeApp) -> None:
    """Each command with the words of its line, whose folders lie elsewhere here."""
    words = line.partition("--app server ")[2].replace("/var/backups", str(tmp_path)).split()
    (tmp_path / "tungngo").mkdir()
    (tmp_path / "key").touch()
    name, *rest = [word.replace("%d/key", str(tmp_path / "key")) for word in words]
    cli = same_app().cli
    command = cli.get_command(Context(cli), name)
    assert command is not None
    command.make_context(name, rest)


def test_what_it_keeps_is_for_its_user_alone() -> None:
    service = RawConfigParser(strict=False)
    service.optionxform = str  # type: ignore[assignment,method-assign]
    service.read_string(UNIT)
    given = service["Service"]
    assert (given["UMask"], given["StateDirectoryMode"]) == ("0077", "0700")
    assert given["NoNewPrivileges"] == "true"
    assert given["InaccessiblePaths"] == "-/srv/tungngo/.git"
    assert (given["IPAddressDeny"], given["IPAddressAllow"]) == ("any", "localhost")
    # The child that reads a spreadsheet bounds itself, which this group of calls is for.
    assert "@resources" not in UNIT


def test_the_example_of_a_line_is_one() -> None:
    line = json.loads(block("json"))
    assert line["event"] == "request"
