"""Two versions of the server measured in turns in the same minutes, each beside its bare endpoint:

    python -m tests.bench.sync.turns TREE [--rounds N] [--sorts SQLite,PostgreSQL] [--write]

TREE is another checkout, set up by `make check`; this one is the newer. --write keeps the figures of
TREE as the base line (baseline.json). The version that begins changes with every round."""

import argparse
import os
import platform
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from tests.bench.figures import Figure
from tests.bench.sync import baseline, crowd, idle, pull, push, totals
from tests.bench.sync.house import House, house
from tests.machine.needs import ROOT

Found = dict[str, list[Figure]]
HEAD = "| | old | new | new ÷ old | old × bare | new × bare | new ÷ old, × bare |"
SESSIONS = 1000


def figures_of(running: House) -> Iterator[Figure]:
    """What is measured in each turn."""
    yield from push.measure(running, SESSIONS, rounds=1)
    yield from idle.measure_one(running, rounds=2)


def in_turns(sort: str, old: Path, rounds: int) -> tuple[Found, Found]:
    """The figures of both by their names, one for each round; what is measured once, at the end."""
    found: tuple[Found, Found] = defaultdict(list), defaultdict(list)
    with ExitStack() as stack:
        houses = [stack.enter_context(house(sort, tree)) for tree in (old, ROOT)]
        pairs = list(zip(houses, found, strict=True))
        for number in range(rounds):
            for running, kept in pairs if number % 2 == 0 else pairs[::-1]:
                _keep(kept, figures_of(running))
        for running, kept in pairs:
            _keep(kept, pull.measure(running))
            _keep(kept, crowd.measure(running))
            _keep(kept, totals.measure(running))
            _keep(kept, [running.memory()])
    return found


def _keep(kept: Found, figures: Iterator[Figure] | Sequence[Figure]) -> None:
    for figure in figures:
        kept[figure.name].append(figure)


def table(old: Found, new: Found) -> Iterator[str]:
    """A row for each figure: medians, what they spread over in brackets (the middle half of the rounds),
    and the new as a part of the old."""
    for name in old:
        values = [[each.value for each in found[name]] for found in (old, new)]
        times = [[each.judged for each in found[name] if each.bare] for found in (old, new)]
        cells = [f"{name}, {old[name][0].unit}", *map(_spread, values), _part(values)]
        yield "| " + " | ".join([*cells, *map(_spread, times), _part(times)]) + " |"


def _spread(values: list[float]) -> str:
    if not values:
        return ""
    middle = f"{median(values):.4g}"
    if len(values) < 3:
        return middle
    low, _, high = quantiles(values, n=4)
    return f"{middle} ({low:.3g} to {high:.3g})"


def _part(values: list[list[float]]) -> str:
    old, new = values
    if not old:
        return ""
    # Of each round's own pair: what the machine did meanwhile then stands on both sides.
    return f"{median(b / a for a, b in zip(old, new, strict=True)):.3f}"


def kept(found: Found) -> dict[str, dict[str, object]]:
    """What of these figures is kept as the base line."""
    return {
        name: {
            "value": round(median(each.value for each in figures), 3),
            "unit": figures[0].unit,
            "times": round(median(each.judged for each in figures), 3) if figures[0].bare else None,
        }
        for name, figures in found.items()
    }


def main() -> None:
    """Prints the table; see above."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tree", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sorts", default="SQLite,PostgreSQL")
    parser.add_argument("--write", action="store_true")
    said = parser.parse_args()
    found: dict[str, dict[str, object]] = {}
    print(HEAD + "\n|" + "---|" * 7, flush=True)
    for sort in said.sorts.split(","):
        old, new = in_turns(sort, said.tree.resolve(), said.rounds)
        found |= kept(old)
        for row in table(old, new):
            print(row, flush=True)
    if said.write:
        load = f"{os.getloadavg()[1]:.1f} waiting on {os.cpu_count()} processors"
        how = {"version": "1.1.0 (273edae)", "rounds": said.rounds, "sessions": SESSIONS}
        baseline.write({**how, "machine": platform.platform(), "load": load}, found)


if __name__ == "__main__":
    main()
