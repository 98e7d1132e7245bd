"""What opens with no network: files that the worker keeps need none that it does not."""

import re
from pathlib import Path, PurePosixPath

STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")


def test_a_file_that_is_kept_asks_only_for_kept_ones(project: Path) -> None:
    dist = project / "pwa" / "dist"
    kept = set(re.findall(r"""["'`](assets/[^"'`]+\.js)["'`]""", (dist / "sw.js").read_text()))
    assert len(kept) > 20
    missing = [
        (name, asked)
        for name in sorted(kept)
        for asked in STATIC.findall((dist / name).read_text(encoding="utf-8"))
        if _at(name, asked) not in kept
    ]
    assert missing == []


def _at(name: str, asked: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / asked).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
