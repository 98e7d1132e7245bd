"""The image's Containerfile and the compose files: what a build is given, and how little the containers may do. That
the image's command and its check of health work is seen in test_operators_manual.py, on the copy of the machine."""

import fnmatch
import re
import shlex
import subprocess
from typing import Any

import pytest
import yaml

from server.config import SETTINGS
from tests.docs.readme import HOST, MANUAL, ROOT
from tests.server.operations.containerfile import FOLDER, Step, steps

COMPOSE = ("compose.sqlite.yaml", "compose.postgresql.yaml")
OURS = ("server", "nightly")
DROPPED = ["ALL"]
UNPRIVILEGED = "no-new-privileges:true"


def stages() -> list[list[Step]]:
    """The steps of each stage; the first of each is its FROM."""
    found: list[list[Step]] = []
    for step in steps():
        if step.name == "FROM":
            found.append([])
        if found:
            found[-1].append(step)
    return found


def ignored(path: str) -> bool:
    """Whether a build is not given a path, by the rules of .dockerignore: the last one that fits decides."""
    verdict = False
    for line in (FOLDER / "Containerfile.dockerignore").read_text("utf-8").splitlines():
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        pattern = rule.removeprefix("!").removeprefix("**/")
        parts = path.split("/")
        heads = ["/".join(parts[: end + 1]) for end in range(len(parts))]
        fits = any(fnmatch.fnmatchcase(each, pattern) for each in heads)
        if rule.removeprefix("!").startswith("**/"):
            fits = any(fnmatch.fnmatchcase(part, pattern) for part in parts)
        if fits:
            verdict = not rule.startswith("!")
    return verdict


def test_a_build_is_given_the_sources_alone() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    given = {path.partition("/")[0] for path in tracked if not ignored(path)}
    assert given == {"requirements.txt", "pwa", "server", "sync"}
    for path in (
        ".git/config",
        ".venv/bin/python",
        "instance/secret_key",
        "server/operations/container/tungngo.key",
        "pwa/node_modules/x/y.js",
    ):
        assert ignored(path), path
    for path in ("server/a/__pycache__/x.pyc", "pwa/dist/index.html", "pwa/src/a.test.ts"):
        assert ignored(path), path
    assert ignored("server/operations/container/settings.env")
    assert not ignored("server/operations/container/nightly.sh")


def test_what_is_copied_is_there_and_given() -> None:
    names = [stage[0].words[-1] for stage in stages()[:-1]]
    assert len(set(names)) == len(names)
    for step in steps():
        if step.name != "COPY":
            continue
        origin, *paths = step.words
        if origin.startswith("--from="):
            assert origin.removeprefix("--from=") in names
            continue
        for path in (origin, *paths[:-1]):
            assert (ROOT / path).exists(), path
            assert not ignored(path), path


def test_every_stage_has_the_same_base_by_a_version() -> None:
    (base,) = [step.words[0] for step in steps() if step.name == "ARG"]
    assert re.fullmatch(r"BASE=docker\.io/library/python:3\.\d+-slim-\w+", base)
    bases = {stage[0].words[0] for stage in stages()}
    assert bases == {"${BASE}", "packages"}


def test_the_image_needs_no_right_and_no_tool() -> None:
    last = {step.name: step for step in stages()[-1]}
    assert last["USER"].words == ["10001:10001"]
    assert last["HEALTHCHECK"].json()[0] == "python3"
    assert last["VOLUME"].json() == ["/var/lib/tungngo", "/var/backups/tungngo"]
    packages = re.findall(r"apt-get install\s+(.*?)\s+&&", last["RUN"].text)
    assert packages == ["--yes --no-install-recommends libpq5"]
    assert "rm -rf /var/lib/apt/lists/*" in last["RUN"].text


def test_its_command_serves_as_the_unit_does() -> None:
    command = next(step for step in stages()[-1] if step.name == "CMD").json()[-1]
    unit = (HOST / "systemd/tungngo.service").read_text("utf-8")
    (own,) = re.findall(r"^ExecStart=.*/(gunicorn .*)$", unit, re.M)
    _, _, served = command.partition("&& exec ")
    changed = own.replace("127.0.0.1:8000", "0.0.0.0:8000").replace(
        "server:create_app()", "'server:create_app()'"
    )
    assert served == changed
    assert command.startswith("flask --app server db upgrade && ")


@pytest.fixture(params=COMPOSE)
def compose(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / request.param).read_text("utf-8"))
    return found


def test_no_container_may_do_more_than_it_needs(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == DROPPED, name
        assert service["security_opt"] == [UNPRIVILEGED], name
        assert "privileged" not in service, name
        assert ("cap_add" in service) == (name not in OURS), name


def test_what_lasts_lies_in_volumes_that_are_named(compose: dict[str, Any]) -> None:
    declared = set(compose["volumes"])
    used = set()
    for service in compose["services"].values():
        sources = [each.partition(":")[0] for each in service["volumes"]]
        used |= {each for each in sources if not each.startswith(".")}
        for each in sources:
            assert not each.startswith(".") or (FOLDER / each).exists()
    assert declared == used


def test_only_the_proxy_is_reached_from_elsewhere(compose: dict[str, Any]) -> None:
    """On the machine's own network: through a port that is published, IPv6 would be one address."""
    hosts = {name for name, each in compose["services"].items() if "network_mode" in each}
    assert hosts <= {"proxy"}
    for name, service in compose["services"].items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
    if "proxy" in compose["services"]:
        proxy = compose["services"]["proxy"]
        assert (proxy["network_mode"], "ports" in proxy) == ("host", False)
        # Else whoever is on the machine could tell Caddy what to serve.
        assert proxy["environment"]["CADDY_ADMIN"].startswith("unix//tmp/")
        assert compose["networks"]["inside"] == {"internal": True}
        assert compose["services"]["database"]["networks"] == ["inside"]
        assert compose["services"]["nightly"]["networks"] == ["inside"]


def test_one_service_builds_the_image_of_both(compose: dict[str, Any]) -> None:
    assert [name for name, each in compose["services"].items() if "build" in each] == ["server"]
    assert {compose["services"][name]["image"] for name in OURS} == {"tungngo"}
    build = compose["services"]["server"]["build"]
    assert (ROOT / build["dockerfile"]).is_file()
    assert (FOLDER / build["context"]).resolve() == ROOT


def test_what_runs_is_asked_as_the_image_says(compose: dict[str, Any]) -> None:
    """By a shell: podman-compose 1.3 spells any other list wrongly."""
    checks = {name: each.get("healthcheck", {}) for name, each in compose["services"].items()}
    for name, check in checks.items():
        assert check.get("test", ["CMD-SHELL"])[0] == "CMD-SHELL", name
    of_image = next(step for step in stages()[-1] if step.name == "HEALTHCHECK").json()
    assert shlex.split(checks["server"]["test"][1]) == of_image
    assert checks["nightly"] == {"disable": True}


def test_all_of_it_is_there_after_a_reboot_and_fills_no_disk(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        # The only policy that podman-restart.service knows.
        assert service["restart"] == "always", name
        assert service["logging"]["options"].keys() == {"max-size", "max-file"}, name


def test_the_manual_names_services_that_are_there(compose: dict[str, Any]) -> None:
    named = re.findall(r"\bcompose (?:exec|run)(?: -T| --rm)*(?: --volume \S+)? (\w+)\b", MANUAL)
    assert {*named, "database"} == {*OURS, "database"}
    assert compose["services"].keys() >= {*OURS}
    # What is no whole path is the name of a volume to `run`.
    assert all(path.startswith('"/') for path in re.findall(r"run --rm --volume (\S+)", MANUAL))


def test_what_they_are_told_is_a_setting_or_asked_for(compose: dict[str, Any]) -> None:
    example = (FOLDER / "settings.env.example").read_text("utf-8")
    given = set(re.findall(r"^([A-Z_]+)=", example, re.M))
    for name in OURS:
        service = compose["services"][name]
        assert service["environment"].keys() <= {each.name for each in SETTINGS}
    asked = re.findall(r"\$\{([A-Z_]+)", str(compose))
    assert set(asked) <= given
    unpinned = [
        service["image"]
        for service in compose["services"].values()
        if service["image"] != "tungngo" and not re.search(r":\d+", service["image"])
    ]
    assert unpinned == []
