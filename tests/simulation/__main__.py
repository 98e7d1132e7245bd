"""Usage: python -m tests.simulation SECONDS [FIRST_SEED]   (or make soak SECONDS=…)

Plays seed after seed for so long, half of them on SQLite and half on PostgreSQL, and writes what
happened to tests/output/soak.txt. Ends with 1 if anything was lost, doubled or unequal."""

import signal
import sys

from tests.simulation import soak

FIRST = 1_000


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    # A shell that begins it in the background has it ignore this signal. Who sends it means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    first = int(arguments[1]) if len(arguments) > 1 else FIRST
    return 0 if soak.run(float(arguments[0]), first) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
