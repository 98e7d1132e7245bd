"""The recipes of the README: a field in one file, a kind in one more. Each is put into a copy of the
project and taken from the phone's rules to the server, into review and correction, and back."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.machine.needs import BIN, ROOT

FOLDERS = ("sync", "server", "tests", "pwa/src")
FILES = ("pyproject.toml", "pwa/package.json")
CONFIG = ("tsconfig*.json", "*.ts")
"""Of the app, beside its sources."""
SESSION = "sync/kinds/help_session.json"
FIELDS = {
    "weather": {"code": {"of": "age_band"}, "nullable": True},
    "told": {"text": {"most": 40}, "nullable": True},
}
COLUMNS = {
    "weather": {"head": "Thời tiết", "width": 10},
    "told": {"head": "Được kể", "width": 20},
}
CHECK = {
    "about": "Whether a tool that a team lends is in order.",
    "channel": "team",
    "creates": "member",
    "edits": "author",
    "adds": ["presence"],
    "form": ["tool", "state", "note"],
    "fields": {
        "day": {"day": {}, "required": True},
        "tool": {"code": {"of": "reason"}, "required": True},
        "state": {"word": {"of": ["good", "worn", "lost"]}, "required": True},
        "note": {"text": {"most": 60}, "nullable": True},
        "status": {"word": {"of": ["live", "void"]}, "default": "live"},
        "team": {"id": {}, "from": "channel"},
        "author": {"id": {"of": "member"}, "from": "author"},
    },
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's sources, with the packages that are there."""
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc", "dist", "fonts", "journeys")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=left_out)
    found = (path for pattern in CONFIG for path in (ROOT / "pwa").glob(pattern))
    for file in (*FILES, *(f"pwa/{path.name}" for path in found)):
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / "pwa/node_modules").symlink_to(ROOT / "pwa/node_modules")
    return tmp_path


def run(folder: Path, *command: str | Path) -> None:
    path = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
    own = {"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def walk(copy: Path, name: str) -> None:
    """On the server, and in the app."""
    plugins = ("-p", "no:xdist", "-m", "not postgresql")
    run(copy, sys.executable, "-m", "pytest", f"tests/kinds/walk_{name}.py", "-q", *plugins)
    test = f"src/walk-{name}.test.tsx"
    shutil.copy(ROOT / f"tests/kinds/walk-{name}.test.tsx", copy / "pwa" / test)
    run(copy / "pwa", "node_modules/.bin/vitest", "run", test)


def write(path: Path, table: dict[str, Any]) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")


def test_a_field_takes_one_file(copy: Path) -> None:
    table = json.loads((copy / SESSION).read_text(encoding="utf-8"))
    form = [*table["form"], *FIELDS]
    columns = {**table["columns"], **COLUMNS}
    fields = {**table["fields"], **FIELDS}
    write(copy / SESSION, {**table, "form": form, "columns": columns, "fields": fields})
    walk(copy, "field")


def test_a_kind_takes_one_table(copy: Path) -> None:
    write(copy / "sync/kinds/tool_check.json", CHECK)
    walk(copy, "kind")
