"""The README and the operator's manual name every setting, command and surface that there is, and none that is
not."""

import re

import pytest

from server.config import SETTINGS, VERSION
from server.retention.terms import TERMS
from tests.docs.readme import MANUAL, README, ROOT, host_file


def table_of(heading: str) -> list[list[str]]:
    """The cells of the manual's table under a heading, without its head."""
    part = MANUAL.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_every_setting_stands_in_the_manual_as_it_is() -> None:
    told = [
        [name.strip("`"), default.strip("`"), about]
        for name, default, about in table_of("Settings")
    ]
    assert told == [[each.name, each.default, each.about] for each in SETTINGS]


def test_what_is_kept_how_long_stands_in_the_manual() -> None:
    assert table_of("Kept how long") == [list(each) for each in TERMS]


def test_no_code_reads_a_setting_that_is_not_listed() -> None:
    read = set()
    for file in (ROOT / "server").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        read |= set(re.findall(r'environ(?:\.get)?[\[(]"([A-Z_]+)"', text))
        read |= set(re.findall(r'_whole\(environ, "([A-Z_]+)"', text))
    read -= {"PATH"}
    assert read <= {each.name for each in SETTINGS}


@pytest.mark.parametrize("page", [README, MANUAL], ids=["README", "manual"])
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    named = set(re.findall(r"`((?:server|sync|pwa|tests)/[\w./-]*)`", page))
    named |= {
        f"server/operations/{each}" for each in re.findall(r"`((?:host|container)/[\w./-]*)`", page)
    }
    assert named
    written = "tests/output/"  # by the runs themselves, and ignored
    kept = (path for path in named if not path.startswith(written))
    missing = sorted(path for path in kept if not (ROOT / path).exists())
    assert missing == []


def test_the_changes_of_the_version_at_work_are_told() -> None:
    """What `/healthz` tells has a heading, after what is not released yet; the newest stands first."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.M)
    released = heads[1:] if heads[0] == "Not released yet" else heads
    assert released[0] == VERSION
    numbers = [tuple(map(int, head.split("."))) for head in released]
    assert numbers == sorted(set(numbers), reverse=True)
    parts = text.split("\n## ")[1:]
    assert all("To do" in part for part in parts)


def test_every_package_of_the_server_stands_in_the_house() -> None:
    there = {f"server/{path.parent.name}/" for path in (ROOT / "server").glob("*/__init__.py")}
    assert there <= set(re.findall(r"`(server/\w+/)`", README))


def test_a_machine_of_ones_own_serves_as_a_platform_does() -> None:
    """The unit starts gunicorn with the Procfile's configuration and application."""
    procfile = (ROOT / "Procfile").read_text(encoding="utf-8")
    (platform,) = re.findall(r"^web: (.*)$", procfile, re.MULTILINE)
    unit = host_file("systemd/tungngo.service")
    (own,) = re.findall(r"^ExecStart=/srv/tungngo/\.venv/bin/(gunicorn .*)$", unit, re.MULTILINE)
    assert served(own) == served(platform)
    assert "--bind 127.0.0.1:" in own


def served(command: str) -> tuple[str, str]:
    """How, by which configuration, and what."""
    return command.split(" --config ")[1].split()[0], command.split()[-1].strip('"')
