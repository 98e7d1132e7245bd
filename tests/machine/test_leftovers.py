"""A run that was killed leaves a server behind; the next one clears it away, and nothing else."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import leftovers, postgres
from tests.machine.needs import ROOT, Command, run

RUN = """
import sys
from tests.machine import postgres
postgres.PREFIX = sys.argv[2]
with postgres.cluster(in_memory=sys.argv[1] == "in memory") as server:
    print(server.data, server.port, flush=True)
    sys.stdin.read()
"""
pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def _temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder and a prefix for these tests alone: other runs sweep too, memory as well."""
    monkeypatch.setattr(postgres, "PREFIX", f"tungngo-left-{os.getpid()}-")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's own user has to come through
        monkeypatch.setattr(tempfile, "tempdir", folder)
        monkeypatch.setenv("TMPDIR", folder)
        yield


def killed_run(where: str) -> tuple[Path, int]:
    """The data and the port of the server of a run that was killed."""
    command = [sys.executable, "-c", RUN, where, postgres.PREFIX]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        data, port = process.stdout.readline().split()
        process.kill()
    return Path(data.decode()), int(port)


def is_ready(port: int) -> bool:
    command: Command = [postgres.ensure() / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]
    return run(command).returncode == 0


@pytest.mark.parametrize("where", ["on disk", "in memory"])
def test_the_server_of_a_killed_run_goes_and_one_of_a_living_run_stays(where: str) -> None:
    with postgres.cluster() as living:
        data, port = killed_run(where)
        assert is_ready(port)
        with postgres.cluster() as another:
            assert not data.parent.exists()
            assert not is_ready(port)
            assert is_ready(living.port)
            assert is_ready(another.port)
        assert is_ready(living.port)


def test_a_process_that_only_has_the_number_stays() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tungngo-pg-"))
    leftovers.claim(folder).close()
    (folder / "data").mkdir()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        (folder / "data" / "postmaster.pid").write_text(f"{process.pid}\n{folder / 'data'}\n")
        leftovers.sweep(folder.name, {os.geteuid()})
        assert not folder.exists()
        assert process.poll() is None
        process.communicate(b"\n")
    assert process.returncode == 0


def test_a_folder_that_is_not_claimed_yet_stays() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tungngo-pg-"))
    leftovers.sweep(folder.name, {os.geteuid()})
    assert folder.exists()
    folder.rmdir()
