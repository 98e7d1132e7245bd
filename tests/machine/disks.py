"""Disks of our own, to fill them up or to take their power: they need root, and a kernel that lets
us mount. Where they cannot be had, Unavailable says why."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import leftovers
from .needs import Unavailable, run

PREFIX = "tungngo-disk-"
# What nobody asked to be on the disk stays off it until the power goes.
LAZY = "loop,commit=300"


@contextmanager
def place() -> Iterator[Path]:
    """A folder to mount disks in, gone at the end; those of killed runs go before it is made."""
    with leftovers.place(PREFIX, {os.geteuid()}) as folder:
        folder.chmod(0o755)
        yield folder


@contextmanager
def small(folder: Path, megabytes: int) -> Iterator[Path]:
    """An empty disk in memory of that size, and where it is mounted."""
    with _mounted(folder, "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs") as at:
        yield at


@contextmanager
def with_power(folder: Path, megabytes: int) -> Iterator[tuple[Path, Path]]:
    """A disk in a file, with an empty ext4: the file, and where it is mounted. A copy of the file
    is what the disk would hold if the power went at that moment."""
    image = folder / "disk.img"
    with image.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    _do("mkfs.ext4", "-q", "-F", str(image))
    with _mounted(folder, "-o", LAZY, str(image)) as at:
        yield image, at


def cut_power(image: Path, copy: Path) -> None:
    """Keeps what the disk holds now."""
    _do("cp", "--sparse=always", str(image), str(copy))


@contextmanager
def after_the_cut(copy: Path) -> Iterator[Path]:
    """What was kept, mounted as after the power is back."""
    with _mounted(copy.parent, "-o", "loop", str(copy)) as at:
        yield at


def settle(at: Path) -> None:
    """Brings to the disk all that was written to it so far."""
    _do("sync", "--file-system", str(at))


def fill(at: Path, room: int) -> Path:
    """Fills a disk up to so many bytes; the file that makes it full."""
    ballast = at / "ballast"
    free = shutil.disk_usage(at).free
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    return ballast


@contextmanager
def _mounted(folder: Path, *how: str) -> Iterator[Path]:
    if os.geteuid() != 0:
        raise Unavailable("not root, so no disk of our own can be mounted")
    at = folder / f"disk-{len(list(folder.iterdir()))}"
    at.mkdir()
    _do("mount", *how, str(at))
    try:
        yield at
    finally:
        _do("umount", str(at))


def _do(*command: str) -> None:
    if shutil.which(command[0]) is None:
        raise Unavailable(f"no program {command[0]} on this machine")
    done = run(command)
    if done.returncode:
        raise Unavailable(f"{' '.join(command)}: {done.stdout.strip()}")
