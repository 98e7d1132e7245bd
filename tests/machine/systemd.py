"""Does what `systemctl` and `systemd-run` are asked for on a machine without systemd, by the real units, for the
manual's lines: copied under both names into a chroot, and standard library only.

Of a unit, with its drop-ins, it takes what a service needs to run: its user, folder, environment, credentials and
commands; of several that are asked for together, which come first. What bounds the service besides (`ProtectSystem=`, the filter of system calls) only systemd does; `systemd-analyze` reads that
in tests/server/operations/test_unit.py."""

import os
import pwd
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

UNITS = Path("/etc/systemd/system")
LOGS = Path("/var/log/units")
STATE = Path("/run/units")
CREDENTIALS = Path("/run/credentials")
RELOADED = STATE / "reloaded"
"""Touched by each `daemon-reload`."""
OTHERS: dict[tuple[str, ...], list[str]] = {
    (verb, "nginx"): ["nginx", "-s", "reload"] for verb in ("reload", "reload-or-restart")
}
"""What other packages' units do, as far as the manual asks for it."""
UNHEEDED = ("--quiet", "--pipe", "--wait", "--collect", "--expand-environment=no")
VERBS = ("daemon-reload", "enable", "start", "stop", "restart")
Unit = dict[str, list[str]]


class Failed(Exception):
    """A unit or its command is not as it should be."""


def read(name: str) -> Unit:
    """A unit's settings, each with all its values: an empty one takes those before it away. systemd goes on
    with what it read before until it is told to look again; here that fails."""
    file = UNITS / name
    if not file.is_file():
        raise Failed(f"Unit {name} not found.")
    unit: Unit = {}
    for each in (file, *sorted((UNITS / f"{name}.d").glob("*.conf"))):
        if not RELOADED.exists() or each.stat().st_mtime_ns > RELOADED.stat().st_mtime_ns:
            raise Failed(f"{each} changed on disk: run systemctl daemon-reload")
        for line in each.read_text(encoding="utf-8").splitlines():
            key, sign, value = (part.strip() for part in line.partition("="))
            if not sign or line.startswith(("#", ";")):
                continue
            unit[key] = [*unit.get(key, []), value] if value else []
    return unit


def environment(unit: Unit) -> dict[str, str]:
    """What its commands get: of systemd's own, of its lines, and of the files, in this order."""
    found = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    from_files = [
        line
        for file in unit.get("EnvironmentFile", [])
        for line in Path(file).read_text(encoding="utf-8").splitlines()
    ]
    for line in (*unit.get("Environment", []), *from_files):
        name, sign, value = line.strip().partition("=")
        if sign and not name.startswith(("#", ";")):
            found[name] = value
    return found


def begin(unit: Unit, command: list[str], log: int | None) -> "subprocess.Popen[bytes]":
    """Starts a command of a unit as its user, in its folder."""
    if not command[0].startswith("/"):
        raise Failed(f"{command[0]}: neither a valid executable name nor an absolute path")
    user = pwd.getpwnam(unit["User"][-1])
    return subprocess.Popen(
        command,
        cwd=unit.get("WorkingDirectory", ["/"])[-1],
        env=environment(unit) | {"HOME": user.pw_dir, "USER": user.pw_name},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        umask=int(unit.get("UMask", ["0022"])[-1], 8),
        start_new_session=log is not None,
    )


@contextmanager
def credentials(name: str, unit: Unit) -> Iterator[str]:
    """The folder of a unit's credentials, while it is there: copies that the unit's user alone reads."""
    folder, user = CREDENTIALS / name, pwd.getpwnam(unit["User"][-1])
    folder.mkdir(parents=True)
    try:
        for each in unit.get("LoadCredential", []):
            key, _, source = each.partition(":")
            copy = Path(shutil.copy(source, folder / key))
            copy.chmod(0o400)
            os.chown(copy, user.pw_uid, user.pw_gid)
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o500)
        yield str(folder)
    finally:
        shutil.rmtree(folder)


def make_state(unit: Unit) -> None:
    """Its folder below /var/lib, which is its user's."""
    user = pwd.getpwnam(unit["User"][-1])
    for name in unit.get("StateDirectory", []):
        folder = Path("/var/lib", name)
        folder.mkdir(exist_ok=True)
        os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(int(unit.get("StateDirectoryMode", ["0755"])[-1], 8))


def start(name: str) -> None:
    """A timer that is started only waits; a service runs, one of `oneshot` to its end."""
    unit = read(name)
    if name.endswith(".timer"):
        read(name.replace(".timer", ".service"))
        return
    make_state(unit)
    LOGS.mkdir(exist_ok=True)
    with (LOGS / name).open("ab") as log:
        first, (last,) = unit.get("ExecStartPre", []), unit["ExecStart"]
        waits = [*first, *([last] if unit.get("Type") == ["oneshot"] else [])]
        with credentials(name, unit) as folder:
            for command in waits:
                words = [word.replace("%d", folder) for word in shlex.split(command)]
                if begin(unit, words, log.fileno()).wait():
                    said = (LOGS / name).read_text(encoding="utf-8", errors="replace")
                    raise Failed(f"Job for {name} failed.\n{said[-3000:]}")
        if last not in waits:
            STATE.mkdir(exist_ok=True)
            running = begin(unit, shlex.split(last), log.fileno())
            (STATE / name).write_text(str(running.pid))


def start_all(names: list[str]) -> None:
    """At once, as one transaction does; what comes `After=` another of them waits for that."""
    left = set(names)
    while left:
        first = [name for name in left if not left & set(comes_after(name))]
        if not first:
            raise Failed(f"{names}: each comes after another")
        with ThreadPoolExecutor(len(first)) as together:
            list(together.map(start, first))
        left.difference_update(first)


def comes_after(name: str) -> list[str]:
    """What a unit waits for where that is started, too."""
    return [each for line in read(name).get("After", []) for each in line.split()]


def stop(name: str) -> None:
    """Asks the service to end, and waits for that."""
    file = STATE / name
    if not file.exists():
        return
    pid = int(file.read_text())
    file.unlink()
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + 90
    while Path(f"/proc/{pid}/exe").exists():
        if time.monotonic() > until:
            raise Failed(f"{name} does not stop")
        time.sleep(0.02)


def control(words: list[str]) -> None:
    """`systemctl`."""
    verb, *names = [word for word in words if word != "--now"]
    if (verb, *names) in OTHERS:
        subprocess.run(OTHERS[verb, *names], check=True)
        return
    full = [name if "." in name else f"{name}.service" for name in names]
    if verb not in VERBS or (verb == "daemon-reload") == bool(names):
        raise Failed(f"systemctl {shlex.join(words)}: not known here")
    if verb == "daemon-reload":
        STATE.mkdir(exist_ok=True)
        RELOADED.touch()
    for name in full:
        read(name)
        if verb in ("stop", "restart"):
            stop(name)
    if full and (verb in ("start", "restart") or "--now" in words):
        start_all(full)


def run(words: list[str]) -> int:
    """`systemd-run`."""
    if words == ["--help"]:
        print("--expand-environment=BOOL")  # all that is looked for in it
        return 0
    unit: Unit = {}
    name = "run.service"
    known = {"--uid": "User", "--working-directory": "WorkingDirectory"}
    while words and words[0].startswith("-"):
        word = words.pop(0)
        option, _, value = word.partition("=")
        if word == "-p":
            option, _, value = words.pop(0).partition("=")
            unit.setdefault(option, []).append(value)
        elif option in known:
            unit.setdefault(known[option], []).append(value)
        elif option == "--unit":
            name = f"{value}.service"
        elif word not in UNHEEDED and option not in ("--gid", "--description"):
            raise Failed(f"systemd-run {word}: not known here")
    with credentials(name, unit):
        return begin(unit, words, None).wait()


def main() -> int:
    """What the name says by which it was called."""
    words = sys.argv[1:]
    try:
        if Path(sys.argv[0]).name == "systemd-run":
            return run(words)
        control(words)
    except Failed as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
