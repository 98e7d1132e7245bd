"""Somebody follows the operator's manual on a machine with nothing on it, from the first line to a restored backup
and a changed key (operators_walk.py says how)."""

import json
import re
import shlex
from collections.abc import Iterator

import pyrage
import pytest

from server.config import VERSION
from tests.docs.readme import blocks
from tests.keys import SECRET_KEY
from tests.machine.chroot import Chroot, chroot
from tests.server.operations.containerfile import environment, steps
from tests.server.operations.operators_walk import (
    NAME,
    NEXT,
    NOT_RUN,
    RESTORE,
    Walked,
    curl,
    done,
    lines_of,
    parts,
    prepare,
    run_line,
    sign_in,
    walk,
    why_not_run,
)

pytestmark = [pytest.mark.chroot, pytest.mark.nginx, pytest.mark.postgresql]
LOOKS = ("6 ", "7 ", "9 ", "Upgrading", "Keys", "Restoring")
"""The parts after which the account that the manual made is signed in, by HTTPS."""


def look(walked: Walked, heading: str) -> str:
    """What is seen by HTTPS after a part of the manual, as JSON: the state of health, and who is signed in."""
    if not heading.startswith(LOOKS):
        return ""
    seen = {"health": json.loads(curl(walked.machine, "/healthz"))}
    if not heading.startswith("6 "):
        (password,) = re.findall(r"password (\S+)", walked.last("tungngo account create"))
        seen["session"] = sign_in(walked.machine, "quan", password)
    return json.dumps(seen)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with chroot() as machine:
        scratch = tmp_path_factory.mktemp("source")
        prepare(machine, scratch)
        yield walk(machine, scratch, look)


def test_each_line_is_run_or_it_is_said_why_not() -> None:
    lines = [line for _, lines in parts() for line in lines]
    unused = [start for start in NOT_RUN if not any(line.startswith(start) for line in lines)]
    assert unused == []
    assert sum(why_not_run(line) is None for line in lines) > 50


def test_the_parts_are_found(walked: Walked) -> None:
    assert {start for start in LOOKS if any(each.startswith(start) for each in walked.seen)} == {
        *LOOKS
    }


def seen_after(walked: Walked, start: str) -> dict[str, dict[str, object]]:
    (found,) = (text for heading, text in walked.seen.items() if heading.startswith(start))
    told: dict[str, dict[str, object]] = json.loads(found)
    return told


def test_it_serves_by_https_what_lasts(walked: Walked) -> None:
    health = json.loads(walked.last('curl -fsS "https://${NAME:?as in 1}/healthz"'))
    assert (health["durable"], health["journal"]) == (True, True)
    plain = done(walked.machine, f"curl -sS -o /dev/null -w '%{{redirect_url}}' http://{NAME}/j")
    assert plain == f"https://{NAME}/j"
    head = done(walked.machine, f"curl -fsSI https://{NAME}/").lower()
    assert head.count("strict-transport-security:") == 1


@pytest.mark.parametrize("part", LOOKS[1:])
def test_the_first_account_signs_in(walked: Walked, part: str) -> None:
    session = seen_after(walked, part)["session"]
    assert session["stage"] == "password"


def test_who_serves_cannot_change_the_program(walked: Walked) -> None:
    places = "/srv/tungngo /srv/tungngo/server /srv/tungngo/.venv/bin /srv/tungngo/pwa/dist"
    for place in places.split():
        assert walked.machine.run(f"sudo -u tungngo test -r {place}").returncode == 0
        assert walked.machine.run(f"sudo -u tungngo test -w {place}").returncode == 1


def test_who_builds_reads_neither_settings_nor_data(walked: Walked) -> None:
    for place in ("/etc/tungngo.env", "/var/lib/tungngo", "/var/backups/tungngo"):
        assert walked.machine.run(f"sudo -u tungngo-build test -r {place}").returncode == 1
    kept = done(
        walked.machine, "find /var/lib/tungngo /var/backups/tungngo /etc/tungngo.env -perm /077"
    )
    assert kept == ""


def test_backups_are_made_and_proved(walked: Walked) -> None:
    assert re.search(r"tungngo-\d{8}T\d{6}Z\.backup", walked.last("ls -l /var/backups/tungngo"))
    drill = walked.machine.read("/var/log/units/tungngo-drill.service")
    assert "restored and proved" in drill
    metrics = walked.last("curl -fsS http://127.0.0.1:8000/metrics")
    told = re.findall(
        r'^tungngo_\w*success\w*\{?.*?"?(backup|drill|recount)"?.* ([\d.e+]+)$', metrics, re.M
    )
    assert {name for name, moment in told if float(moment) > 0} == {"backup", "drill", "recount"}


def test_an_upgrade_brings_the_next_version(walked: Walked) -> None:
    assert seen_after(walked, "9 ")["health"]["version"] == VERSION
    assert seen_after(walked, "Upgrading")["health"]["version"] == NEXT
    assert "all equal" in walked.last("tungngo recount")


def test_the_former_key_holds_on(walked: Walked) -> None:
    settings = dict(
        line.split("=", 1)
        for line in walked.machine.read("/etc/tungngo.env").splitlines()
        if line and not line.startswith("#")
    )
    former = settings["SECRET_KEY_FALLBACKS"].strip(",")
    assert re.fullmatch("[0-9a-f]{64}", former)
    assert re.fullmatch("[0-9a-f]{64}", settings["SECRET_KEY"])
    assert former != settings["SECRET_KEY"]
    assert "kept by the key of today" in walked.last("tungngo rekey")


def test_a_backup_comes_back(walked: Walked) -> None:
    schemas = done(walked.machine, "sudo -u tungngo psql -Atc '\\dn' -d tungngo")
    assert "before_" in schemas
    assert seen_after(walked, "Restoring")["health"]["durable"]


def test_the_service_told_of_no_fault(walked: Walked) -> None:
    log = walked.machine.read("/var/log/units/tungngo.service")
    assert "Traceback" not in log
    bad = [
        line
        for line in log.splitlines()
        if '"level":"warning"' in line or '"level":"error"' in line
    ]
    assert bad == []


def test_only_the_proxy_listens_to_other_machines(walked: Walked) -> None:
    told = [line.split()[3] for line in walked.last("ss -tln").splitlines()[1:]]
    hosts = {place.rpartition(":")[0] for place in told if not place.endswith((":80", ":443"))}
    assert {"127.0.0.1:8000", "0.0.0.0:443"} <= set(told)
    assert hosts <= {"127.0.0.1", "[::1]"}
    for name in ("prometheus", "prometheus-alertmanager"):
        settings = walked.machine.read(f"/etc/default/{name}")
        assert re.findall(r"--web\.listen-address=(.*?):\d+", settings) == ["127.0.0.1"]


def test_the_version_of_before_comes_back(walked: Walked) -> None:
    """With what it had before the upgrade, by the lines for that and those of a restore."""
    machine = walked.machine
    back = next(text for text in blocks("text") if "git reset --keep" in text)
    lines = [*back.splitlines(), "BACKUP=$(ls /var/backups/tungngo/before-upgrade-*.backup)"]
    lines += [each for each in lines_of("Restoring") if not each.startswith(("BACKUP=", "echo"))]
    for line in lines:
        run_line(machine, line)
    health = json.loads(curl(machine, "/healthz"))
    assert (health["version"], health["journal_state"]) == (VERSION, "current")


INSTALLED = (
    "etc/tungngo.env",
    "etc/nginx",
    "etc/nftables.conf",
    "etc/nftables.d",
    "etc/systemd/system",
    "etc/default",
    "etc/prometheus",
    "usr/local/bin/tungngo",
)


def installed(machine: Chroot) -> dict[str, str]:
    """What the manual puts on the machine, each file with its sum."""
    told = done(machine, f"cd /; find -L {' '.join(INSTALLED)} -type f -exec sha256sum {{}} +")
    return {
        name: digest for digest, _, name in (line.partition("  ") for line in told.splitlines())
    }


def test_what_is_installed_again_stays_as_it_was(walked: Walked) -> None:
    """As after an upgrade: settings, service, proxy, firewall and watching, with what is ours of the unit."""
    machine = walked.machine
    before = installed(machine)
    own = "etc/systemd/system/tungngo.service.d/memory.conf"
    machine.write(own, "[Service]\nEnvironment=LANG=C\n")
    ours = installed(machine)[own]
    for part in ("4 ", "5 ", "6 ", "10 "):
        for line in lines_of(part):
            if "memory.conf" not in line:
                run_line(machine, line)
        curl(machine, "/readyz")  # it serves again before the next part
    for line in lines_of("Upgrading"):
        if line.startswith(("cd ", "install ")):
            run_line(machine, line)
    assert installed(machine) == {**before, own: ours}
    assert {"etc/nftables.d/tungngo.conf", "etc/nginx/sites-enabled/tungngo"} <= before.keys()
    assert json.loads(curl(machine, "/healthz"))["durable"]


def test_an_encrypted_backup_comes_back_by_a_key_of_root_alone(walked: Walked) -> None:
    """The lines that the walk leaves out: the settings and the drill of an encrypted one, and its way back."""
    machine = walked.machine
    key = pyrage.x25519.Identity.generate()
    machine.write("/root/tungngo.key", f"{key}\n", 0o600)
    (lines,) = (lines for heading, lines in parts() if heading.startswith("9 "))
    begun = next(n for n, line in enumerate(lines) if line.startswith("AGE="))
    run_line(machine, "cd /root")
    for line in lines[begun:]:
        run_line(machine, line.replace("age1…", str(key.to_public())))
    assert machine.run("sudo -u tungngo test -r /etc/tungngo.key").returncode == 1
    for line in lines_of("Restoring"):
        told = run_line(machine, line.replace(RESTORE, f"{RESTORE} --identity /etc/tungngo.key"))
        if line.startswith("echo "):
            assert re.search(r"tungngo-\d{8}T\d{6}Z\.backup\.age$", told)
            assert told.strip() in machine.read("/var/log/units/tungngo-drill.service")
        if line.startswith(RESTORE):
            assert "the backup is in its place" in told
    assert json.loads(curl(machine, "/healthz"))["durable"]
    assert done(machine, "ls -A /run/credentials") == ""


JOURNAL = "postgresql://tungngo_journal:secret@127.0.0.1/tungngo_journal"


def test_the_journals_of_two_servers_come_together(walked: Walked) -> None:
    """In the database that the walk's lines made, by the lines of the manual's block of text."""
    machine = walked.machine
    lines = next(text for text in blocks("text") if "journal import /var" in text).splitlines()
    done(
        machine,
        f"""
        systemctl stop tungngo
        install -m 600 /var/lib/tungngo/tungngo.journal.jsonl /root/other.journal.jsonl
        sudo -u postgres psql -qc "ALTER ROLE tungngo_journal PASSWORD 'secret'"
        echo 'JOURNAL={JOURNAL}' >> /etc/tungngo.env
        """,
    )
    run_line(machine, "cd /root")
    told = [run_line(machine, line) for line in lines]
    assert re.search(r"^[1-9]\d* lines more", told[1], re.M)
    done(machine, "systemctl start tungngo")
    health = json.loads(curl(machine, "/healthz"))
    assert (health["journal"], health["journal_state"]) == (True, "current")


AS_A_CONTAINER = """
mount -t tmpfs -o uid=10001,gid=10001,mode=700 tmpfs /var/lib/tungngo
mount -t tmpfs -o uid=10001,gid=10001,mode=700 tmpfs /var/backups/tungngo
mount -o remount,bind,ro /
cd /srv/tungngo
as="setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all"
export {settings}
$as {command} > /tmp/image.log 2>&1 &
until $as {check} 2> /dev/null; do kill -0 $! || {{ cat /tmp/image.log; exit 1; }}; sleep 1; done
! $as touch /srv/tungngo/server/new 2> /dev/null
test "$TMPDIR" -ef /var/lib/tungngo/tmp
$as /bin/sh server/operations/container/nightly.sh all
ls /var/backups/tungngo
kill $!
wait $!
$as flask --app server restore /var/backups/tungngo/tungngo-*.backup --files /var/backups/tungngo/files
"""


def test_the_image_does_the_same_with_fewer_rights(walked: Walked) -> None:
    """The command, the check of health and what is done by night of the Containerfile, as its user, on a root that
    cannot be written, with the volumes and the rights of the compose files; SQLite, and the venv of the walk."""
    last = {step.name: step for step in steps()}
    words = {  # beside the service, which has the port
        name: shlex.join(last[name].json()).replace("8000", "8001")
        for name in ("CMD", "HEALTHCHECK")
    }
    settings = {**environment(), "PUBLIC_URL": f"https://{NAME}", "SECRET_KEY": SECRET_KEY}
    script = AS_A_CONTAINER.format(
        settings=" ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items()),
        command=words["CMD"],
        check=words["HEALTHCHECK"],
    )
    said = done(walked.machine, f"unshare --mount bash -ec {shlex.quote(script)}")
    assert re.search(r"^tungngo-\d{8}T\d{6}Z\.backup$", said, re.M)
    assert "restored and proved" in said
    assert "all equal to what the changes give" in said
    assert "sessions are totals now" in said
    assert "the backup is in its place" in said
