"""`python -m sync.model --seeds 2000`: plays the good protocol on every seed and each sabotage
until it is caught, and prints what happened."""

import argparse
import sys
from collections import Counter
from datetime import timedelta

from .cast import BEGINNING
from .oracles import play
from .sabotages import SABOTAGES, Sabotage
from .sabotages.sabotage import first_caught
from .world import Violation, World


def main() -> int:
    """0 if the good one held on every seed and every sabotage was caught that does harm."""
    reader = argparse.ArgumentParser(prog="python -m sync.model", description=__doc__)
    reader.add_argument("--seeds", type=int, default=200, help="how many seeds (200)")
    reader.add_argument("--seed", type=int, help="tell the story of this one seed")
    reader.add_argument("--sabotage", help="play only sabotages whose name has this in it")
    asked = reader.parse_args()
    chosen = [each for each in SABOTAGES if (asked.sabotage or "") in each.name]
    if asked.seed is not None:
        return _tell(asked.seed, chosen[0] if asked.sabotage else None)
    held = True if asked.sabotage else _good(asked.seeds)
    return 0 if _sabotages(asked.seeds, chosen) and held else 1


def _good(seeds: int) -> bool:
    happened: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    made = failed = 0
    days = timedelta()
    for seed in range(seeds):
        world = World(seed)
        try:
            play(world)
        except Violation as violation:
            failed += 1
            print(violation)
        happened += world.ledger.happened
        made += len(world.ledger.made)
        days += (world.now - BEGINNING) * len(world.phones)
        verdicts.update(each.known.verdict for each in world.server.store.changes.values())
    print(f"{seeds} seeds, {days.days} device-days, {made} changes, {failed} seeds failed")
    for title, counts in (("verdict", verdicts), ("what happened", happened)):
        print(f"\n{'times':>8}  {title}")
        for name, times in counts.most_common():
            print(f"{times:>8}  {name}")
    return failed == 0


def _sabotages(seeds: int, chosen: list[Sabotage]) -> bool:
    print(f"\n{'caught at':>9}  {'step':<7} sabotage")
    good = True
    for sabotage in chosen:
        seed = first_caught(sabotage, seeds)
        word = "never" if seed is None else f"seed {seed}"
        note = f": harmless, {sabotage.harmless}" if sabotage.harmless else ""
        print(f"{word:>9}  {sabotage.step:<7} {sabotage.name}{note}", flush=True)
        good = good and (seed is None) == (sabotage.harmless is not None)
    return good


def _tell(seed: int, sabotage: Sabotage | None) -> int:
    world = World(seed) if sabotage is None else sabotage.world(seed)
    try:
        play(world)
        said = "held"
    except Violation as violation:
        said = str(violation)
    print(*world.story, said, sep="\n")
    return 0 if said == "held" else 1


if __name__ == "__main__":
    sys.exit(main())
