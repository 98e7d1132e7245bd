"""Everything a machine can say about the code without running it, all at once, in a few seconds."""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from . import needs, types
from .line_count import line_count
from .needs import BIN, ROOT

PWA = ROOT / "pwa"
NODE_BIN = PWA / "node_modules" / ".bin"

Tool = tuple[Path, list[str | Path]]

TOOLS: dict[str, Tool] = {
    "mypy": (ROOT, [BIN / "mypy"]),
    "documentation": (ROOT, [BIN / "python", "-m", "pytest", "-q", "tests/docs"]),
    "python format": (ROOT, [BIN / "ruff", "format", "--check", "."]),
    "python lint": (ROOT, [BIN / "ruff", "check", "."]),
    "python imports": (ROOT, [BIN / "lint-imports", "--no-cache"]),
    "biome": (PWA, [NODE_BIN / "biome", "ci", "--colors=off", "."]),
    "typescript": (PWA, [NODE_BIN / "tsc", "-p", "tsconfig.json"]),
    "typescript worker": (PWA, [NODE_BIN / "tsc", "-p", "tsconfig.worker.json"]),
    "typescript tools": (PWA, [NODE_BIN / "tsc", "-p", "tsconfig.tools.json"]),
    "typescript phones": (PWA, [NODE_BIN / "tsc", "-p", "tsconfig.simulation.json"]),
}


def run_tool(tool: Tool) -> str:
    """Nothing if it is content, else all that it said."""
    folder, command = tool
    done = needs.run(command, folder)
    return "" if done.returncode == 0 else done.stdout.strip() or f"exit {done.returncode}"


def run_all() -> dict[str, str]:
    """The complaints by tool; a line is printed as each tool ends."""
    began = time.monotonic()
    complaints: dict[str, str] = {}
    with ThreadPoolExecutor() as pool:
        running = {pool.submit(run_tool, tool): name for name, tool in TOOLS.items()}
        for done in as_completed(running):
            name, said = running[done], done.result()
            print(
                f"  {'✗' if said else '✓'} {name:<18} {time.monotonic() - began:4.1f} s", flush=True
            )
            if said:
                complaints[name] = said
    return complaints


def run() -> bool:
    if not types.write():  # TypeScript's checks need them
        return False
    complaints = run_all()
    print(f"  {line_count()}")
    for name, said in complaints.items():
        print(f"\n── {name}\n{said}", flush=True)
    return not complaints
