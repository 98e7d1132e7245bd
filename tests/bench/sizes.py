"""How much comes over the air: JavaScript of the first screen, and all that is precached."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.machine.needs import ROOT

DIST = ROOT / "pwa" / "dist"
KB = 1000
MANIFEST = (ROOT / "pwa" / "precache.config.ts").read_text(encoding="utf-8")
ON_FIRST_USE = re.compile(re.findall(r"FIRST_USE = /(.+)/", MANIFEST)[0])


def measure() -> Iterator[Figure]:
    """Gzip sizes in kB (1,000 bytes); the QR reader's wasm is not precached."""
    page = (DIST / "index.html").read_text(encoding="utf-8")
    first = set(re.findall(r'(?:src|href)="(/assets/[^"]+\.js)"', page))
    yield Figure("JavaScript of the first screen, gzip", _kilobytes(first), "kB", 57)
    yield Figure("All that is precached, gzip", _kilobytes(precached(DIST)), "kB", 180)
    wasm = {f"/assets/{file.name}" for file in (DIST / "assets").glob("*.wasm")}
    assert len(wasm) == 1, "the QR reader's wasm was not found"
    yield Figure("The QR reader's wasm, kept on first use, gzip", _kilobytes(wasm), "kB")


def precached(dist: Path) -> set[str]:
    """What every phone keeps: the files that the worker names, without those that it keeps when they
    are first asked for."""
    named = set(re.findall(r"url[\"']?:\s*[\"'`]([^\"'`]+)", (dist / "sw.js").read_text()))
    kept = {name for name in named if not ON_FIRST_USE.search(name)}
    assert 3 < len(kept) < len(named), "the worker's list of files was not found"
    return kept


def _kilobytes(names: set[str]) -> float:
    files = (DIST / name.removeprefix("/") for name in names)
    return sum(_packed(file) for file in files) / KB


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))
