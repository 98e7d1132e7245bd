"""The demonstration, loaded once for all tests that look at it, by the command a person uses."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.machine.needs import ROOT

OUTPUT = "output.txt"


@dataclass(frozen=True)
class Loaded:
    """A folder with the filled SQLite database, and how to get in."""

    folder: Path
    output: str
    login: str
    password: str
    team: str
    invitation: str

    def copy_to(self, folder: Path) -> Path:
        """A copy that may be written to."""
        return Path(shutil.copytree(self.folder, folder))


def begin(folder: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """A command of the server with its data in a folder, at an address of this machine."""
    settings = {"INSTANCE_DIR": str(folder), "PUBLIC_URL": "http://127.0.0.1:8000"} | environment
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "server", *words],
        cwd=ROOT, env={**kept, **settings}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def command(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same, run to its end."""
    running = begin(folder, *words, **environment)
    stdout, stderr = running.communicate()
    return subprocess.CompletedProcess(running.args, running.returncode, stdout, stderr)


@cache
def load_demonstration() -> Loaded:
    """Load it into a folder that goes when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="tungngo-demo-"))
    atexit.register(shutil.rmtree, folder, True)
    load_into(folder)
    return read_loaded(folder)


def load_into(folder: Path) -> None:
    """Load it into an empty folder, and keep what the command said."""
    made = command(folder, "db", "upgrade")
    assert made.returncode == 0, made.stdout + made.stderr
    done = command(folder, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / OUTPUT).write_text(done.stdout)


def read_loaded(folder: Path) -> Loaded:
    """What was loaded into a folder."""
    access = json.loads((folder / "demonstration.json").read_text())
    return Loaded(
        folder,
        (folder / OUTPUT).read_text(),
        access["coordinator"]["login"],
        access["coordinator"]["password"],
        access["team"]["id"],
        access["invitation"]["code"],
    )
