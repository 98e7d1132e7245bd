"""`make audit`: asks OSV and npm for known holes in the locked packages. Fails if one does not answer, too."""

from pathlib import Path

from . import needs
from .lock import SERVER
from .needs import BIN, ROOT

UV: list[str | Path] = [BIN / "uv", "audit", "--frozen", "--preview-features", "audit-command"]
# Audits every kind of package, whatever npm is configured to leave out.
NPM: tuple[str | Path, ...] = (
    *(BIN / "npm", "audit", "--package-lock-only", "--offline=false", "--audit-level=info"),
    *("--include=dev", "--include=optional", "--include=peer"),
)
ADVICE = """
A hole is known, or a list did not answer: see above. For a hole, raise the version in server/pyproject.toml
or pwa/package.json, and `make lock`."""


def run() -> bool:
    python = needs.run_visibly(UV, SERVER)
    npm = [needs.run_visibly([*NPM, "--prefix", lock.parent]) for lock in npm_locks()]
    safe = python and bool(npm) and all(npm)
    print("\nNo hole is known in a locked package." if safe else ADVICE)
    return safe


def npm_locks() -> list[Path]:
    """Of the app, and of the tools that are npm's."""
    found = needs.run(["git", "ls-files", "*package-lock.json"]).stdout.split()
    return [ROOT / each for each in found]
