"""The installable app: `npm ci` and a build, with the Node that came from PyPI."""

from pathlib import Path

from .failures import REGISTRY
from .packages import PYTHON
from .steps import BIN, ROOT, VENV, Command, fingerprint, is_done, remove, step

PWA = ROOT / "pwa"
MODULES = PWA / "node_modules"
DIST = PWA / "dist"
MADE = DIST / ".sources"
NPM_FAILED = "npm failed: read the lines above, remove {} and run the same command again."
BUILD_FAILED = (
    "The app could not be built: read the lines above, mend its source and run this again."
)


def is_built() -> bool:
    """Whether pwa/dist was made from the sources as they are now."""
    return is_done(MADE, fingerprint(*sources())) and (DIST / "index.html").is_file()


def fetch() -> None:
    """Install what the build needs, unless the app is built."""
    if not is_built():
        install()


def build() -> None:
    """Build pwa/dist, unless it is built."""
    if is_built():
        return
    mark = fingerprint(*sources())
    install()
    step("Building the app", [BIN / "npm", "run", "build"], BUILD_FAILED, PWA)
    step(
        "Compressing it",
        [PYTHON, "-m", "whitenoise.compress", "--quiet", "--no-brotli", DIST],
        "The app was built but could not be compressed: read the lines above.",
    )
    MADE.write_text(mark)


def install(folder: Path = PWA, what: str = "the app's packages") -> None:
    """Bring a folder's node_modules to what its lock names; one already there costs nothing."""
    mark = fingerprint(folder / "package-lock.json")
    modules = folder / "node_modules"
    stamp = modules / ".lock"
    if is_done(stamp, mark):
        return
    remove(modules)
    # Packages from the lock need no script of their own to work, so none may run.
    command: Command = [
        BIN / "npm",
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]
    step(f"Installing {what}", command, NPM_FAILED.format(modules), folder, known=(REGISTRY,))
    stamp.write_text(mark)


def sources() -> list[Path]:
    """Every file the build may read, in a fixed order."""
    folders = [PWA / "src", PWA / "public"]
    inside = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    shared = (ROOT / "sync").rglob("*.json")
    return sorted([*(file for file in PWA.iterdir() if file.is_file()), *inside, *shared])


def discard_tools() -> None:
    """Remove what only the build needed, on a server that counts its disk."""
    remove(MODULES)
    remove(VENV)
