"""Running a program as a step that a person sees, and saying what to do when it fails."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from .failures import Failure, advise, own_sentence

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")

Command = list[str | Path]

# A hosting platform sets these for its own Python; they would lead ours astray.
FOREIGN = {"PYTHONHOME", "PYTHONPATH"}


class Advice(Exception):
    """A failure told as one sentence that says what to do."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment, with our own programs first and no other Python's home."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    mixed = {**os.environ, "PATH": path, "NO_COLOR": "1", **(extra or {})}
    return {name: value for name, value in mixed.items() if name not in FOREIGN}


def step(
    title: str,
    command: Command,
    advice: str,
    folder: Path = ROOT,
    extra: Mapping[str, str] | None = None,
    known: tuple[Failure, ...] = (),
) -> None:
    """Run a program quietly; if it fails, show its last lines and raise what to do: what `known`
    makes of them, else `advice`. A command that itself says what to do needs no more."""
    print(f"{title} …", flush=True)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        print(f"{title}: failed")
        if sentence := own_sentence(done.stdout):
            raise Advice(sentence)
        print("\n" + "\n".join(done.stdout.splitlines()[-40:]))
        raise Advice(advise(done.stdout, known, advice))


def fingerprint(*files: Path) -> str:
    """One hash over names and contents, so that a step is repeated only when they change."""
    total = sha256()
    for file in files:
        total.update(
            f"{file.relative_to(ROOT)}\0{sha256(file.read_bytes()).hexdigest()}\n".encode()
        )
    return total.hexdigest()


def is_done(stamp: Path, mark: str) -> bool:
    return stamp.is_file() and stamp.read_text() == mark


def remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
