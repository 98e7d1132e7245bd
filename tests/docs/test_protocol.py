"""The protocol on paper and the program that quotes it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.catalogue.files import LISTS
from sync import protocol_limits as limits
from sync.kinds import FROM_PHONES, KINDS, Kind
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
    register = PROTOCOL.split("## 10.")[1].split("`sync/problems.json`")[1]
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", register)) <= PROBLEMS.keys()


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_explained(verdict: Verdict) -> None:
    assert f"\n| `{verdict}` |" in PROTOCOL


def rows_of(kind: Kind) -> dict[str, str]:
    """What the table of a kind in 4.8 says of each field."""
    part = PROTOCOL.split(f"\n| `{kind.name}` |")[1].split("\n\n")[0]
    rows = [row.strip("| ").split(" | ", 1) for row in part.splitlines()[2:]]
    return {name: text for names, text in rows for name in re.findall("`([^`]+)`", names)}


@pytest.mark.parametrize("name", FROM_PHONES)
def test_every_field_that_phones_write_stands_in_it_with_its_bounds(name: str) -> None:
    kind = KINDS[name]
    fields = {f.replace("*", "<CODE>"): spec for f, spec in kind.table["fields"].items()}
    rows = rows_of(kind)
    assert rows.keys() == fields.keys()
    for field, spec in fields.items():
        for words in said_of(spec):
            assert words in rows[field], (field, words)


def said_of(spec: dict[str, Any]) -> Iterator[str]:
    """What the protocol has to say of a field."""
    if spec.get("required"):
        yield "required"
    if "from" in spec:
        yield "set by the server"
        return
    if "default" in spec:
        yield "default"
        yield f"`{spec['default']}`".replace("'", '"')
    if spec.get("nullable"):
        yield "null takes one away" if "each" in spec else "may be absent"
    if "each" in spec:
        yield f"{spec['least']} to {spec['most']} of them"
    yield from (f"`{word}`" for word in spec.get("word", {}).get("of", ()))
    for of, words in (("count", "1 to {}"), ("ids", "up to {}"), ("codes", "up to {}")):
        if of in spec:
            yield words.format(spec[of]["most"])
    if "text" in spec:
        least = "1 to " if spec["text"].get("least") else "up to "
        yield f"{least}{spec['text']['most']} code points"
    for part, inner in spec.get("object", {}).items():
        yield f'"{part}": '
        yield from said_of({k: v for k, v in inner.items() if k in ("count", "codes")})


def test_what_an_edit_may_take_away_stands_in_it() -> None:
    found = {
        "services" if "each" in spec else f"`{field}`"
        for name in FROM_PHONES
        for field, spec in KINDS[name].table["fields"].items()
        if spec.get("nullable")
    }
    sentence = re.search(r"In an edit only (.+) may become null", PROTOCOL)
    assert sentence is not None
    assert set(re.split(", | and ", sentence[1])) == found


@pytest.mark.parametrize("name", [name for name in KINDS if name not in FROM_PHONES])
def test_every_field_that_only_the_server_writes_stands_in_it(name: str) -> None:
    table = KINDS[name].table
    rows = PROTOCOL.split("### 4.9")[1].split("### 4.10")[0].splitlines()
    row = next(row for row in rows if row.startswith("| `") and f"`{name}`" in row.split(" | ")[0])
    kinds, fields = row.split(" | ")
    channel = {
        "record": "its record's",
        "catalogue": "`catalogue`",
        "publication": "`activity:` or `unit:`",
    }
    assert channel.get(table["channel"], f"`{table['channel']}:`") in kinds
    only_its_own = {"group", "is_group", "counts", "asks_reason", "counts_as_union_member"}
    named = table["fields"].keys() - (only_its_own if name in LISTS else set())
    assert [field for field in named if f"`{field}`" not in fields] == []
    assert name not in LISTS or "what only that list has" in fields


def test_the_limits_stand_in_it() -> None:
    for words in (
        f"At most {limits.CHANGES_PER_REQUEST} changes",
        f"At most {limits.CHANGES_PER_BUNDLE} changes",
        f"at most {limits.HAVE_IDS:,}",
        f"a page of {limits.PAGE_ROWS} rows",
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
