"""What the operator's manual says about reading the request log, done."""

import json
import re
import subprocess

import pytest

from server.http.request_log import EXTENSION
from tests.docs.readme import MANUAL
from tests.machine.programs import jq
from tests.phones import new_id
from tests.server.operations.test_commands import run
from tests.server.request_lines import parsed, request_log
from tests.town import OTHER_TEAM, TEAM, Town


def programs() -> list[str]:
    """The jq programs of the manual, with their options."""
    return re.findall(r"^journalctl .*\| (jq .*)$", MANUAL, re.MULTILINE)


def by_jq(command: str, log: str) -> str:
    """What one of them makes of a log."""
    options, _, program = command.removeprefix("jq ").partition(" ")
    done = subprocess.run(
        [jq(), options, program.strip("'")], input=log, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def log(town: Town, capfd: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """The log of a town's day, and how a phone stands in it that was told 409."""
    lan, minh = town.lan(), town.minh()
    with request_log(town.app):
        assert lan.ask([], seen=[10**6, "00000000"]).status == 409
        minh.sync()
        minh.ask([minh.session(), {**minh.session(), "author": new_id()}])
        minh.web.get("/api/accounts")
    plain = "[2026-11-24 02:11:09 +0000] [42] [INFO] Booting worker with pid: 42\n"
    return plain + capfd.readouterr().err, town.app.extensions[EXTENSION].hash_of(lan.device)


@pytest.mark.jq
def test_why_a_phone_was_told_409(log: tuple[str, str]) -> None:
    written, device = log
    first, _ = programs()
    said = by_jq(first.replace("5b0e6f2c91aa", device), written)
    (line,) = [each for each in parsed(written) if each["status"] == 409]
    assert said == f"{line['timestamp']} 409 history_reset /api/sync/v1\n"


@pytest.mark.jq
def test_how_often_what_was_refused(log: tuple[str, str]) -> None:
    written, _ = log
    _, second = programs()
    counts = json.loads(by_jq(second, written))
    (verdict,) = (each for each in counts if ":" in each)
    assert verdict.endswith(":unknown_author")
    assert counts["history_reset"] == counts["wrong_role"] == counts[verdict] == 1


def test_whose_the_hashes_are(town: Town) -> None:
    lan, ha = town.lan(), town.ha()
    other = town.phone("Phạm Văn Sáu", OTHER_TEAM)
    named = town.app.extensions[EXTENSION].hash_of
    code, said = run(town.app, "log-names", TEAM)
    assert code == 0
    lines = dict(line.split("  ", 1) for line in said.splitlines())
    assert lines.keys() == {named(lan.device), named(ha.device)}
    assert "Lan" in lines[named(lan.device)]
    assert named(other.device) not in said
    code, said = run(town.app, "log-names")
    assert code == 0
    assert {line.split("  ")[1] for line in said.splitlines()} >= {"son"}
    assert run(town.app, "log-names", "NONE")[0] == 1
