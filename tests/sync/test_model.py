"""The model of the whole protocol: the good one holds on every seed, each sabotage is caught, and
everything that can go wrong did (PROTOCOL 11)."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sync.model.network import FAULTS
from sync.model.oracles import play
from sync.model.sabotages import SABOTAGES, Sabotage
from sync.model.sabotages.sabotage import first_caught
from sync.model.world import World

CHUNKS = [range(first, first + 50) for first in range(0, 200, 50)]
ENOUGH = 400
"""Every sabotage that does harm is caught within these; most within the first twenty."""
HARMLESS = 50

ROOT = Path(__file__).parents[2]
HAPPENS = {
    *FAULTS,
    "late request arrives", "answer late", "phone killed", "phone cloned", "phone set back",
    "row lost on a phone", "clock set", "wrong clock", "old app", "change rewritten",
    "change: value", "change: code", "change: field", "change: schema", "change: defect",
    "change: hopeless", "meddled app", "phone approved", "phone refused", "phone revoked",
    "joined by receipt", "member moved", "record handed over", "record erased",
    "session corrected", "item settled", "proposal settled", "backup", "server restored",
    "power cut", "day mended", "digest wrong", "digest put right", "channel fetched anew",
}  # fmt: skip


@pytest.mark.parametrize("seeds", CHUNKS, ids=str)
def test_the_protocol_holds_on_every_seed_whatever_happens(seeds: range) -> None:
    for seed in seeds:
        play(World(seed))


def test_everything_that_can_go_wrong_did() -> None:
    happened: Counter[str] = Counter()
    verdicts: set[str] = set()
    for seed in range(120):
        world = play(World(seed))
        happened += world.ledger.happened
        verdicts |= {each.known.verdict for each in world.server.store.changes.values()}
    assert happened.keys() >= HAPPENS
    assert verdicts >= {"applied", "conflict", "held", "review", "gone"}


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda each: each.name)
def test_a_sabotage_is_caught_or_does_no_harm(sabotage: Sabotage) -> None:
    if sabotage.harmless:
        assert first_caught(sabotage, HARMLESS) is None
    else:
        assert first_caught(sabotage, ENOUGH) is not None


def test_a_seed_plays_the_same_run_again() -> None:
    """In another process too, in which texts hash to other numbers."""
    tale = (
        "from sync.model.world import World; w = World(7); w.run(); print(*w.story, w.dice.tag())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", tale],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_a_violation_names_seed_and_step() -> None:
    seed = first_caught(SABOTAGES[0], ENOUGH)
    assert seed is not None
    said = SABOTAGES[0].caught(seed)
    assert said is not None
    assert re.match(rf"seed {seed}, step \d+: ", said)


def test_the_protocol_lists_every_sabotage_beside_its_step() -> None:
    text = (ROOT / "sync" / "PROTOCOL.md").read_text(encoding="utf-8")
    proof = text.split("## 11. ")[1]
    listed = re.findall(r"^\| ([\d.]+) \| ([^|]+?) \|$", proof, re.MULTILINE)
    named = sorted(
        (each.step, f"{each.name} (harmless)" if each.harmless else each.name) for each in SABOTAGES
    )
    assert sorted(listed) == named
    for step, _ in listed:
        assert re.search(rf"^(#+ )?{re.escape(step)}\.? ", text, re.MULTILINE), step
