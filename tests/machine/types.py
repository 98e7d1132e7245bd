"""The server's OpenAPI description, and the app's types made from it: bodies, and the routes that it GETs.
Neither is committed: a build needs no types."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .needs import BIN, ROOT, Command, run

GENERATED = ROOT / "pwa" / "generated"
"""Beside the sources, so that the app is not built anew because of them."""
DESCRIPTION, TYPES = GENERATED / "openapi.json", GENERATED / "types.ts"
GENERATOR = ROOT / "pwa" / "node_modules" / ".bin" / "openapi-typescript"


def write() -> bool:
    """Writes both, and prints what failed."""
    GENERATED.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        typed = Path(folder) / "typed.json"
        if not _ran([BIN / "flask", "--app", "server", "openapi", "write", DESCRIPTION]):
            return False
        description = json.loads(DESCRIPTION.read_text())
        description["paths"] = dict(_json_gets(description["paths"]))
        typed.write_text(json.dumps(description))
        return _ran([GENERATOR, typed, "--output", TYPES])


def _json_gets(paths: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The paths whose GET answers with JSON, with its parameters and that answer alone."""
    for path, methods in paths.items():
        get = methods.get("get", {"responses": {}})
        if "application/json" in get["responses"].get("200", {}).get("content", {}):
            responses = {"200": get["responses"]["200"]}
            shown = {"parameters": get.get("parameters", []), "responses": responses}
            yield path, {"parameters": methods.get("parameters", []), "get": shown}


def _ran(command: Command) -> bool:
    done = run(command)
    if done.returncode:
        print(done.stdout.strip())
    return done.returncode == 0
