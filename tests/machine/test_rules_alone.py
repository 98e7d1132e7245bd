"""The tests of the rules start without a server and without a browser."""

import subprocess
import sys
from pathlib import Path

from tests.machine.needs import ROOT

HEAVY = {"argon2", "flask", "playwright", "sqlalchemy"}
COLLECT = """
import sys
from pathlib import Path
import pytest
ended = pytest.main(["--collect-only", "-qq", sys.argv[1]])
Path(sys.argv[2]).write_text(" ".join([str(int(ended)), *sys.modules]))
"""


def imported_for(tests: str, place: Path) -> set[str]:
    """What is imported by the time that tests have been collected."""
    told = place / "imported"
    command = [sys.executable, "-c", COLLECT, tests, str(told)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    ended, *names = told.read_text().split()
    assert ended == "0"
    return set(names)


def test_rules_are_tested_without_flask_argon2_and_playwright(tmp_path: Path) -> None:
    names = imported_for("tests/sync", tmp_path)
    assert "tests.sync.test_verdict" in names
    assert names & HEAVY == set()


def test_whoever_needs_a_server_has_all_of_them(tmp_path: Path) -> None:
    names = imported_for("tests/server/accounts/test_resets.py", tmp_path)
    assert names >= HEAVY
