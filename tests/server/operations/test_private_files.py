"""Nobody else on the machine reads what the server keeps."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.demo.loading import command
from tests.machine.needs import ROOT
from tests.server.gunicorn import gunicorn
from tests.server.operations.conftest import MakeApp
from tests.wires import Browser, InProcess, OverHttp


def open_to_others(folder: Path) -> dict[str, str]:
    """The files and folders in it that others can look into, with their modes."""
    modes = {each: each.stat().st_mode & 0o777 for each in folder.rglob("*")}
    return {
        str(each.relative_to(folder)): f"{mode:o}" for each, mode in modes.items() if mode & 0o077
    }


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """As a machine's user has it. What these tests start has it too."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("usual_umask")
def test_whatever_is_set_up_by_the_readme_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    backup = tmp_path / "kept" / "backup"
    for words in (("db", "upgrade"), ("units", "import"), ("backup", str(backup))):
        done = command(folder, *words)
        assert done.returncode == 0, done
        assert open_to_others(tmp_path) == {}  # the next one closes what it finds open
    database = f"sqlite:///{folder}/tungngo.sqlite"
    with gunicorn("server:create_app()", database, folder) as address:
        assert Browser(OverHttp(address)).get("/healthz").status == 200
        with closing(sqlite3.connect(folder / "tungngo.sqlite")) as open_too:
            open_too.execute("SELECT 1 FROM sqlite_master").fetchall()
            assert len(list(folder.glob("tungngo.sqlite*"))) > 1
            assert open_to_others(tmp_path) == {}


@pytest.mark.usefixtures("usual_umask")
def test_a_unix_socket_is_private(tmp_path: Path) -> None:
    at = tmp_path / "socket"
    settings = {"INSTANCE_DIR": str(tmp_path / "instance"), "PUBLIC_URL": "http://127.0.0.1:8000"}
    words = ["-m", "gunicorn", "--config", "python:server.gunicorn_conf", "--bind", f"unix:{at}"]
    process = subprocess.Popen(
        [sys.executable, *words, "server:create_app()"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        while "Listening at" not in (line := process.stderr.readline()):
            assert line, "it did not start"
        assert at.stat().st_mode & 0o077 == 0
        with socket.socket(socket.AF_UNIX) as line_to_it:
            line_to_it.settimeout(20)
            line_to_it.connect(str(at))
            line_to_it.sendall(b"GET /api/probe HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert line_to_it.recv(12) == b"HTTP/1.1 200"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def test_what_was_open_is_closed_at_the_start(
    tmp_path: Path, other_app: MakeApp, capfd: pytest.CaptureFixture[str]
) -> None:
    names = (
        "tungngo.sqlite", "tungngo.sqlite-wal", "tungngo.sqlite.before-20261124-090000",
        "tungngo.journal.jsonl", "secret_key",
    )  # fmt: skip
    for name in names:
        (tmp_path / name).write_text("k" * 64 if name == "secret_key" else "")
        (tmp_path / name).chmod(0o664)
    other = tmp_path / "somebody-elses"
    other.write_text("")
    other.chmod(0o644)
    tmp_path.chmod(0o755)
    other_app(LOG_LEVEL="warning", REQUEST_LOG="off")
    assert open_to_others(tmp_path) == {"somebody-elses": "644"}
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    said = capfd.readouterr().err
    assert said.count("file_closed_to_others") == len(names) + 1
    assert '"mode_before": "0664"' in said
    other_app(LOG_LEVEL="warning", REQUEST_LOG="off")
    assert capfd.readouterr().err == ""


def test_what_belongs_to_somebody_else_is_told(
    tmp_path: Path,
    other_app: MakeApp,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = tmp_path / "secret_key"
    key.write_text("k" * 64)
    key.chmod(0o644)
    monkeypatch.setattr("server.operations.private_files.os.geteuid", lambda: os.getuid() + 1)
    Browser(InProcess(other_app(LOG_LEVEL="warning", REQUEST_LOG="off")))
    assert key.stat().st_mode & 0o777 == 0o644
    assert '"event": "file_open_to_others"' in capfd.readouterr().err
