"""What `make run` says when something is in its way."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.operations.setup import access, packages, run
from server.operations.setup.failures import REGISTRY, advise, of_the_data, own_sentence
from server.operations.setup.steps import Advice

UNRESOLVED = "psycopg.OperationalError: failed to resolve host 'x': Name or service not known"


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        (UNRESOLVED, "Cannot reach the database at x:1:"),
        ("connection failed: Connection refused", "Cannot reach the database at x:1:"),
        ('FATAL: database "y" does not exist', "Cannot reach the database at x:1:"),
        ("FileNotFoundError: [Errno 2] No such file: '/proc/x'", "check INSTANCE_DIR"),
        ("sqlite3.OperationalError: unable to open database file", "check INSTANCE_DIR"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("KeyError: 'x'", "Read the lines above."),
    ],
)
def test_a_step_that_opens_the_database(
    monkeypatch: pytest.MonkeyPatch, said: str, advice: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://son:secret@x:1/y")
    found = advise(said, of_the_data(), "Read the lines above.")
    assert advice in found
    assert "secret" not in found


def test_only_a_step_that_fetches_packages_speaks_of_the_registry() -> None:
    said = "npm error code ENOTFOUND"
    assert "registry" in advise(said, (REGISTRY,), "Read the lines above.")
    assert advise(said, (), "Read the lines above.") == "Read the lines above."


def test_a_command_that_knows_what_is_wrong_needs_no_more() -> None:
    assert own_sentence("{}\nError: SECRET_KEY must be set\n") == "Error: SECRET_KEY must be set"
    assert own_sentence("Traceback (most recent call last):\nError: boom") == ""
    assert own_sentence("") == ""


@pytest.mark.parametrize("public", ["", "http://localhost:8000", "http://desk.localhost:8000"])
def test_a_host_that_lets_others_in_without_https(
    monkeypatch: pytest.MonkeyPatch, public: str
) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PUBLIC_URL", public)
    with pytest.raises(Advice, match=r"HOST=0\.0\.0\.0 .*adb reverse.*PUBLIC_URL.*SECRET_KEY"):
        run.run()


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A Python in a home and a program's folder, all open to other users, unlike where tests usually write."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found = place / "home/python"
        for each in (found.parent, place / "srv"):
            each.mkdir()
        found.touch()
        for each in (place, *place.iterdir(), found):
            each.chmod(0o755)
        monkeypatch.setattr(access, "ROOT", place / "srv")
        yield found


def test_what_others_can_run_is_built(python: Path, capsys: pytest.CaptureFixture[str]) -> None:
    access.check(python)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("shut", "advice"),
    [
        (
            "home",
            r"cannot run .*/home/python: .*/home is closed .*`make build PYTHON=/usr/bin/python3`",
        ),
        ("home/python", r"/home/python is closed to other users"),
        ("srv", r"/srv is closed to other users\. Build in a folder .* such as /srv/tungngo"),
    ],
)
def test_root_builds_nothing_that_the_service_cannot_run(
    python: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    shut: str,
    advice: str,
) -> None:
    (python.parents[1] / shut).chmod(0o750 if shut != "home/python" else 0o640)
    monkeypatch.setattr(access, "is_root", lambda: True)
    with pytest.raises(Advice, match=advice):
        access.check(python)
    monkeypatch.setattr(access, "is_root", lambda: False)
    access.check(python)
    assert capsys.readouterr().err.startswith("Mind: The service's user")


@pytest.mark.parametrize(
    ("name", "value", "given"),
    [
        (
            "PIP_INDEX_URL",
            "https://mirror.test/simple",
            {"UV_DEFAULT_INDEX": "https://mirror.test/simple"},
        ),
        ("PIP_EXTRA_INDEX_URL", "https://mirror.test/simple", {}),
    ],
)
def test_uv_takes_packages_from_the_index_of_pip(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, given: dict[str, str]
) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    monkeypatch.setenv(name, value)
    assert packages.index() == given


def test_uv_itself_is_checked_by_hash() -> None:
    assert re.fullmatch(r"uv==[\d.]+( --hash=sha256:[0-9a-f]{64})+", packages.locked_uv())
