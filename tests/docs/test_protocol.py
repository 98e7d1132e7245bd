"""The protocol on paper and the program that quotes it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync import limits
from sync.kinds import KINDS, help_session, place
from sync.problems import PROBLEMS
from sync.verdict import Verdict

ROOT = Path(__file__).parents[2]
PROTOCOL = (ROOT / "sync/PROTOCOL.md").read_text(encoding="utf-8")
STEPS = set(re.findall(r"^(?:#+ )?([0-9]+(?:\.[0-9]+)*)\.? ", PROTOCOL, re.MULTILINE))
CASES = sorted((ROOT / "sync/cases").glob("*.json"))
FOLDERS = ("sync", "server", "tests", "pwa/src")
QUOTE = re.compile(r"PROTOCOL ([0-9]+(?:\.[0-9]+)*(?:,? (?:and |to )?[0-9]+(?:\.[0-9]+)*)*)")
COMMENT = re.compile(r"(?:#|//) ([5-7]\.[0-9]+(?:\.[0-9]+)?)\b")


def sources() -> Iterator[tuple[Path, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".ts", ".tsx"):
                yield path, path.read_text(encoding="utf-8")


def test_every_step_that_is_quoted_exists() -> None:
    unknown, found = [], 0
    for path, text in sources():
        quoted = [
            step for quote in QUOTE.findall(text) for step in re.findall(r"[0-9.]*[0-9]", quote)
        ]
        quoted += COMMENT.findall(text)
        found += len(quoted)
        unknown += [(str(path.relative_to(ROOT)), step) for step in quoted if step not in STEPS]
    assert unknown == []
    assert found > 50


def test_steps_are_numbered_without_gaps() -> None:
    for step in STEPS:
        above, _, last = step.rpartition(".")
        assert not above or above in STEPS
        if int(last) > 1:
            assert f"{above}.{int(last) - 1}".lstrip(".") in STEPS, step


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_is_listed_under_its_status(code: str) -> None:
    register = PROTOCOL.split("## 10.")[1]
    lines = [line for line in register.splitlines() if f"`{code}`" in line]
    status = PROBLEMS[code].status
    assert any(line.startswith(f"| {status} |" if status else f"| `{code}` |") for line in lines)


def test_no_problem_is_listed_that_does_not_exist() -> None:
    register = PROTOCOL.split("## 10.")[1].split("`sync/problems.py`")[1]
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", register)) <= PROBLEMS.keys()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_explained(verdict: Verdict) -> None:
    assert f"\n| `{verdict}` |" in PROTOCOL


def test_every_kind_and_every_field_is_named() -> None:
    names = {*KINDS, *help_session.REQUIRED, *help_session.DEFAULTS, *place.REQUIRED}
    assert [name for name in sorted(names) if f"`{name}`" not in PROTOCOL] == []


def test_the_limits_stand_in_it() -> None:
    for words in (
        f"At most {limits.CHANGES_PER_REQUEST} changes",
        f"At most {limits.CHANGES_PER_BUNDLE} changes",
        f"at most {limits.HAVE_IDS:,}",
        f"a page of {limits.PAGE_ROWS} rows",
        f"up to {limits.COMPANIONS_MAX} members",
        f"up to {limits.NOTE_CODE_POINTS} code points",
        f"name 1 to {limits.PLACE_NAME_CODE_POINTS} code points",
        f"people 1 to {limits.PEOPLE_MAX}",
        f"1 to {limits.SERVICES_MAX} services",
        f"reaches back {limits.FIRST_MEMBERSHIP_DAYS} days",
        f"before {limits.FIRST_DAY}",
    ):
        assert words in PROTOCOL


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_every_golden_file_counts_its_cases(path: Path) -> None:
    file = json.loads(path.read_text(encoding="utf-8"))
    assert file["about"]
    assert file["count"] == len(file["cases"]) >= 15


def test_every_case_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`([a-z_]+)\.json`", PROTOCOL))
    assert named <= {path.stem for path in CASES}
    assert len(named) >= 7


def test_the_examples_are_json() -> None:
    examples = re.findall(r"```json\n(.*?)```", PROTOCOL, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        json.loads(example)
