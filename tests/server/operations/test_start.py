"""What a server loads before anybody asks for anything."""

import subprocess
import sys

from tests.machine.needs import ROOT

SELDOM = ("docx", "lxml", "openpyxl", "reportlab")
LOADED = f"import sys, server.app; print(*(name for name in {SELDOM} if name in sys.modules))"


def test_what_is_seldom_needed_is_loaded_when_it_is() -> None:
    """Papers, sheets that are read and posters: 30 MB in all, on a server that may have 512."""
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
