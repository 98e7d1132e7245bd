"""The virtual environment, with the packages of server/uv.lock, checked by hash."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from .failures import REGISTRY, advise
from .steps import BIN, ROOT, VENV, Advice, Command, environment, remove, step

SERVER = ROOT / "server"
PYTHON = BIN / "python"
UV = BIN / "uv"
FAILED = (
    "Python packages could not be installed: read the lines above, run `make clean`, "
    "then the same command again."
)


def install(*groups: str) -> None:
    """Install the server's packages, Node and the packages of `groups`, unless they are installed."""
    make_environment()
    wanted = VENV / "requirements.txt"
    chosen = [part for group in ("app", *groups) for part in ("--group", group)]
    export: Command = [UV, "export", "--frozen", "--quiet", *chosen, "--output-file", wanted]
    done = subprocess.run(export, cwd=SERVER, env=environment(), capture_output=True, text=True)
    if done.returncode:
        print(done.stderr)
        raise Advice(advise(done.stderr, (REGISTRY,), FAILED))
    # Released versions skip the installation where their own stamps are: after a way back they would be false.
    for stamp in VENV.glob(".*.lock"):
        stamp.unlink()
    # Compiled as pip does: the service's user cannot write here, and would compile at each start.
    pip: Command = [
        UV,
        "pip",
        "install",
        "--compile-bytecode",
        "--require-hashes",
        "--python",
        PYTHON,
    ]
    title = f"Installing Python packages ({', '.join(['server', 'app', *groups])})"
    step(title, [*pip, "-r", wanted], FAILED, SERVER, extra=index(), known=(REGISTRY,))


def index() -> dict[str, str]:
    """pip's package index as a setting for uv, which does not read pip's settings."""
    command: Command = [PYTHON, "-m", "pip", "config", "list"]
    settings = subprocess.run(command, env=environment(), capture_output=True, text=True).stdout
    found = dict(re.findall(r"^(:env:|install|global)\.index-url='(.+)'", settings, re.M))
    chosen = found.get(":env:") or found.get("install") or found.get("global")
    return {"UV_DEFAULT_INDEX": chosen} if chosen and "UV_DEFAULT_INDEX" not in os.environ else {}


def compile_sources() -> None:
    """Compile our own code for whoever runs it and cannot write here: a command starts in less than half the time."""
    step(
        "Compiling the server",
        [PYTHON, "-m", "compileall", "-q", ROOT / "server", ROOT / "sync"],
        "The server's code could not be compiled: read the lines above.",
    )


def make_environment() -> None:
    """Make .venv with this Python, unless one is there that runs, and install uv there."""
    if not environment_works():
        remove(VENV)
        step(
            f"Making .venv with Python {sys.version_info[0]}.{sys.version_info[1]}",
            [sys.executable, "-m", "venv", VENV],
            "This Python cannot make virtual environments: install its venv module "
            "(on Debian and Ubuntu: `sudo apt install python3-venv`) and run the same command again.",
        )
    if not UV.exists():
        wanted = VENV / "uv.txt"
        wanted.write_text(locked_uv())
        pip: Command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
        step("Installing uv", [*pip, "--require-hashes", "-r", wanted], FAILED, known=(REGISTRY,))


def locked_uv() -> str:
    """The line of a requirements file for uv, with its version and hashes in the lock."""
    lock = tomllib.loads((SERVER / "uv.lock").read_text(encoding="utf-8"))
    (uv,) = (each for each in lock["package"] if each["name"] == "uv")
    return " ".join([f"uv=={uv['version']}", *(f"--hash={each['hash']}" for each in uv["wheels"])])


def python() -> Path:
    """The Python of the environment, or by which it is going to be made."""
    return PYTHON if environment_works() else Path(sys.executable)


def environment_works() -> bool:
    """Whether .venv has a Python that runs, and pip."""
    try:
        check: Command = [PYTHON, "-c", "import pip"]
        return subprocess.run(check, capture_output=True, env=environment()).returncode == 0
    except OSError:
        return False
