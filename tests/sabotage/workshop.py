"""A copy of the project in which one thing at a time is broken."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.machine.needs import ROOT
from tests.sabotage.sabotage import Sabotage

SHARED = (".venv", "pwa/node_modules")
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "dist", "output", "instance", ".cache", "__pycache__"
)
FAILED = 1
"""How pytest and vitest end when a test failed, and not when they could not even begin."""


class Workshop:
    """The copy; packages are those of the project itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_caught(self, sabotage: Sabotage) -> bool:
        """Whether the tests that are named for it fail on the broken copy."""
        file = self.folder / sabotage.file
        whole = file.read_text()
        assert whole.count(sabotage.old) == 1, sabotage.name
        file.write_text(whole.replace(sabotage.old, sabotage.new))
        try:
            return any(self._fails(test, sabotage.on_postgresql) for test in sabotage.tests)
        finally:
            file.write_text(whole)

    def _fails(self, test: str, on_postgresql: bool) -> bool:
        if test.endswith((".ts", ".tsx")):
            command = ["../.venv/bin/npx", "vitest", "run", "--bail=1", "--silent=true", test]
            folder = self.folder / "pwa"
        else:
            command = [".venv/bin/python", "-m", "pytest", "-q", "-x", "-n", "0"]
            command += [*([] if on_postgresql else ["-m", "not postgresql"]), test]
            folder = self.folder
        path = f"{self.folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, check=False
        )
        return done.returncode == FAILED


@contextmanager
def workshop() -> Iterator[Workshop]:
    with TemporaryDirectory(prefix="tungngo-sabotage-") as made:
        folder = Path(made) / "project"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        for name in SHARED:
            (folder / name).symlink_to(ROOT / name)
        yield Workshop(folder)
