"""What a killed run leaves behind: its cluster, with a server that nobody will stop, and disks that
nobody will take off.

A run holds a lock on its folder's file `owner`; the system lets go of it when the process ends,
however that happens, and gives it to nobody else whose number may be the same."""

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from .needs import run

OWNER_FILE = "owner"
MEMORY = Path("/dev/shm")
ROOM_BYTES = 4 * 1024**3
STOP_SECONDS = 20


@contextlib.contextmanager
def place(prefix: str, users: Collection[int], *, in_memory: bool = False) -> Iterator[Path]:
    """A folder of this run, gone at the end; before it is made those of killed runs go. `in_memory`: on
    a disk that is memory, where this machine has one with room."""
    sweep(prefix, users)
    below = MEMORY if in_memory and _has_room(MEMORY) else None
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=below))
    claimed = claim(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        claimed.close()


def _has_room(disk: Path) -> bool:
    return os.access(disk, os.W_OK) and shutil.disk_usage(disk).free >= ROOM_BYTES


def claim(folder: Path) -> IO[bytes]:
    """Marks a folder as a living run's until the file is closed. It is locked before it has its
    name, so that no sweep ever finds it free."""
    file = (folder / "claim").open("wb")
    fcntl.flock(file, fcntl.LOCK_EX)
    (folder / "claim").rename(folder / OWNER_FILE)
    return file


def sweep(prefix: str, users: Collection[int]) -> None:
    """Stops the servers and removes the folders of runs that are gone, if they belong to these
    users. A folder without an owner is left: its run may have begun this moment."""
    places = (Path(tempfile.gettempdir()), MEMORY)
    for folder in sorted(each for place in places for each in place.glob(f"{prefix}*")):
        # Somebody else sweeps too, or it is not ours to look into.
        with contextlib.suppress(FileNotFoundError, PermissionError):
            if folder.lstat().st_uid in users:
                _sweep_one(folder)


def _sweep_one(folder: Path) -> None:
    with (folder / OWNER_FILE).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        for marked in sorted(folder.rglob("postmaster.pid")):
            stop_server(marked.parent)
        unmount_below(folder)
        shutil.rmtree(folder, ignore_errors=True)


def unmount_below(folder: Path) -> None:
    """Takes off what is mounted in a folder, also while something still uses it."""
    with contextlib.suppress(FileNotFoundError):
        for line in reversed(Path("/proc/mounts").read_text().splitlines()):
            mounted = line.split()[1]
            if Path(mounted).is_relative_to(folder):
                run(["umount", "--lazy", mounted])


def stop_server(data: Path) -> None:
    """Stops the server of this data, without a checkpoint: the data go too."""
    pid = _server_of(data)
    if pid is None:
        return
    os.kill(pid, signal.SIGQUIT)
    until = time.monotonic() + STOP_SECONDS
    while _server_of(data) is not None:
        if time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL {pid} of a killed run does not stop")
        time.sleep(0.05)


def _server_of(data: Path) -> int | None:
    """The process that serves this data. The number in the file may be another process's by
    now, so its command must name the folder."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(data) in _command_of(pid) else None


def _command_of(pid: int) -> str:
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        return ""
    return run(["ps", "-o", "command=", "-p", str(pid)]).stdout
