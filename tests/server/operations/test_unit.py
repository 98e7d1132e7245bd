"""The units that the operator's manual installs."""

import json
import os
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
from click import Context

from tests.docs.readme import HOST, block, host_file
from tests.machine.needs import run
from tests.machine.programs import systemd_analyze
from tests.server.operations.conftest import MakeApp
from tests.server.operations.containerfile import FOLDER, environment

MOST_EXPOSED = 3.0
UNIT = host_file("systemd/tungngo.service")
TIMERS = sorted(each for each in (HOST / "systemd").iterdir() if each.name != "tungngo.service")
"""And the services that they start."""
DRILL_KEY = HOST / "drill-key.conf"
"""The drop-in of the drill where backups are encrypted."""
STARTED = [
    line
    for file in (*TIMERS, DRILL_KEY)
    for line in file.read_text(encoding="utf-8").splitlines()
    if line.startswith("ExecStart=/")
]
NIGHTS = {
    "2026-12-01": ["backup"],
    "2026-12-02": ["backup", "retention"],
    "2026-12-05": ["backup", "recount"],
    "2026-12-06": ["backup", "drill"],
    "2027-01-02": ["backup", "recount", "retention"],
}
"""What is due on a day: a Tuesday, the second of a month, a Saturday, a Sunday, a Saturday that is a second."""


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


@pytest.mark.parametrize("line", STARTED)
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


@pytest.mark.systemd
def test_systemd_knows_every_line_of_the_drop_in(tmp_path: Path) -> None:
    drill = tmp_path / "tungngo-drill.service"
    drill.write_text(host_file("systemd/tungngo-drill.service"), encoding="utf-8")
    (tmp_path / f"{drill.name}.d").mkdir()
    dropped = Path(shutil.copy(DRILL_KEY, tmp_path / f"{drill.name}.d"))
    done = run([systemd_analyze(), "verify", "--man=no", drill])
    assert "Unknown" not in done.stdout
    assert f"{drill}:" not in done.stdout
    assert f"{dropped}:" not in done.stdout, done.stdout


def test_the_drill_waits_for_the_backup_that_is_started_with_it() -> None:
    drill = service_of(host_file("systemd/tungngo-drill.service"))
    assert "tungngo-backup.service" in drill["Unit"]["After"].split()


def test_what_is_temporary_lies_on_the_disk() -> None:
    for file in (HOST / "systemd").glob("*.service"):
        given = service_of(file.read_text(encoding="utf-8"))
        assert given["Service"]["Environment"] == "TMPDIR=/var/tmp", file
    assert "-p Environment=TMPDIR=/var/tmp" in host_file("tungngo")
    given = environment()
    assert Path(given["TMPDIR"]).parent == Path(given["LASTING_DISK"])


@pytest.mark.parametrize("key", ["", "age1"])
@pytest.mark.parametrize("day", NIGHTS)
def test_a_container_does_what_is_due_that_night(day: str, key: str, tmp_path: Path) -> None:
    """The jobs of the timers, on their days, by a clock that is put to one; `flask` only notes what it is asked.
    Where backups are encrypted nobody there could open them for a drill."""
    noted = tmp_path / "noted"
    programs = {"date": f'/bin/date -d {day} "$@"', "flask": f'echo "$3" >> {noted}'}
    assert night(tmp_path, programs, BACKUP_PUBLIC_KEY=key) == 0
    due = [job for job in NIGHTS[day] if not key or job != "drill"]
    assert noted.read_text(encoding="utf-8").split() == due


def test_a_night_that_failed_ends_with_a_failure(tmp_path: Path) -> None:
    """An upgrade goes on only after its backup."""
    assert night(tmp_path, {"flask": "exit 1"}) == 1


def night(folder: Path, programs: dict[str, str], **given: str) -> int:
    """How a night in a container ends, with these lines for programs; its folders are not made here."""
    for name, line in {"mkdir": "true", **programs}.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    given |= {"PATH": f"{folder}:{os.environ['PATH']}", "TMPDIR": str(folder)}
    command = ["/bin/sh", FOLDER / "nightly.sh", "now"]
    return subprocess.run(command, env=given, check=False).returncode


def service_of(text: str) -> RawConfigParser:
    """A unit, read; of a setting that is there more than once the last one."""
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def test_what_it_keeps_is_for_its_user_alone() -> None:
    given = service_of(UNIT)["Service"]
    assert (given["UMask"], given["StateDirectoryMode"]) == ("0077", "0700")
    assert given["NoNewPrivileges"] == "true"
    assert given["InaccessiblePaths"] == "-/srv/tungngo/.git"
    assert (given["IPAddressDeny"], given["IPAddressAllow"]) == ("any", "localhost")
    # The child that reads a spreadsheet bounds itself, which this group of calls is for.
    assert "@resources" not in UNIT


def test_the_example_of_a_line_is_one() -> None:
    line = json.loads(block("json"))
    assert line["event"] == "request"


def test_the_machines_log_keeps_no_words_of_a_command(tmp_path: Path) -> None:
    """systemd would describe it there by all of them: a name, a reason."""
    told = tmp_path / "systemd-run"
    told.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    told.chmod(0o755)
    words = ("account", "create", "quan", "--name", "Nguyễn Văn Quân")
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", HOST / "tungngo", *words],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    options, program, given = done.stdout.partition("/srv/tungngo/.venv/bin/flask\n")
    assert program
    assert "--description=tungngo account\n" in options
    assert given.splitlines()[-len(words) :] == list(words)
    assert "Quân" not in options
