"""The size of the product in lines: no tests, translations, generated types or migrations."""

import re
import subprocess
from collections import Counter

from .needs import ROOT

_CODE, _DATA = (".py", ".ts", ".tsx", ".css"), (".json", ".html")
_LEFT_OUT = re.compile(r"/i18n/|\.test\.|/migrations/|/cases/|package-lock|^pwa/simulation/")


def line_count() -> str:
    """One line with the figures of the work tree."""
    listed = ["git", "ls-files", "-z", "server", "sync", "pwa"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    counted: Counter[str] = Counter()
    for name in names.split("\0"):
        if name.endswith((*_CODE, *_DATA)) and not _LEFT_OUT.search(name):
            file = ROOT / name
            lines = len(file.read_bytes().splitlines()) if file.exists() else 0
            counted[name.partition("/")[0]] += lines
            counted["data"] += lines if name.endswith(_DATA) else 0
    folders = ", ".join(f"{name} {counted[name]:,}" for name in ("server", "sync", "pwa"))
    total = counted.total() - counted["data"]
    return f"{total:,} lines: {folders}; {counted['data']:,} of them JSON and templates"
