"""`make run`: from a fresh clone to an address that answers, and back on Ctrl-C."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from . import app, packages
from .failures import of_the_data
from .steps import BIN, ROOT, Advice, Command, environment, step
from .terminal import foreground

THIS_MACHINE = "127.0.0.1"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
START_SECONDS = 30
STOP_SECONDS = 35
FLASK: Command = [BIN / "flask", "--app", "server"]
SEE_ABOVE = "read the lines above, mend it and run the same command again."
OPEN_TO_OTHERS = (
    "HOST={host} would let other machines in without HTTPS: leave HOST out. A phone comes by cable "
    "(`adb reverse`), or by HTTPS: set PUBLIC_URL to that address, DATABASE_URL (or LASTING_DISK) "
    "and SECRET_KEY."
)


def run() -> None:
    host, port = os.environ.get("HOST") or THIS_MACHINE, wanted_port()
    settings = {"PUBLIC_URL": os.environ.get("PUBLIC_URL") or f"http://{THIS_MACHINE}:{port}"}
    here = is_here(urlsplit(settings["PUBLIC_URL"]).hostname)
    if here and not is_here(host):
        raise Advice(OPEN_TO_OTHERS.format(host=host))
    refuse_unusable(host, port)
    packages.install()
    prepare_database(settings)
    with ThreadPoolExecutor() as pool:
        fetched = pool.submit(app.fetch)
        if here:
            load_demonstration(settings)
    fetched.result()
    app.build()
    with foreground():
        serve(host, port, settings)


def prepare_database(settings: dict[str, str]) -> None:
    """Make the database, or bring it up to date."""
    failed = f"The database could not be prepared: {SEE_ABOVE}"
    command = [*FLASK, "db", "upgrade"]
    step("Preparing the database", command, failed, extra=settings, known=of_the_data())


def load_demonstration(settings: dict[str, str]) -> None:
    """Load the demonstration into an empty database."""
    failed = f"The demonstration could not be loaded: {SEE_ABOVE}"
    command = [*FLASK, "demo", "--if-empty"]
    step("Preparing the data", command, failed, extra=settings, known=of_the_data())


def is_here(host: str | None) -> bool:
    """Whether a name reaches this machine only."""
    return host is not None and (host in LOOPBACK or host.endswith(".localhost"))


def wanted_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Advice(f"PORT={text} is not a port: choose a number from 1 to 65535.")
    return int(text)


def refuse_unusable(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Advice(f"Port {port} is for administrators: run `make run PORT=8001`.") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Advice(
                    f"HOST={host} is not an address of this machine: leave HOST out."
                ) from None
            free = port + 1 if port < 65535 else 8001
            raise Advice(
                f"Port {port} is taken by another program: run `make run PORT={free}`."
            ) from None


def serve(host: str, port: int, settings: dict[str, str]) -> None:
    """Run gunicorn until it is asked to stop, and stop it so that no request is cut off."""
    asked = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: asked.set())
    command: Command = [
        BIN / "gunicorn",
        "--config",
        "python:server.gunicorn_conf",
        "--workers",
        "2",
    ]
    command += ["--log-level", "warning", "--bind", f"{host}:{port}"]
    # A line for every request would bury what a person wants to read here.
    served = {"REQUEST_LOG": os.environ.get("REQUEST_LOG") or "problems", **settings}
    server = subprocess.Popen(
        [*command, "server:create_app()"], cwd=ROOT, env=environment(served), process_group=0
    )
    try:
        if wait_until_ready(host, port, server, asked):
            # A group of its own, as the server is: Ctrl-C is for us to answer, once.
            subprocess.run(
                [*FLASK, "welcome"],
                cwd=ROOT,
                env=environment(settings),
                check=False,
                process_group=0,
            )
            if not asked.is_set():
                print("\nCtrl-C stops it.", flush=True)
            while server.poll() is None and not asked.wait(0.2):
                pass
    finally:
        stopped_by_itself = server.poll() is not None
        stop(server)
    if stopped_by_itself and not asked.is_set():
        raise Advice(f"The server stopped by itself: {SEE_ABOVE}")
    print("\nStopped.")


def wait_until_ready(
    host: str, port: int, server: "subprocess.Popen[bytes]", asked: threading.Event
) -> bool:
    """True once /readyz answers; False if the server died or a person changed their mind."""
    near = THIS_MACHINE if host == "0.0.0.0" else host
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if asked.wait(0.1) or server.poll() is not None:
            return False
        if answers(f"http://{near}:{port}/readyz"):
            return True
    raise Advice(f"The server did not get ready within {START_SECONDS} seconds: {SEE_ABOVE}")


def answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5):
            return True
    except (OSError, urllib.error.URLError):
        return False


def stop(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    sys.stdout.flush()
