"""Getting what a test needs onto this machine, or saying in a sentence why it cannot be had."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
BIN = ROOT / ".venv" / "bin"
WAIT_SECONDS = 300


Command = Sequence[str | Path]


class Unavailable(Exception):
    """This machine cannot have it; the message says what would change that."""


def can_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install Debian packages as root; without recommended ones, and asking nothing. Where another
    process installs, wait until it is done."""
    if not can_install():
        raise Unavailable(f"not root on Debian, so {' '.join(packages)} was not installed")
    patient = ("-o", f"DPkg::Lock::Timeout={WAIT_SECONDS}")
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *patient, *packages]
    if run(command).returncode == 0:
        return
    run(["apt-get", "update", "-qq"])
    done = run(command)
    if done.returncode:
        last = (done.stdout.strip().splitlines() or ["no word of why"])[-1]
        raise Unavailable(f"apt-get install {' '.join(packages)} failed: {last}")


def run(command: Command, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DEBIAN_FRONTEND": "noninteractive",
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def run_visibly(command: Command, folder: Path = ROOT) -> bool:
    """Whether the program succeeds; prints its output."""
    done = run(command, folder)
    print(done.stdout.strip(), flush=True)
    return done.returncode == 0
