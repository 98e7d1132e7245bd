"""Usage: python3 -m setup run | install [tests] | app"""

import sys

from . import app, packages, run
from .steps import Advice


def install(*locks: str) -> None:
    packages.install("server", "app", *locks)
    app.build()


COMMANDS = {"run": run.run, "install": install, "app": app.build}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        COMMANDS[arguments[0]](*arguments[1:])
    except Advice as advice:
        print(f"\n{advice}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


sys.exit(main(sys.argv[1:]))
