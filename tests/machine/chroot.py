"""A copy of this machine that may be changed, and is gone at the end: users made, programs and settings put in,
servers started on their usual ports. Its root is the machine's beneath a layer in memory (overlayfs), its
processes and its network are its own, and that network leads nowhere.

It needs root and a kernel that allows such a thing. Where that cannot be had, Unavailable says why."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from . import leftovers, programs
from .needs import Unavailable

_HOLD = """
set -e
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
mount --rbind /dev "$1/root/dev"
mount -t proc proc "$1/root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$1/root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$1/root/run"
ip link set lo up
echo ready
# Until who asked for it lets go of this line, or is gone.
cat > /dev/null
"""
PREFIX = "tungngo-chroot-"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Chroot:
    """The copy while it is there. `root`: its files, as this process reaches them."""

    def __init__(self, holder: int, folder: Path) -> None:
        self._holder, self._folder = holder, folder
        self.root = Path(f"/proc/{holder}/root{folder}/root")

    def run(self, script: str, *, online: bool = False) -> subprocess.CompletedProcess[str]:
        """What root's bash does there and says, stderr with it; `online`: on this machine's network."""
        spaces = ["--mount", "--pid", *([] if online else ["--net"])]
        inside = ["chroot", f"{self._folder}/root", "/usr/bin/env", "-i", f"PATH={PATH}"]
        inside += ["HOME=/root", "LANG=C.UTF-8", "/bin/bash", "-c", script]
        return subprocess.run(
            ["nsenter", f"--target={self._holder}", *spaces, "--", *inside],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """A file there, by its path there."""
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(mode)

    def read(self, path: str) -> str:
        """What a file there holds."""
        return (self.root / path.lstrip("/")).read_text(encoding="utf-8")


@contextmanager
def chroot() -> Iterator[Chroot]:
    """A new copy; what still runs there at the end is killed. Meanwhile files are made as root's usually are
    (umask 022), which its other users have to read; the server, in this process, may have said otherwise."""
    if os.geteuid() != 0:
        raise Unavailable("not root, so the machine cannot be copied")
    missing = [each for each in ("unshare", "nsenter", "ip") if shutil.which(each) is None]
    if missing:
        raise Unavailable(f"no program {missing[0]} on this machine")
    before = os.umask(0o022)
    try:
        with _held() as held:
            yield held
    finally:
        os.umask(before)


@contextmanager
def _held() -> Iterator[Chroot]:
    command = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
    with (
        leftovers.place(PREFIX, {os.geteuid()}) as folder,
        subprocess.Popen(
            [*command, "bash", "-c", _HOLD, "hold", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as running,
    ):
        try:
            assert running.stdout is not None
            told = running.stdout.readline()
            if told != "ready\n":
                raise Unavailable(f"the machine cannot be copied: {told.strip()}")
            yield Chroot(_only_child(running.pid), folder)
        finally:
            running.kill()
            running.wait()


def _only_child(pid: int) -> int:
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


@cache
def ensure() -> Path:
    """Where this machine is copied from, once it is known that it can be, with sudo on it. Raises Unavailable."""
    programs.sudo()
    with chroot():
        return Path("/")
