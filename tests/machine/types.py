"""The server's OpenAPI description, and the app's types of what goes over the wire, made from it. Neither is
committed: a build needs no types."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from .needs import BIN, ROOT, Command, run

GENERATED = ROOT / "pwa" / "generated"
"""Beside the sources, so that the app is not built anew because of them."""
DESCRIPTION, TYPES = GENERATED / "openapi.json", GENERATED / "types.ts"
GENERATOR = ROOT / "pwa" / "node_modules" / ".bin" / "openapi-typescript"


def write() -> bool:
    """Writes both, and prints what failed."""
    GENERATED.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        # The app names its routes itself; only bodies have types.
        bodies = Path(folder) / "bodies.json"
        if not _ran([BIN / "flask", "--app", "server", "openapi", "write", DESCRIPTION]):
            return False
        bodies.write_text(json.dumps({**json.loads(DESCRIPTION.read_text()), "paths": {}}))
        return _ran([GENERATOR, bodies, "--output", TYPES])


def _ran(command: Command) -> bool:
    done = run(command)
    if done.returncode:
        print(done.stdout.strip())
    return done.returncode == 0
