"""Usage: python -m tests.machine test | check | audit | bench | faults | lock | types   (or through make)"""

import sys

from . import audit, bench, check, everything, faults, lock, types

COMMANDS = {
    "test": everything.run,
    "check": check.run,
    "audit": audit.run,
    "bench": bench.run,
    "faults": faults.run,
    "lock": lock.run,
    "types": types.write,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    return 0 if COMMANDS[arguments[0]]() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
