"""The list of sabotages against the protocol and the code that they break."""

from pathlib import Path

import pytest

from tests.docs.test_protocol import STEPS
from tests.sabotage.all import ALL
from tests.sabotage.sabotage import Sabotage

ROOT = Path(__file__).parents[2]
PHONE = ROOT / "pwa"
RULES = ("3", "4", "5", "6", "7", "8", "9")
NOTHING_TO_BREAK = {
    "9.1": "every test runs on both databases",
    "9.2": "what may not be built",
}


def leaves() -> list[str]:
    """The steps that say something themselves, and do not only head others."""
    heads = {step.rpartition(".")[0] for step in STEPS}
    return sorted(s for s in STEPS - heads if s.partition(".")[0] in RULES and "." in s)


@pytest.mark.parametrize("sabotage", ALL, ids=[each.name for each in ALL])
def test_what_a_sabotage_names_is_there(sabotage: Sabotage) -> None:
    assert sabotage.step in STEPS
    assert (ROOT / sabotage.file).read_text(encoding="utf-8").count(sabotage.old) == 1
    assert sabotage.new != sabotage.old
    assert sabotage.tests
    for test in sabotage.tests:
        assert ((PHONE if test.endswith((".ts", ".tsx")) else ROOT) / test).exists(), test


def test_the_readme_says_how_many_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`make sabotage`: {len(ALL)} lines of the real code" in readme


def test_sabotages_have_names_of_their_own() -> None:
    assert len({each.name for each in ALL}) == len(ALL)


@pytest.mark.parametrize("step", leaves())
def test_every_step_is_broken_by_a_sabotage(step: str) -> None:
    assert step in NOTHING_TO_BREAK or step in {each.step for each in ALL}
