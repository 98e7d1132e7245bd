"""The page that holds this tree against OWASP ASVS 5.0 names what is there, and counts its own lines."""

import ast
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.test_readme import ROOT

PAGE = (ROOT / "server/auth/ASVS.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "server/auth/SECURITY.md").read_text(encoding="utf-8")
STATES = ("met", "partly", "not", "does not apply")
OF_LEVEL = {1: 70, 2: 183}
"""How many the standard has of each level."""
NUMBER = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{1,2}\b")
PATH = re.compile(r"`((?:server|sync|pwa|tests|bin)/[\w./-]+|[A-Z]+\.md)(?:::(\w+))?`")


class Line(NamedTuple):
    number: str
    demand: str
    state: str
    how: str
    shown: str


def part(heading: str) -> str:
    return PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def lines_of(level: int) -> list[Line]:
    rows = [row for row in part(f"Level {level}").splitlines() if row.startswith("|")]
    return [Line(*(cell.strip() for cell in row.strip("|").split("|"))) for row in rows[2:]]


def left_out() -> list[str]:
    return NUMBER.findall(part("What does not apply of level 2"))


def sort_key(number: str) -> list[int]:
    return [int(each) for each in number.split(".")]


@pytest.mark.parametrize("level", [1, 2])
def test_lines_are_numbered_as_in_the_standard(level: int) -> None:
    numbers = [line.number for line in lines_of(level)]
    assert all(NUMBER.fullmatch(each) for each in numbers)
    assert numbers == sorted(set(numbers), key=sort_key)
    assert all(line.state in STATES and line.how and line.shown for line in lines_of(level))


def test_no_requirement_is_missing_or_stands_twice() -> None:
    first, second = ([line.number for line in lines_of(level)] for level in (1, 2))
    assert len(first) == OF_LEVEL[1]
    assert len(second) + len(left_out()) == OF_LEVEL[2]
    assert max(Counter([*first, *second, *left_out()]).values()) == 1


def test_the_head_counts_the_lines() -> None:
    first, second = (Counter(line.state for line in lines_of(level)) for level in (1, 2))
    (open_lines,) = re.findall(r"^Level 1: .*Open: (.*)\.$", PAGE, re.M)
    assert (
        f"Level 1: {first['met']} met, {first['partly']} partly, {first['not']} not, "
        f"{first['does not apply']} do not apply."
    ) in PAGE
    assert (
        f"Level 2: of {OF_LEVEL[2]}, {len(lines_of(2))} apply: {second['met']} met, "
        f"{second['partly']} partly, {second['not']} not."
    ) in PAGE
    still = [line.number for line in lines_of(1) if line.state in ("partly", "not")]
    assert NUMBER.findall(open_lines) == still
    assert second["does not apply"] == 0


@pytest.mark.parametrize("page", [PAGE, SECURITY], ids=["ASVS", "SECURITY"])
def test_what_is_named_is_there(page: str) -> None:
    named = PATH.findall(page)
    assert named
    assert [path for path, _ in named if not (ROOT / path).exists()] == []
    missing = [(path, test) for path, test in named if test and test not in functions(ROOT / path)]
    assert missing == []


def test_each_line_names_a_file() -> None:
    assert [
        line.number for line in (*lines_of(1), *lines_of(2)) if not PATH.search(line.shown)
    ] == []


def functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
