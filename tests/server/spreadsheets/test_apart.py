"""A file is read in a process of its own: what it may have, and what is said when it does not come to
its end."""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic, sleep

import pytest

from server.config import PROJECT
from server.confined.running import ENVIRONMENT
from server.spreadsheets import bounds, child, reading
from server.spreadsheets.child import write_sheet
from server.spreadsheets.sheet import Table
from server.spreadsheets.turn import turn
from sync.problems import ProblemError
from tests.server.spreadsheets.making import HEAD, SHEET
from tests.workbooks import workbook

FILE = workbook(HEAD, ["Lan"])
HELD = "from server.spreadsheets.child import hold; hold()\n"
Running = Callable[[str], None]


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "spreadsheets.lock"


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Running:
    """Has this program started in place of the reader."""

    def put(program: str) -> None:
        command = (sys.executable, "-E", "-s", "-S", "-c", program)
        monkeypatch.setattr(reading, "COMMAND", command)

    return put


def refusal(lock: Path) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        read(lock)
    return caught.value


def read(lock: Path) -> Table:
    with reading.reading_table(FILE, SHEET, lock) as table:
        return table


def no_child_is_left() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return True


def test_the_limits_are_those_that_are_promised() -> None:
    program = (
        HELD
        + "import resource as r; print([r.getrlimit(x)[0] for x in (r.RLIMIT_DATA, r.RLIMIT_CPU,"
        " r.RLIMIT_CORE, r.RLIMIT_FSIZE)])"
    )
    with Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=PIPE) as process:
        said, _ = process.communicate()
    wanted = [bounds.MEMORY_BYTES, bounds.CPU_SECONDS, 0, 0]
    assert said.decode().strip() == str(wanted)


def test_it_has_no_secret_and_no_connection(
    monkeypatch: pytest.MonkeyPatch, lock: Path, running: Running
) -> None:
    monkeypatch.setenv("SECRET_KEY", "s" * 64)
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody")
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    running(
        "import os, json; from pathlib import Path\n"
        "files = sorted(os.readlink(f'/proc/self/fd/{each}') for each in os.listdir('/proc/self/fd')"
        " if os.path.exists(f'/proc/self/fd/{each}'))\n"
        "print(json.dumps({'rows': [], 'faults': [], 'headings': dict(os.environ), 'ignored': files}))"
    )
    table = read(lock)
    os.close(reader)
    os.close(writer)
    assert table.headings.keys() <= {"LC_ALL", "PATH", "LC_CTYPE"}
    kinds = [name for name in table.ignored if not name.startswith("/proc")]
    pipes = [name for name in kinds if name.startswith("pipe:")]
    assert (len(pipes), [name for name in kinds if name not in pipes]) == (
        2,
        ["/dev/null", str(lock)],
    )


def test_who_takes_no_end_is_stopped_by_the_system(
    lock: Path, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WALL_SECONDS", 120)
    running(
        "from server.spreadsheets import child\n"
        "child.WALL_SECONDS = 120; child.hold()\nwhile True: pass"
    )
    assert refusal(lock).problem.code == "sheet_too_large"
    assert no_child_is_left()


def test_who_takes_no_end_of_memory_gets_no_more(lock: Path, running: Running) -> None:
    running(
        HELD
        + "import json, resource\nheld = []\n"
        + "try:\n while True: held.append(bytearray(1000000))\n"
        + 'except MemoryError: held.clear(); print(\'{"code": "sheet_too_large", "details": {}}\')'
    )
    assert refusal(lock).problem.code == "sheet_too_large"


def test_who_can_write_no_file(lock: Path, running: Running, tmp_path: Path) -> None:
    target = tmp_path / "written"
    running(
        HELD
        + f"try: print('x' * 9, file=open({str(target)!r}, 'w'), flush=True)\n"
        + 'except OSError: print(\'{"code": "sheet_empty", "details": {}}\')'
    )
    assert refusal(lock).problem.code == "sheet_empty"
    assert target.read_bytes() == b""


def test_who_waits_without_an_end_is_stopped(
    lock: Path, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WALL_SECONDS", 0)
    monkeypatch.setattr(reading, "_GRACE_SECONDS", 1)
    running("import time; time.sleep(600)")
    assert refusal(lock).problem.code == "sheet_busy"
    assert no_child_is_left()


@pytest.mark.parametrize(
    ("name", "code"),
    [("SIGKILL", "sheet_too_large"), ("SIGSEGV", "sheet_unreadable"), ("SIGALRM", "sheet_busy")],
)
def test_what_is_said_of_a_process_that_was_stopped(
    lock: Path, running: Running, name: str, code: str
) -> None:
    running(f"import os, signal; os.kill(os.getpid(), signal.{name})")
    assert refusal(lock).problem.code == code


def test_a_reader_that_cannot_even_start_is_our_own_failure(lock: Path, running: Running) -> None:
    running("import nothing_of_this_name")
    with pytest.raises(RuntimeError, match="ended with 1"):
        read(lock)


def test_one_file_at_a_time(lock: Path) -> None:
    with turn(lock):
        problem = refusal(lock)
        assert (problem.problem.code, problem.problem.status) == ("sheet_busy", 503)
        assert problem.retry_after == 5
    assert len(read(lock).rows) == 1
    assert lock.stat().st_mode & 0o777 == 0o600


def test_whoever_is_at_work_on_the_rows_keeps_the_turn(lock: Path) -> None:
    with reading.reading_table(FILE, SHEET, lock):
        assert refusal(lock).problem.code == "sheet_busy"
    with pytest.raises(ZeroDivisionError), reading.reading_table(FILE, SHEET, lock):
        raise ZeroDivisionError
    assert not is_held(lock)


def test_a_lock_that_leads_elsewhere_is_not_followed(lock: Path, tmp_path: Path) -> None:
    lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        read(lock)
    assert not (tmp_path / "elsewhere").exists()


def test_whose_server_is_killed_keeps_the_turn_and_ends_by_itself(
    lock: Path, tmp_path: Path
) -> None:
    """A worker that dies takes its lock along; the reader that it leaves has it until its own end."""
    begun = tmp_path / "begun"
    endless = f"open({str(begun)!r}, 'w').close()\n{HELD}while True: pass"
    program = (
        "import sys; from pathlib import Path; from server.spreadsheets import reading\n"
        "from tests.server.spreadsheets.making import SHEET\n"
        f"reading.COMMAND = (sys.executable, '-E', '-s', '-S', '-c', {endless!r})\n"
        f"reading.reading_table(b'PK', SHEET, Path({str(lock)!r})).__enter__()"
    )
    with Popen([sys.executable, "-c", program], cwd=PROJECT) as worker:
        wait_until(begun.exists)
        worker.send_signal(signal.SIGKILL)
    assert is_held(lock)
    wait_until(lambda: not is_held(lock))


def test_it_needs_nothing_that_is_installed() -> None:
    """So that it starts in a moment, and is small."""
    program = "import sys, server.spreadsheets.child; print(*sorted(sys.modules))"
    command: Sequence[str] = [*reading.COMMAND[:-2], "-c", program]
    with Popen(command, cwd=PROJECT, env=ENVIRONMENT, stdout=PIPE) as process:
        said, _ = process.communicate()
    loaded = {name.partition(".")[0] for name in said.decode().split()}
    assert {"server", "sync", "zipfile"} <= loaded
    assert not {"flask", "sqlalchemy", "openpyxl", "structlog", "ctypes"} & loaded


def test_the_sheet_comes_through_whole() -> None:
    assert child.read_sheet(json.loads(write_sheet(SHEET))) == SHEET


def is_held(lock: Path) -> bool:
    try:
        with turn(lock):
            return False
    except ProblemError:
        return True


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end, "it never came"
        sleep(0.02)
