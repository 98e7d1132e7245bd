"""Usage: python3 -m setup run | build | tools | tests | browsers | deploy"""

import sys

from . import access, app, packages, run, sbom
from .steps import Advice


def tools() -> None:
    """What checks and generators need: every package, no build."""
    packages.install("tests")
    app.install()


def tests() -> None:
    tools()
    app.build()


def browsers() -> None:
    """The tests, and what drives other browsers than Chromium."""
    tests()
    packages.install("browsers")


def build() -> None:
    """What a server needs: its packages and the built app; and what these are made of."""
    access.check(packages.python())
    packages.install()
    packages.compile_sources()
    app.build()
    sbom.write()


def deploy() -> None:
    """The built app alone, where the platform has installed the server's packages itself."""
    packages.install()
    app.build()
    app.discard_tools()


COMMANDS = {
    "run": run.run,
    "build": build,
    "tools": tools,
    "tests": tests,
    "browsers": browsers,
    "deploy": deploy,
}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        COMMANDS[arguments[0]]()
    except Advice as advice:
        print(f"\n{advice}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


sys.exit(main(sys.argv[1:]))
