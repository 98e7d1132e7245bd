"""The list of sabotages against the protocol and the code that they break."""

from collections import Counter
from pathlib import Path

import pytest

from tests.docs.test_protocol import STEPS
from tests.sabotage.all import ALL
from tests.sabotage.sabotage import Sabotage

ROOT = Path(__file__).parents[2]
PHONE = ROOT / "pwa"
RULES = ("3", "4", "5", "6", "7", "8", "9")
NOTHING_TO_BREAK = {
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


def test_sabotages_have_names_of_their_own() -> None:
    assert len({each.name for each in ALL}) == len(ALL)


def test_each_step_is_broken_once() -> None:
    broken = Counter(each.step for each in ALL)
    assert set(leaves()) - set(broken) == set(NOTHING_TO_BREAK)
    assert max(broken.values()) == 1
