"""Usage: python -m tests.sabotage [WORD …]   (or make sabotage)

Breaks a copy of the project in one place at a time, runs the tests that are named for it, and
prints which of them noticed. With words only the sabotages whose name or step holds one of them.
Ends with 1 if any went unnoticed."""

import sys
import time

from tests.sabotage.all import ALL
from tests.sabotage.workshop import workshop


def main(words: list[str]) -> int:
    chosen = [
        each
        for each in ALL
        if not words or any(word in each.name or each.step == word for word in words)
    ]
    missed = 0
    with workshop() as bench:
        for each in chosen:
            began = time.monotonic()
            caught = bench.is_caught(each)
            missed += not caught
            said = "caught" if caught else "MISSED"
            print(
                f"{each.step:>6}  {said}  {time.monotonic() - began:5.1f} s  {each.name}",
                flush=True,
            )
    print(f"{len(chosen) - missed} of {len(chosen)} caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
