"""The virtual environment, and in it exactly what the locks name, checked by hash."""

import shutil
import subprocess
import sys
from pathlib import Path

from .failures import REGISTRY
from .steps import BIN, ROOT, VENV, Advice, Command, environment, fingerprint, is_done, remove, step

LOCKS = {
    "server": ROOT / "requirements.txt",
    "app": ROOT / "pwa" / "requirements.txt",
    "tests": ROOT / "tests" / "requirements.txt",
    "postgres": ROOT / "tests" / "machine" / "postgres.txt",
    "browsers": ROOT / "tests" / "browsers" / "requirements.txt",
}
PYTHON = BIN / "python"


def install(*names: str) -> None:
    """Bring the environment to the named locks; a lock already installed costs nothing."""
    make_environment()
    marks = {name: fingerprint(LOCKS[name]) for name in names}
    missing = [name for name in names if not is_done(stamp(name), marks[name])]
    if not missing:
        return
    files = [part for name in missing for part in ("-r", LOCKS[name])]
    step(
        f"Installing Python packages ({', '.join(missing)})",
        [*installer(), "--require-hashes", *files],
        "Python packages could not be installed: read the lines above, run `make clean`, "
        "then the same command again.",
        known=(REGISTRY,),
    )
    for name in missing:
        stamp(name).write_text(marks[name])


def compile_sources() -> None:
    """Compile our own code for whoever runs it and cannot write here: a command starts in less than half the time."""
    step(
        "Compiling the server",
        [PYTHON, "-m", "compileall", "-q", ROOT / "server", ROOT / "sync"],
        "The server's code could not be compiled: read the lines above.",
    )


def stamp(name: str) -> Path:
    return VENV / f".{name}.lock"


def make_environment() -> None:
    """Make .venv with this Python, unless one is there that still runs."""
    if environment_works():
        return
    remove(VENV)
    uv = shutil.which("uv")
    make: Command = (
        [uv, "venv", "--python", sys.executable, VENV]
        if uv
        else [sys.executable, "-m", "venv", VENV]
    )
    try:
        step(
            f"Making .venv with Python {sys.version_info[0]}.{sys.version_info[1]}",
            make,
            "This Python cannot make virtual environments: install its venv module "
            "(on Debian and Ubuntu: `sudo apt install python3-venv`) and run the same command again.",
            known=(REGISTRY,),
        )
    except Advice:
        remove(VENV)
        raise


def python() -> Path:
    """The Python of the environment, or by which it is going to be made."""
    return PYTHON if environment_works() else Path(sys.executable)


def environment_works() -> bool:
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        works = (
            subprocess.run([PYTHON, "-c", check], capture_output=True, env=environment()).returncode
            == 0
        )
    except OSError:
        return False
    return works and (shutil.which("uv") is not None or has_pip())


def has_pip() -> bool:
    return (BIN / "pip").exists()


def installer() -> Command:
    """uv where the machine has it (ten times as fast), else pip; both read the same locks."""
    uv = shutil.which("uv")
    if uv:
        # As pip does by itself: the service's user cannot write here, and would compile at each start.
        return [uv, "pip", "install", "--compile-bytecode", "--python", PYTHON]
    return [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
