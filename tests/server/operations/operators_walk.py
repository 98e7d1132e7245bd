"""The operator's manual, walked: each line of its blocks of shell in a copy of this machine (tests.machine.chroot),
in their order and in one shell, as root; services run as the users that the lines make. What stands in for what
cannot be had there: a certificate that the test makes, for certbot's; `tests.machine.systemd` for systemd; and
the app that this tree was built to before, which `make build` finds up to date."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from server.config import VERSION
from tests.docs.readme import MANUAL
from tests.machine import postgres, programs, systemd
from tests.machine.chroot import Chroot
from tests.machine.needs import ROOT

NAME = "tungngo.test"
SOURCE = "/var/lib/git/tungngo.git"
YOURS = {"NAME": NAME, "REPOSITORY": SOURCE}
"""What the manual's first block says is the operator's own."""
CERTIFICATE = f"/etc/letsencrypt/live/{NAME}"
NEXT = f"{VERSION}+next"
"""The version that comes with the upgrade."""
RESTORE = 'tungngo restore "$BACKUP" --files /var/backups/tungngo/files'
NOT_RUN = {
    "apt-get ": "the machine's packages come through tests.machine, by apt-get too",
    "certbot ": "no authority signs here; the walk puts a certificate of its own into certbot's place",
    "systemctl enable nftables": "tests/server/http/test_firewall.py loads the rules, where a kernel can",
    "systemctl restart nftables": "the same",
    "AGE=": "may be chosen; test_operators_manual.py encrypts after the walk",
    'sed -i "s|^BACKUP_PUBLIC_KEY': "the same",
    "install -m 600 tungngo.key": "the same",
    "[ ! -e /etc/tungngo.key ] || install -D": "the same",
    f"{RESTORE} --identity": "the same",
    **dict.fromkeys(
        (f"systemctl {act} prometheus" for act in ("mask", "unmask", "enable", "restart")),
        "it is not installed; test_alerts.py reads its files by promtool",
    ),
    "systemctl restart systemd-journald": "no journal runs here",
    "journalctl ": "no journal runs here; test_request_log_read.py runs its programs on a log",
    "cd /srv/tungngo/server/operations/container": "tests/server/operations/test_container.py",
    "[ -e settings.env ] || install -m 600 settings.env.example": "the same",
    'sed -i "s|^SITE_NAME': "the same",
    'sed -i "s|^POSTGRES_PASSWORD': "the same",
    'git clone "${REPOSITORY:?as in 1}" /srv/tungngo': "the same",
    "compose": "the same",
    **dict.fromkeys(("git fetch", "git --no-pager diff", "git merge-base"), "the same"),
    "git pull --ff-only": "the same",
    "docker image prune": "the same",
    "echo 'deb http://deb.debian.org/debian trixie-backports": "instead of nginx",
    "systemctl disable --now nginx": "the same",
    'sed "s/tungngo\\.example\\.vn/${NAME:?as in 1}/" /srv/tungngo/server/operations/host/Caddyfile': "the same",
    "systemctl restart caddy": "the same",
}
"""How the lines begin that are not run, and why."""
ONLINE = "sudo -u tungngo-build make build"
"""What fetches packages, and so is on this machine's own network."""
_STATE = "/run/shell"


@dataclass
class Walked:
    """What came of the walk: what each line said, and what was seen at the end of each part of the manual."""

    machine: Chroot
    said: list[tuple[str, str]] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def last(self, start: str) -> str:
        """What the last line that begins so said."""
        return next(said for line, said in reversed(self.said) if line.startswith(start))


def parts() -> list[tuple[str, list[str]]]:
    """The manual's headings, each with the lines of its blocks of shell."""
    found = []
    for part in re.split(r"^## ", MANUAL, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines()]
        found.append((heading, [line for line in lines if line.strip()]))
    return found


def why_not_run(line: str) -> str | None:
    """The reason why a line is not run; None for one that is."""
    return next((reason for start, reason in NOT_RUN.items() if line.startswith(start)), None)


def prepare(machine: Chroot, scratch: Path) -> None:
    """The machine as Debian's packages leave it, and the repository, somewhere else."""
    for name in ("systemctl", "systemd-run"):
        place = machine.root / "usr/local/sbin" / name
        place.write_text(
            "#!/usr/bin/python3\n" + Path(systemd.__file__).read_text("utf-8"), "utf-8"
        )
        place.chmod(0o755)
    hosts = f"127.0.0.1 localhost {NAME} {machine.run('hostname').stdout.strip()}\n::1 localhost\n"
    machine.write("/etc/hosts", hosts)
    _prepare_postgresql(machine)
    _prepare_nginx(machine)
    for name in ("prometheus", "prometheus-alertmanager"):
        machine.write(f"/etc/default/{name}", '# To pass to the server.\nARGS=""\n')
    (machine.root / "etc/prometheus").mkdir(exist_ok=True)
    _prepare_source(machine, scratch)


def done(machine: Chroot, script: str, *, online: bool = False) -> str:
    """What a script said that must not fail."""
    ended = machine.run(f"set -e\n{script}", online=online)
    assert ended.returncode == 0, f"{script}\n{ended.stdout}"
    return ended.stdout


def _prepare_postgresql(machine: Chroot) -> None:
    """A cluster with Debian's rules of who comes in: by the socket, whoever has the role's name."""
    for program in ("createuser", "createdb", "psql", "pg_dump", "pg_restore"):
        link = machine.root / "usr/local/bin" / program
        link.unlink(missing_ok=True)
        link.symlink_to(postgres.ensure() / program)
    made = "initdb -A peer --auth-host=scram-sha-256 --no-sync -E UTF8 --locale=C.UTF-8 -D data"
    done(
        machine,
        f"""
        install -d -o postgres -g postgres /var/lib/walk /var/run/postgresql
        cd /var/lib/walk
        as() {{ setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }}
        as {postgres.ensure()}/{made} > log 2>&1 || {{ cat log; exit 1; }}
        as {postgres.ensure()}/postgres -D data -c unix_socket_directories=/var/run/postgresql \\
            -c listen_addresses=127.0.0.1 >> log 2>&1 &
        until {postgres.ensure()}/pg_isready -q -h /var/run/postgresql; do sleep 0.05; done
        """,
    )


def _prepare_nginx(machine: Chroot) -> None:
    """Debian's, at work with its own site."""
    if settings := programs.nginx_settings():
        shutil.copytree(settings, machine.root / "etc/nginx", symlinks=True, dirs_exist_ok=True)
    if not (machine.root / "usr/sbin/nginx").exists():
        shutil.copy(programs.nginx(), machine.root / "usr/sbin/nginx")
    # Modules of other packages may be missing here; the manual's site needs none.
    done(
        machine,
        """
        mkdir -p /var/log/nginx /var/lib/nginx /var/www/html /etc/nginx/sites-enabled /etc/nginx/modules-enabled
        rm -f /etc/nginx/modules-enabled/* /etc/nginx/sites-enabled/*
        ln -s ../sites-available/default /etc/nginx/sites-enabled/default
        nginx
        """,
    )


def _prepare_source(machine: Chroot, scratch: Path) -> None:
    """The repository: this tree as it stands, in one commit."""
    _git(ROOT, "checkout-index", "--all", f"--prefix={scratch}/")
    for name in _listed("--others", "--modified", "--exclude-standard"):
        if (ROOT / name).exists():
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, scratch / name)
        else:
            (scratch / name).unlink(missing_ok=True)
    _git(scratch, "init", "-q", "-b", "main")
    _commit(scratch, "A version")
    _publish(machine, scratch)
    machine.write("/etc/gitconfig", f"[safe]\n\tdirectory = {SOURCE}\n")


def _publish(machine: Chroot, scratch: Path) -> None:
    """What was committed, bare, there: git itself finds no way in from here."""
    shutil.copytree(scratch / ".git", machine.root / SOURCE.lstrip("/"), dirs_exist_ok=True)


def _listed(*options: str) -> list[str]:
    return [each for each in _git(ROOT, "ls-files", "-z", *options).split("\0") if each]


def _commit(folder: Path, subject: str) -> None:
    _git(folder, "add", "-A")
    who = ("-c", "user.name=Walk", "-c", "user.email=walk@tungngo.test")
    _git(folder, *who, "commit", "-q", "-m", subject)


def _git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def publish_next(machine: Chroot, scratch: Path) -> None:
    """One more commit in the repository: a version with another number."""
    config = scratch / "server/config.py"
    text, count = re.subn(
        r"^VERSION: str = .*$", f'VERSION = "{NEXT}"', config.read_text("utf-8"), flags=re.M
    )
    assert count == 1
    config.write_text(text, "utf-8")
    _commit(scratch, "A newer version")
    _publish(machine, scratch)


def give_built_app(machine: Chroot) -> None:
    """The app as this tree was built to, so that the lines' own build has nothing to do for it."""
    target = machine.root / "srv/tungngo/pwa/dist"
    shutil.copytree(ROOT / "pwa/dist", target)
    done(machine, "chown -R tungngo-build: /srv/tungngo/pwa/dist")


def give_certificate(machine: Chroot) -> None:
    """What certbot would bring, signed by itself, and trusted on this machine."""
    done(
        machine,
        f"""
        mkdir -p {CERTIFICATE}
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={NAME} \\
            -addext subjectAltName=DNS:{NAME} -keyout {CERTIFICATE}/privkey.pem \\
            -out {CERTIFICATE}/fullchain.pem 2>/dev/null
        cat {CERTIFICATE}/fullchain.pem >> /etc/ssl/certs/ca-certificates.crt
        """,
    )


BEFORE: dict[str, Callable[[Chroot, Path], None]] = {
    "certbot ": lambda machine, _: give_certificate(machine),
    "sudo -u tungngo-build git fetch": publish_next,
    "sudo -u tungngo-build make build": lambda machine, _: (
        None if (machine.root / "srv/tungngo/pwa/dist").exists() else give_built_app(machine)
    ),
}
"""What the walk does before a line that begins so."""


def walk(machine: Chroot, scratch: Path, look: Callable[[Walked, str], str]) -> Walked:
    """Goes through the manual; `look` sees the machine at the end of each part with lines."""
    walked = Walked(machine)
    for heading, lines in parts():
        for line in lines:
            for start, prepared in BEFORE.items():
                if line.startswith(start):
                    prepared(machine, scratch)
            if why_not_run(line) is None:
                walked.said.append((line, run_line(machine, line)))
        if any(why_not_run(line) is None for line in lines):
            walked.seen[heading] = look(walked, heading)
    return walked


def lines_of(start: str) -> list[str]:
    """The lines that are run of the part whose heading begins so."""
    (lines,) = (lines for heading, lines in parts() if heading.startswith(start))
    return [line for line in lines if why_not_run(line) is None]


def run_line(machine: Chroot, line: str) -> str:
    """One line, in the folder and with the variables of those before it."""
    name, sign, _ = line.partition("=")
    typed = f"{name}={shlex.quote(YOURS[name])}" if sign and name in YOURS else line
    ended = machine.run(
        f"""
        mkdir -p {_STATE}; touch {_STATE}/variables
        . {_STATE}/variables; cd "$(cat {_STATE}/folder 2>/dev/null || echo /root)"
        {typed}
        code=$?
        declare -p NAME REPOSITORY BACKUP AGE 2>/dev/null > {_STATE}/variables
        pwd > {_STATE}/folder
        exit $code
        """,
        online=line.startswith(ONLINE),
    )
    assert ended.returncode == 0, f"the manual's line failed: {line}\n{ended.stdout}"
    return ended.stdout


def curl(machine: Chroot, path: str, *options: str) -> str:
    """What comes by HTTPS through the proxy, once the server is ready."""
    ready = f"curl -fsS -o /dev/null --retry 100 --retry-delay 0 --retry-all-errors -m 60 https://{NAME}/readyz"
    asked = shlex.join(["curl", "-fsS", *options, f"https://{NAME}{path}"])
    return done(machine, f"{ready} 2>/dev/null\n{asked}")


def sign_in(machine: Chroot, login: str, password: str) -> dict[str, object]:
    """The session that a sign-in begins."""
    body = json.dumps({"login": login, "password": password})
    told: dict[str, object] = json.loads(
        curl(machine, "/api/session", "--json", body, "-H", f"Origin: https://{NAME}")
    )
    return told
