"""Does what `systemctl` and `systemd-run` are asked for on a machine without systemd, by the real units, for the
manual's lines: copied under both names into a chroot, and standard library only.

Of a unit it takes what a service needs to run: its user, folder, environment and commands. What bounds the
service besides (`ProtectSystem=`, the filter of system calls) only systemd does; `systemd-analyze` reads that
in tests/server/operations/test_unit.py."""

import os
import pwd
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS = Path("/etc/systemd/system")
LOGS = Path("/var/log/units")
STATE = Path("/run/units")
OTHERS = {("reload", "nginx"): ["nginx", "-s", "reload"]}
"""What other packages' units do, as far as the manual asks for it."""
Unit = dict[str, list[str]]


class Failed(Exception):
    """A unit or its command is not as it should be."""


def read(name: str) -> Unit:
    """A unit's settings, each with all its values."""
    file = UNITS / name
    if not file.is_file():
        raise Failed(f"Unit {name} not found.")
    unit: Unit = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        key, sign, value = line.partition("=")
        if sign and not line.startswith(("#", ";")):
            unit.setdefault(key.strip(), []).append(value.strip())
    return unit


def environment(unit: Unit) -> dict[str, str]:
    """What its commands get: of systemd's own, of the files, and of its lines, in this order."""
    found = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    lines = [
        line
        for file in unit.get("EnvironmentFile", [])
        for line in Path(file).read_text(encoding="utf-8").splitlines()
    ]
    for line in (*lines, *unit.get("Environment", [])):
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
        for command in waits:
            if begin(unit, shlex.split(command), log.fileno()).wait():
                said = (LOGS / name).read_text(encoding="utf-8", errors="replace")
                raise Failed(f"Job for {name} failed.\n{said[-3000:]}")
        if last not in waits:
            STATE.mkdir(exist_ok=True)
            running = begin(unit, shlex.split(last), log.fileno())
            (STATE / name).write_text(str(running.pid))


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
    if verb == "enable" and "--now" in words:
        verb = "start"
    for name in names:
        full = name if "." in name else f"{name}.service"
        if (verb, name) in OTHERS:
            subprocess.run(OTHERS[verb, name], check=True)
        elif verb in ("stop", "restart", "start"):
            read(full)
            if verb != "start":
                stop(full)
            if verb != "stop":
                start(full)
        else:
            raise Failed(f"systemctl {verb} {name}: not known here")


def run(words: list[str]) -> int:
    """`systemd-run`."""
    unit: Unit = {}
    known = {"--uid": "User", "--working-directory": "WorkingDirectory"}
    while words and words[0].startswith("-"):
        word = words.pop(0)
        name, _, value = word.partition("=")
        if word == "-p":
            name, _, value = words.pop(0).partition("=")
            unit.setdefault(name, []).append(value)
        elif name in known:
            unit.setdefault(known[name], []).append(value)
        elif word not in ("--quiet", "--pipe", "--wait", "--collect") and name != "--gid":
            raise Failed(f"systemd-run {word}: not known here")
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
