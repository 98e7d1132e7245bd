"""A real server for a journey: gunicorn with the built app, on a free port, with its own data."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from server.operations.setup import app as built_app
from tests.machine.needs import BIN, ROOT
from tests.machine.once import once
from tests.machine.ports import hold_port, lines_held

START_SECONDS = 90
DATABASE, LOG = "tungngo.sqlite", "server.log"


class House:
    """One server that can be started, killed and started again on the same data and port."""

    def __init__(self, folder: Path, database_url: str = "", project: Path = ROOT) -> None:
        self.folder = folder
        self.project = project
        held = hold_port()
        weakref.finalize(self, held.close)
        self.port = held.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "PUBLIC_URL": self.url,
            "INSTANCE_DIR": str(folder),
            "DATABASE_URL": database_url or f"sqlite:///{folder / DATABASE}",
            "LOG_LEVEL": "warning",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def flask(self, *arguments: str) -> str:
        """Run one of the server's commands; its output."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "server", *arguments],
            cwd=self.project, env={**os.environ, **self.environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def runs(self) -> bool:
        """Whether the server was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def restore(self, template: Path) -> None:
        """Put the data of another folder in place of its own, all at once for whoever reads them,
        and forget what was logged. What a phone of before has sent is answered first: it would be
        written into the new data."""
        until = time.monotonic() + START_SECONDS
        while self.runs and lines_held(self.port):
            assert time.monotonic() < until, "somebody still asks the server"
            time.sleep(0.02)
        with (
            closing(sqlite3.connect(template / DATABASE)) as source,
            closing(sqlite3.connect(self.folder / DATABASE)) as own,
        ):
            source.backup(own)
        (self.folder / LOG).write_text("")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        assert not self.runs, "it runs already"
        command = [
            str(BIN / "gunicorn"), "--config", "python:server.gunicorn_conf", "--workers", "2",
            "--log-level", "warning",
            "--reuse-port", "--bind", f"127.0.0.1:{self.port}", "server:create_app()",
        ]  # fmt: skip
        with (self.folder / LOG).open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.project, env={**os.environ, **self.environment},
                stdout=log, stderr=log, process_group=0,
            )  # fmt: skip
        until = time.monotonic() + START_SECONDS
        while not self._is_ready():
            assert self._process.poll() is None, self.log()
            assert time.monotonic() < until, self.log()
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to all of it, as when the power goes; for whoever only wants it gone too. To end in
        an orderly way waits for browsers that hold a line open and say nothing."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in an orderly way, if it runs."""
        self._end(signal.SIGTERM)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Meanwhile it takes what comes, and neither answers nor breaks the line. Not for half a minute:
        gunicorn would take its workers for dead."""
        assert self._process
        assert self.runs, "it does not run"
        os.killpg(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGCONT)

    def log(self) -> str:
        """What the server has written so far."""
        return (self.folder / LOG).read_text(errors="replace")

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def _end(self, number: int) -> None:
        if self._process is None or not self.runs:
            return
        os.killpg(self._process.pid, number)
        self._process.wait(35)


def copy_project(folder: Path, source: Path = ROOT) -> Path:
    """The server and the built app in a folder of their own, where a test may change the app."""
    for part in ("server", "sync"):
        shutil.copytree(source / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(source / "pwa" / "dist", folder / "pwa" / "dist")
    shutil.copy(source / "pwa" / "package.json", folder / "pwa")  # the version
    return folder


def built_project(shared: Path) -> Path:
    """Such a copy with the app built from the sources that stand there now, made once for all
    processes that have this folder in common."""

    def make(folder: Path) -> None:
        built_app.build()
        copy_project(folder)

    return once(shared, "project", make)
